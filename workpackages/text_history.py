"""How the history of a living page shows what became of its clauses."""

import json
from typing import Any

from django.utils.translation import gettext as _

from workpackages import reading
from workpackages.clauses import canonical_text, words_of
from workpackages.comparison import ADDED, CHANGED, MOVED, REMOVED, UNCHANGED, compare
from workpackages.marking import marked_html
from workpackages.models import LivingPage, Suggestion

CLAUSE_COLUMNS = ("base", "proposed", "result")


def changed_clauses(model: Any, name: str, before: Any, after: Any) -> list[tuple[str, str]] | None:
    """Each clause that differs, with its number and its words marked; None for other fields."""
    if not issubclass(model, LivingPage) or name not in model.clause_fields:
        return None
    old, new = (canonical_text(_raw(value)) for value in (before, after))
    numbers = {entry.id: entry.number for text in (old, new) for entry in reading.numbered(text)}
    return [
        (
            _label(change.state, numbers[change.clause["id"]]),
            marked_html(change.old, change.new, bare=False),
        )
        for change in compare(old, new)
        if change.state != UNCHANGED
    ]


def _label(state: str, number: str) -> str:
    words = {
        CHANGED: _("Changed"),
        ADDED: _("Added"),
        REMOVED: _("Removed"),
        MOVED: _("Moved"),
    }[state]
    return f"{number} {words}".strip()


def clause_in_words(field: Any, value: Any) -> str | None:
    """The wordings that a suggestion holds."""
    is_clause = field.model is Suggestion and field.name in CLAUSE_COLUMNS
    return words_of(value) if is_clause and isinstance(value, dict) else None


def _raw(value: Any) -> list[dict]:
    return json.loads(value) if isinstance(value, str) else value or []
