"""Two texts beside each other: which clauses changed, moved, came or went, and which words."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import cast

from workpackages.clauses import Clause, words_of
from workpackages.inline import (
    Paragraph,
    Run,
    canonical_paragraphs,
    inline_html,
    merged,
    paragraphs,
)

UNCHANGED, CHANGED, MOVED, ADDED, REMOVED = "unchanged", "changed", "moved", "added", "removed"
ALIKE = 0.6
LONE_WORDS = 2


@dataclass(frozen=True)
class Change:
    """One clause in the newer text, in the older one, or in both."""

    state: str
    old: Clause | None
    new: Clause | None

    @property
    def clause(self) -> Clause:
        return cast(Clause, self.new or self.old)  # one of them is there


@dataclass(frozen=True)
class Piece:
    """Some words: in both texts ("same"), in the newer alone ("added") or the older ("removed")."""

    state: str
    html: str


def compare(old: list[Clause], new: list[Clause]) -> list[Change]:
    """Clauses matched by id, then by likeness; in the newer order, removed ones where they were."""
    pairs = _pairs(old, new)
    steady = _steady([pairs[at] for at in range(len(new)) if at in pairs])
    matched = set(pairs.values())
    changes: list[Change] = []
    removed_upto = 0
    for at, clause in enumerate(new):
        if at not in pairs:
            changes.append(Change(ADDED, None, clause))
            continue
        before = pairs[at]
        if before in steady:
            changes += _removed(old, matched, removed_upto, before)
            removed_upto = before
        changes.append(_matched(old[before], clause, moved=before not in steady))
    return changes + _removed(old, matched, removed_upto, len(old))


def _removed(old: list[Clause], matched: set[int], start: int, end: int) -> list[Change]:
    return [Change(REMOVED, old[at], None) for at in range(start, end) if at not in matched]


def _matched(old: Clause, new: Clause, *, moved: bool) -> Change:
    if moved:
        return Change(MOVED, old, new)
    same = (old["type"], old["value"]) == (new["type"], new["value"])
    return Change(UNCHANGED if same else CHANGED, old, new)


def _pairs(old: list[Clause], new: list[Clause]) -> dict[int, int]:
    """Place in the newer text → place in the older one."""
    by_id = {clause["id"]: at for at, clause in enumerate(old)}
    pairs = {at: by_id[clause["id"]] for at, clause in enumerate(new) if clause["id"] in by_id}
    taken = set(pairs.values())
    candidates = _Candidates([(at, old[at]) for at in range(len(old)) if at not in taken])
    for at, clause in enumerate(new):
        if at not in pairs and (best := candidates.take(clause)) is not None:
            pairs[at] = best
    return pairs


class _Candidates:
    """Older clauses by their words, so that not every clause is held beside every other."""

    CLOSEST = 3

    def __init__(self, clauses: list[tuple[int, Clause]]) -> None:
        self.clauses = dict(clauses)
        self.places: dict[str, set[int]] = defaultdict(set)
        for at, clause in clauses:
            for word in words_of(clause).split():
                self.places[word].add(at)

    def take(self, clause: Clause) -> int | None:
        """The place of the clause that is most like this one, if one is alike; nobody else gets it."""
        shared = Counter(
            at for word in set(words_of(clause).split()) for at in self.places.get(word, ())
        )
        closest = [at for at, _ in shared.most_common() if at in self.clauses][: self.CLOSEST]
        alike = {at: likeness(self.clauses[at], clause) for at in closest}
        best = max(alike, key=lambda at: alike[at], default=None)
        if best is None or alike[best] < ALIKE:
            return None
        del self.clauses[best]
        return best


def likeness(one: Clause, other: Clause) -> float:
    """From 0 to 1; clauses of different kinds are never alike."""
    if one["type"] != other["type"]:
        return 0.0
    matcher = SequenceMatcher(None, words_of(one).split(), words_of(other).split(), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _steady(places: list[int]) -> set[int]:
    """The longest run of places that kept their order; the others have moved."""
    best: list[
        tuple[int, int]
    ] = []  # for each place: length of the run that ends there, its predecessor
    for at, place in enumerate(places):
        before = max(
            (other for other in range(at) if places[other] < place),
            key=lambda other: best[other][0],
            default=-1,
        )
        best.append(((best[before][0] if before >= 0 else 0) + 1, before))
    at = max(range(len(best)), key=lambda other: best[other][0], default=-1)
    steady = set()
    while at >= 0:
        steady.add(places[at])
        at = best[at][1]
    return steady


# -- words -----------------------------------------------------------------------------------------


def pieces(old_html: str, new_html: str) -> list[list[Piece]]:
    """The words of two texts, paragraph by paragraph, as pieces."""
    if old_html == new_html:
        return [[Piece("same", html)] for html in canonical_paragraphs(new_html)]
    old, new = paragraphs(old_html), paragraphs(new_html)
    return [
        _paragraph_pieces(
            old[at] if at < len(old) else (),
            new[at] if at < len(new) else (),
        )
        for at in range(max(len(old), len(new)))
    ]


def _paragraph_pieces(old: Paragraph, new: Paragraph) -> list[Piece]:
    before, after = _words(old), _words(new)
    found = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for step, i1, i2, j1, j2 in _calm(matcher.get_opcodes(), before):
        if step == "equal":
            found.append(Piece("same", inline_html(merged(before[i1:i2]))))
            continue
        if i2 > i1:
            found.append(Piece("removed", inline_html(merged(before[i1:i2]))))
        if j2 > j1:
            found.append(Piece("added", inline_html(merged(after[j1:j2]))))
    return found


def _words(runs: Paragraph) -> list[Run]:
    """One run a word; the space after a word is a word of its own."""
    return [
        Run(text, run.bold, run.italic, run.link) for run in runs for text in _split_words(run.text)
    ]


def _split_words(text: str) -> list[str]:
    words, start = [], 0
    for at, sign in enumerate(text):
        if sign in " \n" or (at and text[at - 1] in " \n"):
            words.append(text[start:at])
            start = at
    words.append(text[start:])
    return [word for word in words if word]


def _calm(steps: list[tuple], before: list[Run]) -> list[tuple]:
    """One or two words that both texts have between two changes belong to the change."""
    calm: list[tuple] = []
    for at, step in enumerate(steps):
        words = "".join(run.text for run in before[step[1] : step[2]]).split()
        lone = step[0] == "equal" and 0 < at < len(steps) - 1 and len(words) <= LONE_WORDS
        if calm and (lone or step[0] != "equal") and calm[-1][0] != "equal":
            calm[-1] = ("replace", calm[-1][1], step[2], calm[-1][3], step[4])
        else:
            calm.append(step)
    return calm


def paired(old: list[dict], new: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Items, rows or notes of two clauses: by id, else by place; removed ones where they stood."""
    by_id = {member["id"]: member for member in old if member["id"]}
    kept = {member["id"] for member in new} & set(by_id)
    loose = [member for member in old if member["id"] not in kept]
    pairs: list[tuple[dict | None, dict | None]] = []
    order = [member["id"] for member in old]
    at = 0
    for member in new:
        if member["id"] in kept:
            place = order.index(member["id"])
            pairs += [(gone, None) for gone in old[at:place] if gone in loose]
            at = max(at, place + 1)
            pairs.append((by_id[member["id"]], member))
        else:
            pairs.append((None, member))
    return pairs + [(gone, None) for gone in old[at:] if gone in loose]


# -- one clause with its changes marked ------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A text within a clause: a paragraph, an item, a cell, a note; with its pieces."""

    pieces: list[Piece]
    level: int = 1


@dataclass(frozen=True)
class Marked:
    """A clause of either text with what changed in it; `kind` says how its lines are laid out."""

    kind: str
    level: int
    is_numbered: bool
    title: list[Piece]
    lines: list[Line]
    rows: list[list[Line]]
    notes: list[Line]


def marked(old: Clause | None, new: Clause | None) -> Marked:
    clause = cast(Clause, new or old)
    if old and new and old["type"] != new["type"]:
        old = None
    before, after = (old or {}).get("value", {}), (new or {}).get("value", {})
    kind = clause["type"]
    return Marked(
        kind=kind,
        level=int(clause["value"].get("level") or 2) if kind == "heading" else 1,
        is_numbered=clause["value"].get("kind") == "numbers",
        title=_title(kind, before, after),
        lines=_lines(kind, before, after),
        rows=_rows(before.get("rows", []), after.get("rows", [])) if kind == "table" else [],
        notes=_members(before.get("notes", []), after.get("notes", [])),
    )


TITLES = {"heading": "text", "table": "caption", "callout": "title", "quotation": "source"}


def _title(kind: str, before: dict, after: dict) -> list[Piece]:
    name = TITLES.get(kind)
    if name is None:
        return []
    old, new = (escape(value.get(name) or "", quote=False) for value in (before, after))
    return one_text(old, new)


def _lines(kind: str, before: dict, after: dict) -> list[Line]:
    if kind == "list":
        pairs = paired(before.get("items", []), after.get("items", []))
        return [
            Line(
                one_text(*(item["value"]["text"] if item else "" for item in pair)),
                int(cast(Clause, pair[1] or pair[0])["value"]["level"]),
            )
            for pair in pairs
        ]
    if kind in ("paragraph", "quotation", "callout"):
        return [Line(parts) for parts in pieces(before.get("text", ""), after.get("text", ""))]
    return []


def _rows(before: list[dict], after: list[dict]) -> list[list[Line]]:
    return [
        _members(*(row["value"]["cells"] if row else [] for row in pair))
        for pair in paired(before, after)
    ]


def _members(before: list[dict], after: list[dict]) -> list[Line]:
    return [
        Line(one_text(*(member["value"] if member else "" for member in pair)))
        for pair in paired(before, after)
    ]


def one_text(old_html: str, new_html: str) -> list[Piece]:
    """The pieces of a text that is one line: an item, a cell, a note, a heading."""
    return [piece for parts in pieces(old_html, new_html) for piece in parts]
