"""Clauses as data: one canonical form, which serves checksum, comparison and suggestions alike.

A clause is a dictionary as StreamField stores it: {"type": …, "id": …, "value": {…}}. The canonical
form is such a dictionary too, and may be written back as it is.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Iterable
from copy import deepcopy
from difflib import SequenceMatcher

from workpackages.inline import canonical_html, plain_text

Clause = dict

# What an id may be made of: it is written into addresses and anchors.
PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
NOTE_MARK = re.compile(r"\[(\d{1,3})\]")


# -- canonical form --------------------------------------------------------------------------------


def canonical(clause: Clause) -> Clause:
    """One spelling of a clause; what this code does not know is kept as it is."""
    value = deepcopy(clause.get("value"))
    shape = SHAPES.get(clause.get("type", ""))
    if shape and isinstance(value, dict):
        value |= {name: clean(value.get(name)) for name, clean in shape.items()}
    return {"type": clause.get("type"), "id": clause.get("id"), "value": value}


def canonical_text(clauses: Iterable[Clause]) -> list[Clause]:
    return [canonical(clause) for clause in clauses]


def checksum(data) -> str:
    """SHA-256 over the one JSON spelling of the data."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(text) -> str:
    return " ".join(str(text or "").split())


def _choice(value) -> str:
    return str(value or "")


def _member(item, clean) -> dict:
    """An item of a list; a bare one, as raw data may hold it, has no id yet."""
    if isinstance(item, dict) and "value" in item:
        return {"type": "item", "id": item.get("id"), "value": clean(item["value"])}
    return {"type": "item", "id": None, "value": clean(item)}


def _texts(items) -> list[dict]:
    return [_member(item, canonical_html) for item in items or []]


def _items(items) -> list[dict]:
    def clean(value):
        return {
            "level": _choice(value.get("level") or 1),
            "text": canonical_html(value.get("text", "")),
        }

    return [_member(item, clean) for item in items or []]


def _rows(rows) -> list[dict]:
    return [_member(row, lambda value: {"cells": _texts(value.get("cells"))}) for row in rows or []]


SHAPES: dict[str, dict[str, Callable]] = {
    "heading": {"level": _choice, "text": _line, "notes": _texts},
    "paragraph": {"text": canonical_html, "notes": _texts},
    "list": {"kind": _choice, "items": _items, "notes": _texts},
    "table": {"caption": _line, "header_row": bool, "rows": _rows, "notes": _texts},
    "quotation": {"text": canonical_html, "source": _line, "notes": _texts},
    "callout": {"title": _line, "text": canonical_html, "notes": _texts},
}


# -- ids and paragraphs ----------------------------------------------------------------------------


def new_clause(kind: str, /, **value) -> Clause:
    """A clause written in code; items, cells and notes may be given as plain HTML."""
    value = {name: value.get(name) for name in SHAPES[kind]} | value
    return with_ids([canonical({"type": kind, "id": str(uuid.uuid4()), "value": value})])[0]


def with_ids(clauses: Iterable[Clause]) -> list[Clause]:
    """Every clause, item, row, cell and note has an id; what has a plain one of its own keeps it."""
    named: list[Clause] = []
    taken: set[str] = set()
    for clause in clauses:
        key = str(clause.get("id") or "")
        if key in taken or not PLAIN_ID.fullmatch(key):
            key = str(uuid.uuid4())
        taken.add(key)
        named.append({**clause, "id": key, "value": _members_named(clause["value"], key)})
    return named


def _members_named(value, key: str):
    if isinstance(value, list):
        return [_named(member, f"{key}/{at}") for at, member in enumerate(value)]
    if isinstance(value, dict):
        return {name: _members_named(part, f"{key}/{name}") for name, part in value.items()}
    return value


def _named(member, path: str):
    if not (isinstance(member, dict) and member.get("type") == "item"):
        member = {"type": "item", "value": member}
    key = member.get("id") or str(uuid.uuid5(uuid.NAMESPACE_OID, path))
    return {**member, "id": key, "value": _members_named(member["value"], key)}


PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>.*?</p>", re.DOTALL)
BLOCK_KEY = re.compile(r'^<p[^>]*\bdata-block-key="([^"]*)"')


def split_paragraphs(clauses: Iterable[Clause]) -> list[Clause]:
    """Enter makes a second paragraph in one clause: it becomes a clause of its own.

    The first part keeps the id. The others get an id made from the first and the editor's key,
    because the open editor posts the unsplit text again at every autosave.
    """
    parts = []
    for clause in clauses:
        parts += _split(clause) if clause["type"] == "paragraph" else [clause]
    return parts


def _split(clause: Clause) -> list[Clause]:
    texts = [
        text for text in PARAGRAPH.findall(clause["value"].get("text") or "") if plain_text(text)
    ]
    if len(texts) < 2:  # noqa: PLR2004
        return [clause]
    notes = clause["value"].get("notes") or []
    parts, used = [], 0
    for at, text in enumerate(texts):
        marks = len(set(NOTE_MARK.findall(plain_text(text)))) if notes else 0
        last = at == len(texts) - 1
        mine = notes[used:] if last else notes[used : used + marks]
        parts.append(
            {
                **clause,
                "id": _part_id(clause["id"], text, at),
                "value": {**clause["value"], "text": _renumbered(text, used), "notes": mine},
            }
        )
        used += len(mine)
    return parts


def _part_id(first: str, text: str, at: int) -> str:
    if at == 0:
        return first
    key = BLOCK_KEY.match(text)
    return str(uuid.uuid5(uuid.UUID(first), key[1]) if key else uuid.uuid4())


def _renumbered(text: str, used: int) -> str:
    """Notes count anew in each clause."""
    if not used:
        return text
    return NOTE_MARK.sub(
        lambda mark: f"[{int(mark[1]) - used}]" if int(mark[1]) > used else mark[0], text
    )


# -- reading ---------------------------------------------------------------------------------------


def notes_of(clause: Clause) -> list[str]:
    return [note["value"] for note in clause["value"].get("notes") or []]


def words_of(clause: Clause) -> str:
    """The words of a clause without its notes, for search, likeness and summaries."""
    value, kind = clause["value"], clause["type"]
    if kind == "list":
        return "\n".join(plain_text(item["value"]["text"]) for item in value["items"])
    if kind == "table":
        rows = [
            [plain_text(cell["value"]) for cell in row["value"]["cells"]] for row in value["rows"]
        ]
        return "\n".join(filter(None, [value["caption"], *(" | ".join(row) for row in rows)]))
    if kind in SHAPES:
        text = value["text"] if kind == "heading" else plain_text(value["text"])
        return "\n".join(filter(None, [value.get("title"), text, value.get("source")]))
    return ""


def full_text(clauses: Iterable[Clause]) -> str:
    """All words of a text with its notes, one clause after the other."""
    parts = []
    for clause in canonical_text(clauses):
        parts += [words_of(clause), *(plain_text(note) for note in notes_of(clause))]
    return "\n\n".join(filter(None, parts))


def find(clauses: Iterable[Clause], clause_id: str) -> Clause | None:
    return next((clause for clause in clauses if clause["id"] == clause_id), None)


def replaced(clauses: Iterable[Clause], new: Clause) -> list[Clause]:
    return [new if clause["id"] == new["id"] else clause for clause in clauses]


# -- writing members, so that they keep their ids --------------------------------------------------


def like_before(values: list, before: list[dict]) -> list[dict]:
    """Members for `values`: equal ones keep their id, then those that stand in the same place."""
    old = [_key(member["value"]) for member in before]
    new = [_key(value) for value in values]
    members: list[dict] = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for offset, value in enumerate(values[j1:j2]):
            keeps = step != "insert" and i1 + offset < i2
            members.append(
                {
                    "type": "item",
                    "id": before[i1 + offset]["id"] if keeps else str(uuid.uuid4()),
                    "value": value,
                }
            )
    return members


def _key(value) -> str:
    return json.dumps(value, sort_keys=True)
