"""The forms of a page as somebody is shown them: what a browser would send."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    values: dict[str, Any]
    files: list[str]


def forms_of(text: str, path: str) -> list[Form]:
    """Without those that end the session."""
    if not text.strip():
        return []
    found = []
    for form in html.fromstring(text).forms:
        action = urlsplit(urljoin(path, form.get("action") or path))
        if "logout" in action.path or action.netloc:
            continue
        files = [field.name for field in form.inputs if getattr(field, "type", "") == "file"]
        values = {
            name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"
        }
        for button in form.xpath(".//button[@name]"):
            values.setdefault(button.get("name"), button.get("value") or "")
        method = "POST" if (form.method or "get").upper() == "POST" else "GET"
        found.append(
            Form(action.path + (f"?{action.query}" if action.query else ""), method, values, files)
        )
    return found
