"""How a text of clauses is read: numbers, contents, footnotes, and as HTML."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from workpackages.clauses import NOTE_MARK, Clause, notes_of
from workpackages.inline import canonical_paragraphs

KINDS = ("heading", "paragraph", "list", "table", "quotation", "callout")


NOTE_LINK = re.compile(r'<a href="#n-[^"]*"[^>]*>(\d+)</a>')


@dataclass
class Numbered:
    """A clause with its number, and its footnotes with theirs."""

    clause: Clause
    number: str
    notes: list["Footnote"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.clause["id"]

    @property
    def anchor(self) -> str:
        return anchor(self.clause["id"])

    @property
    def kind(self) -> str:
        return self.clause["type"]

    @property
    def value(self) -> dict:
        return self.clause["value"]

    @property
    def level(self) -> int:
        """Of a heading on the page, whose own title is level 1."""
        return int(self.value.get("level") or 2)

    @property
    def template(self) -> str:
        kind = self.kind if self.kind in KINDS else "unknown"
        return f"workpackages/clauses/{kind}.html"

    def marked(self, html: str) -> SafeString:
        """Inline text of one paragraph or more, its note marks as links to the footnotes."""
        text = "<br/>".join(canonical_paragraphs(html))
        return mark_safe(self._with_links(text))

    def plain(self, text: str) -> SafeString:
        """A line without styles, such as a heading."""
        return mark_safe(self._with_links(escape(text)))

    def _with_links(self, text: str) -> str:
        def link(mark: re.Match) -> str:
            place = int(mark[1])
            if not 1 <= place <= len(self.notes):
                return mark[0]
            note = self.notes[place - 1]
            return (
                f'<sup><a href="#{note.anchor}" id="{note.back}" role="doc-noteref">'
                f"{note.number}</a></sup>"
            )

        return NOTE_MARK.sub(link, text)

    @property
    def texts(self) -> list[SafeString]:
        """The paragraphs of a paragraph, quotation or call-out."""
        return [
            mark_safe(self._with_links(text)) for text in canonical_paragraphs(self.value["text"])
        ]

    @property
    def heading(self) -> SafeString:
        return self.plain(self.value["text"])

    @property
    def list_html(self) -> SafeString:
        """Items nested by their level."""
        tag = "ol" if self.value["kind"] == "numbers" else "ul"
        html, depth = "", 0
        for item in self.value["items"]:
            level = min(int(item["value"]["level"]), depth + 1)
            if level > depth:
                html += f"<{tag}>"
            else:
                html += f"</li></{tag}>" * (depth - level) + "</li>"
            depth = level
            html += f"<li>{self.marked(item['value']['text'])}"
        return mark_safe(html + f"</li></{tag}>" * depth)

    @property
    def head(self) -> list[SafeString]:
        rows = self.value["rows"]
        return self._cells(rows[0]) if rows and self.value["header_row"] else []

    @property
    def rows(self) -> list[list[SafeString]]:
        rows = self.value["rows"][1:] if self.value["header_row"] else self.value["rows"]
        return [self._cells(row) for row in rows]

    def _cells(self, row: dict) -> list[SafeString]:
        return [self.marked(cell["value"]) for cell in row["value"]["cells"]]


@dataclass(frozen=True)
class Footnote:
    """A note by its number in the whole text."""

    number: int
    anchor: str
    back: str
    html: SafeString


def anchor(clause_id: str) -> str:
    return f"c-{clause_id}"


def numbered(text: Iterable[Clause], *, first_note: int = 1) -> list[Numbered]:
    """Sections count 1, 2 …; what is in them 1.1, 1.2 …; a text without sections counts 1, 2 …"""
    text = list(text)
    has_sections = any(_is_section(clause) for clause in text)
    section = within = 0
    note_number = first_note
    entries = []
    for clause in text:
        if _is_section(clause):
            section, within, number = section + 1, 0, f"{section + 1}"
        elif clause["type"] == "heading":
            number = ""
        else:
            within += 1
            number = f"{section}.{within}" if has_sections else f"{within}"
        entry = Numbered(clause, number)
        for place, note in enumerate(notes_of(clause), 1):
            entry.notes.append(_footnote(note_number, clause["id"], place, note))
            note_number += 1
        entries.append(entry)
    return entries


def _is_section(clause: Clause) -> bool:
    return clause["type"] == "heading" and clause["value"].get("level") == "2"


def _footnote(number: int, clause_id: str, place: int, html: str) -> Footnote:
    text = "<br/>".join(canonical_paragraphs(html))
    name = f"{clause_id}-{place}"
    return Footnote(number, f"n-{name}", f"m-{name}", mark_safe(text))


def is_known(text: Iterable[Clause]) -> bool:
    """Whether today's templates can show every clause of a text that was stored long ago."""
    return all(clause["type"] in KINDS for clause in text)


def contents(entries: Iterable[Numbered]) -> list[Numbered]:
    """The sections, for the table of contents."""
    return [entry for entry in entries if _is_section(entry.clause)]


def text_html(entries: list[Numbered], **context) -> SafeString:
    """The whole text; links to pages cost one query."""
    footnotes = [note for entry in entries for note in entry.notes]
    html = render_to_string(
        "workpackages/_text.html", {"entries": entries, "footnotes": footnotes, **context}
    )
    return mark_safe(expand_db_html(html))


def clause_html(entry: Numbered) -> SafeString:
    """One clause without number, tools and footnotes, so its marks lead nowhere."""
    html = NOTE_LINK.sub(r"\1", render_to_string(entry.template, {"entry": entry}))
    return mark_safe(expand_db_html(html))
