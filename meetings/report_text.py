"""Clauses as plain text that a person types, and back: headings, paragraphs and lists.

An empty line ends a paragraph, "## " begins a heading, "- " or "1. " an item of a list (two spaces
before it for each level further in). Other clauses stand as one line, {table: …}, which brings them
back. Clauses that did not change keep their ids, and with them their notes.
"""

import json
import re
import uuid
from collections.abc import Iterator
from difflib import SequenceMatcher

from workpackages.clauses import Clause, canonical_text, like_before, new_clause, words_of
from workpackages.inline import from_markup, plain_text, printable, to_markup

HEADING = re.compile(r"(#{2,4})\s+(.+)")
ITEM = re.compile(r"( *)(?:(-)|\d{1,3}\.)\s+(.+)")
KEPT = re.compile(r"\{\w+: .*?#([0-9a-f-]{36})\}")
LIKE_MARKUP = re.compile(r"^(\s*)(#|-\s|\d{1,3}\.\s|\{)", re.MULTILINE)
DEEPEST_LEVEL = 3


def to_text(clauses: list[Clause]) -> str:
    return "\n\n".join(_written(clause) for clause in canonical_text(clauses))


def _written(clause: Clause) -> str:
    value = clause["value"]
    if clause["type"] == "heading":
        return f"{'#' * int(value['level'] or 2)} {value['text']}"
    if clause["type"] == "paragraph":
        return LIKE_MARKUP.sub(r"\1\\\2", to_markup(value["text"]))
    if clause["type"] == "list":
        return "\n".join(_written_item(item["value"], value["kind"]) for item in value["items"])
    words = " ".join(words_of(clause).split())[:60].replace("}", "")
    return f"{{{clause['type']}: {words} #{clause['id']}}}"


def _written_item(item: dict, kind: str) -> str:
    indent = "  " * (int(item["level"]) - 1)
    text = " ".join(to_markup(item["text"]).split())
    return f"{indent}{'1.' if kind == 'numbers' else '-'} {text}"


def from_text(text: str, before: list[Clause]) -> list[Clause]:
    """The clauses of this text; `before` are those that it was written over."""
    before = canonical_text(before)
    written = list(_parsed(printable(text), {clause["id"]: clause for clause in before}))
    old, new = [_key(clause) for clause in before], [_key(clause) for clause in written]
    clauses: list[Clause] = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for offset, clause in enumerate(written[j1:j2]):
            matches = step != "insert" and i1 + offset < i2
            clauses.append(_continued(clause, before[i1 + offset]) if matches else clause)
    return clauses


def _key(clause: Clause) -> str:
    """A clause by its words alone."""
    value = {name: part for name, part in clause["value"].items() if name != "notes"}
    if clause["type"] == "list":
        value["items"] = [item["value"] for item in value["items"]]
    return json.dumps([clause["type"], value], sort_keys=True)


def _continued(clause: Clause, before: Clause) -> Clause:
    """The same clause in new words keeps its id and its notes."""
    if clause["type"] != before["type"]:
        return clause
    value = {**clause["value"], "notes": before["value"].get("notes") or []}
    if clause["type"] == "list":
        items = [item["value"] for item in value["items"]]
        value["items"] = like_before(items, before["value"]["items"])
    return {**clause, "id": before["id"], "value": value}


def _parsed(text: str, kept: dict[str, Clause]) -> Iterator[Clause]:
    words: list[str] = []
    items: list[tuple[int, str, str]] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        item = ITEM.fullmatch(line.rstrip())
        heading = HEADING.fullmatch(line.strip())
        again = KEPT.fullmatch(line.strip())
        if item is None and items:
            yield _list(items)
            items = []
        if words and (item or heading or again or not line.strip()):
            yield from _paragraph(words)
            words = []
        if item:
            level = min(len(item[1]) // 2 + 1, DEEPEST_LEVEL)
            items.append((level, "bullets" if item[2] else "numbers", item[3]))
        elif heading:
            yield new_clause("heading", level=str(len(heading[1])), text=heading[2])
        elif again and again[1] in kept:
            yield kept[again[1]]
        elif line.strip():
            words.append(line)
    if items:
        yield _list(items)


def _paragraph(words: list[str]) -> Iterator[Clause]:
    html = from_markup("\n".join(words))
    if plain_text(html):
        yield new_clause("paragraph", text=html)


def _list(items: list[tuple[int, str, str]]) -> Clause:
    return new_clause(
        "list",
        kind=items[0][1],
        items=[
            {
                "type": "item",
                "id": str(uuid.uuid4()),
                "value": {"level": str(level), "text": from_markup(text)},
            }
            for level, _kind, text in items
        ],
    )
