"""The words of a clause: text with bold, italic and links, in one spelling and as plain markup."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

import lxml.html
import nh3

TAGS = {"p", "br", "b", "strong", "i", "em", "a"}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_TYPES = {"page", "document"}


@dataclass(frozen=True)
class Run:
    """Some words in one style; `link` is an address, or "page:12", or "document:3"."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Paragraph = tuple[Run, ...]


def paragraphs(html: str) -> list[Paragraph]:
    """What is left of any HTML: paragraphs of runs, nothing that is not allowed in a clause."""
    clean = nh3.clean(
        printable(html),
        tags=TAGS,
        attributes={"a": {"href", "linktype", "id"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    found: list[list[Run]] = [[]]
    _collect(lxml.html.fragment_fromstring(clean, create_parent="div"), Run(""), found)
    return [tidied for runs in found if (tidied := tidy(runs))]


def printable(text: str) -> str:
    """Without the control characters that no document can hold."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text or "")


def _collect(node, style: Run, found: list[list[Run]]) -> None:
    if node.tag == "p":
        found.append([])
    if node.tag == "br":
        found[-1].append(replace(style, text="\n"))
    if node.tag in ("b", "strong"):
        style = replace(style, bold=True)
    if node.tag in ("i", "em"):
        style = replace(style, italic=True)
    if node.tag == "a":
        style = replace(style, link=_link(node))
    if node.text:
        found[-1].append(replace(style, text=_spaces(node.text)))
    for child in node:
        _collect(child, style, found)
        if child.tag == "p":
            found.append([])
        if child.tail:
            found[-1].append(replace(style, text=_spaces(child.tail)))


def _link(node) -> str:
    if node.get("linktype") in LINK_TYPES:
        return safe_address(f"{node.get('linktype')}:{node.get('id', '')}")
    return safe_address(node.get("href", ""))


def safe_address(address: str) -> str:
    """An address that may stand in a link, or nothing; brackets are written as codes."""
    address = re.sub(r"[\s\x00-\x1f]+", "", address)
    if re.fullmatch(r"(page|document):\d{1,9}", address, re.ASCII):
        return address
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if scheme and scheme[1].lower() not in SCHEMES:
        return ""
    if address.startswith("//"):
        return ""
    return address.replace("(", "%28").replace(")", "%29")


def _spaces(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def tidy(runs: Iterable[Run]) -> Paragraph:
    """One spelling: space between two words has only the style that both share."""
    tokens: list[Run] = []
    for run in runs:
        for text in re.findall(r"[^ \n]+|[ \n]+", run.text):
            if text[0] in " \n" and tokens and tokens[-1].text[0] in " \n":
                text = tokens.pop().text + text
            tokens.append(replace(run, text=text))
    while tokens and tokens[0].text[0] in " \n":
        tokens.pop(0)
    while tokens and tokens[-1].text[0] in " \n":
        tokens.pop()
    for at, token in enumerate(tokens):
        if token.text[0] in " \n":
            tokens[at] = _between(tokens[at - 1], tokens[at + 1], token.text)
    return merged(tokens)


def _between(before: Run, after: Run, text: str) -> Run:
    return Run(
        "\n" if "\n" in text else " ",
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        link=before.link if before.link == after.link else "",
    )


def merged(runs: Iterable[Run]) -> Paragraph:
    """Neighbours in the same style become one run."""
    return tuple(
        replace(style, text="".join(run.text for run in group))
        for style, group in groupby(runs, key=lambda run: replace(run, text=""))
    )


def inline_html(runs: Iterable[Run]) -> str:
    """The runs as HTML as it is stored: a link holds bold, bold holds italic."""
    parts = []
    for link, in_link in groupby(runs, key=lambda run: run.link):
        inner = ""
        for bold, in_bold in groupby(in_link, key=lambda run: run.bold):
            words = ""
            for italic, group in groupby(in_bold, key=lambda run: run.italic):
                text = escape("".join(run.text for run in group), quote=False)
                words += f"<i>{text}</i>" if italic else text
            inner += f"<b>{words}</b>" if bold else words
        parts.append(f"<a {_link_attributes(link)}>{inner}</a>" if link else inner)
    return "".join(parts).replace("\n", "<br/>")


def _link_attributes(link: str) -> str:
    kind, _, key = link.partition(":")
    if kind in LINK_TYPES:
        return f'linktype="{kind}" id="{key}"'
    return f'href="{escape(link)}"'


def rich_html(texts: Iterable[Paragraph]) -> str:
    return "".join(f"<p>{inline_html(runs)}</p>" for runs in texts)


def canonical_html(html: str) -> str:
    """The one spelling of a text: the same words in the same style always give the same string."""
    return rich_html(paragraphs(html))


def canonical_paragraphs(html: str) -> list[str]:
    """The inline HTML of each paragraph of a text that is canonical already."""
    return html.removeprefix("<p>").removesuffix("</p>").split("</p><p>") if html else []


def plain_text(html: str) -> str:
    return "\n".join("".join(run.text for run in runs) for runs in paragraphs(html))


# -- plain markup: what a person without the small editor types -----------------------------------

LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\(([^()\s]+)\)")
TOKEN = re.compile(r"\\(.)|(\*{1,3})|(.)", re.DOTALL)


def to_markup(html: str, *, address: Callable[[str], str] = str) -> str:
    """Bold as **words**, italic as *words*, a link as [words](address), blank line = paragraph."""
    return "\n\n".join(_markup(runs, address) for runs in paragraphs(html))


def _markup(runs: Paragraph, address: Callable[[str], str]) -> str:
    out, before = "", Run("")
    for run in (*runs, Run("")):
        if before.link and before.link != run.link:
            out += f"]({address(before.link)})"
        if before.bold != run.bold:
            out += "**"
        if before.italic != run.italic:
            out += "*"
        if run.link and before.link != run.link:
            out += "["
        out += _escaped(run)
        before = run
    return out


def _escaped(run: Run) -> str:
    text = re.sub(r"([\\*])", r"\\\1", run.text)
    if run.link:
        return re.sub(r"([\[\]])", r"\\\1", text)
    # A note mark such as [1] stays as everybody writes it.
    return re.sub(r"\[(?!\d{1,3}\](?!\())", r"\\[", text)


def from_markup(text: str, *, link: Callable[[str], str] = str) -> str:
    """What was typed, as HTML as it is stored."""
    lines = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(r"\n[ \t]*\n", lines)
    return rich_html(runs for block in blocks if (runs := _runs(block, link)))


def _runs(block: str, link: Callable[[str], str]) -> Paragraph:
    pieces, end = [], 0
    for match in _links(block):
        pieces += [(block[end : match.start()], ""), (match[1], link(safe_address(match[2])))]
        end = match.end()
    pieces.append((block[end:], ""))

    tokens = [
        (token, words_link) for words, words_link in pieces for token in TOKEN.finditer(words)
    ]
    literal = _literal_stars([token for token, _ in tokens])
    runs, bold, italic = [], False, False
    for at, (token, words_link) in enumerate(tokens):
        stars = token[2]
        if stars and at not in literal:
            bold ^= len(stars) > 1
            italic ^= len(stars) != 2  # noqa: PLR2004 two stars are bold, one or three italic
            continue
        runs.append(Run(token[1] or stars or token[3], bold, italic, words_link))
    return tidy(replace(run, text=re.sub(r"[\t\f]", " ", run.text)) for run in runs)


def _links(block: str) -> Iterable[re.Match]:
    for match in LINK.finditer(block):
        slashes = len(block[: match.start()]) - len(block[: match.start()].rstrip("\\"))
        if slashes % 2 == 0 and safe_address(match[2]):
            yield match


def _literal_stars(tokens: list[re.Match]) -> set[int]:
    """Stars that are meant as stars: between two spaces, or without a partner."""
    literal, open_at = set(), {"bold": [], "italic": []}
    for at, token in enumerate(tokens):
        stars = token[2]
        if not stars:
            continue
        before = tokens[at - 1][0] if at else " "
        after = tokens[at + 1][0] if at + 1 < len(tokens) else " "
        if before.isspace() and after.isspace():
            literal.add(at)
            continue
        if len(stars) > 1:
            open_at["bold"].append(at)
        if len(stars) != 2:  # noqa: PLR2004
            open_at["italic"].append(at)
    for marks in open_at.values():
        if len(marks) % 2:
            literal.add(marks[-1])
    return literal
