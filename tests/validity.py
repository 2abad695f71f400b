"""What is wrong with a page of HTML: nesting, ids, labels, headings, anything inline.

The tree is built by html5ever (through nh3), the parser of a browser: where it had to move, close
or drop an element the page does not say what its author meant. What such a parser takes silently
(a list item outside a list, a block within a phrase) is looked for by hand.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import nh3
from lxml import html


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta source track wbr")
PHRASING = _words(
    "a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark meter "
    "output progress q s samp select small span strong sub sup svg textarea time u var wbr"
)
# What holds phrases alone, and what is not allowed in itself or in one of the others.
ONLY_PHRASES = _words(
    "p h1 h2 h3 h4 h5 h6 abbr b bdi cite code dfn em i kbd mark q s samp small span strong sub sup "
    "u var label button"
)
INTERACTIVE = frozenset({"a", "button", "label", "select", "textarea", "details"})
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "option": {"select", "optgroup", "datalist"},
    "figcaption": {"figure"},
    "legend": {"fieldset"},
    "caption": {"table"},
    "summary": {"details"},
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
}
OBSOLETE = frozenset({"center", "font", "big", "strike", "tt", "marquee", "frame"})
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
NO_LABEL = frozenset({"hidden", "submit", "button", "reset", "image"})


def faults(source: str) -> list[str]:
    """One line for each thing that is wrong."""
    page = html.fromstring(source)
    return [
        *_Nesting(source).faults,
        *_moved_by_the_parser(source),
        *_ids(page),
        *_outline(page),
        *_names(page),
        *inline(page),
    ]


class _Nesting(HTMLParser):
    """Each element is closed by its own end tag and stands where it may."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = Counter(name for name, _value in attrs)
        self._say_if(max(names.values(), default=0) > 1, f"<{tag}> has an attribute twice")
        self._say_if(tag in OBSOLETE, f"<{tag}> is obsolete")
        parent = self.open[-1] if self.open else ""
        if "svg" not in self.open:
            self._check_place(tag, parent)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if "svg" in self.open or tag in VOID:
            self.handle_starttag(tag, attrs)
            if tag not in VOID:
                self.open.pop()
        else:
            self.faults.append(f"<{tag}/> is no empty element")

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open:
            self.faults.append(f"</{tag}> closes while <{self.open[-1]}> is open")
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]
        else:
            self.faults.append(f"</{tag}> closes nothing")

    def _check_place(self, tag: str, parent: str) -> None:
        where = f"<{tag}> in <{parent}>"
        self._say_if(tag in PARENTS and parent not in PARENTS[tag], where)
        self._say_if(
            parent in CHILDREN and tag not in CHILDREN[parent] | {"script", "template"}, where
        )
        self._say_if(parent in ONLY_PHRASES and tag not in PHRASING, where)
        if tag in INTERACTIVE | {"input"}:
            inside = {"a", "button"} | ({"label"} if tag == "label" else set())
            around = inside.intersection(self.open)
            self._say_if(bool(around), f"<{tag}> within {sorted(around)}")
        self._say_if(tag == "form" and "form" in self.open, "a form within a form")

    def _say_if(self, wrong: bool, what: str) -> None:
        if wrong:
            self.faults.append(what)


class _Tags(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.seen.append(f"/{tag}")


def _moved_by_the_parser(source: str) -> list[str]:
    body = re.search(r"<body[^>]*>(.*)</body>", source, re.DOTALL)
    if body is None:
        return ["there is no body"]
    # Drawings have rules of their own, and a pattern's `script` would be dropped with its text.
    plain = re.sub(r"<(svg|script)\b.*?</\1>|<!--.*?-->", "", body[1], flags=re.DOTALL)
    written = _Tags(plain).seen
    tags = {tag for tag in written if not tag.startswith("/")}
    built = _Tags(nh3.clean(plain, tags=tags, clean_content_tags=set(), link_rel=None)).seen
    if written == built:
        return []
    at = next(
        (n for n, pair in enumerate(zip(written, built, strict=False)) if pair[0] != pair[1]),
        min(len(written), len(built)),
    )
    return [f"the parser reads {built[at - 3 : at + 3]} instead of {written[at - 3 : at + 3]}"]


def _ids(page) -> list[str]:
    ids = Counter(page.xpath("//@id"))
    lines = [f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1]
    lines += ["an empty id"] if "" in ids else []
    for attribute in REFERENCES:
        lines += [
            f"{attribute}={name!r} refers to nothing"
            for value in page.xpath(f"//@{attribute}")
            for name in value.split()
            if name not in ids
        ]
    return lines + [
        f"href={link!r} leads to no part of the page"
        for link in page.xpath("//a[starts-with(@href, '#')]/@href")
        if link[1:] not in ids
    ]


def _outline(page) -> list[str]:
    lines = []
    for tag, path in (("title", "/html/head/title"), ("h1", "//h1"), ("main", "//main")):
        count = len(page.xpath(path))
        lines += [f"{count} × <{tag}>"] if count != 1 else []
    title = " ".join(page.xpath("string(/html/head/title)").split())
    lines += ["the title names no page"] if title.startswith("–") or not title else []
    lines += ["html has no lang"] if not page.xpath("/html/@lang") else []
    levels = [
        int(heading.tag[1])
        for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        if heading.xpath("ancestor::main")
    ]
    lines += [
        f"h{before} is followed by h{after}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    return lines


def _names(page) -> list[str]:
    lines = [
        f"a picture without alt: {image.get('src')}" for image in page.xpath("//img[not(@alt)]")
    ]
    for field in page.xpath("//input|//select|//textarea"):
        if field.get("type") in NO_LABEL:
            continue
        labels = page.xpath("//label[@for=$id]", id=field.get("id") or "-")
        labels += field.xpath("ancestor::label")
        named = any(label.text_content().strip() for label in labels)
        if not (named or field.get("aria-label") or field.get("aria-labelledby")):
            lines.append(f"a field without a label: {field.get('name')}")
    for thing in page.xpath("//a[@href]|//button|//summary|//h1|//h2|//h3|//h4|//th|//legend"):
        words = thing.text_content().strip() or "".join(thing.xpath(".//img/@alt"))
        words = words or "".join(thing.xpath(".//*[local-name()='title']/text()"))
        if not (words or thing.get("aria-label") or thing.get("aria-labelledby")):
            lines.append(f"nothing in <{thing.tag}> {dict(thing.attrib)}")
    return lines


def inline(page) -> list[str]:
    """What the strict policy would stop."""
    lines = ["a style element" for _ in page.xpath("//style")]
    scripts = page.xpath("//script[not(@src) and not(@type='application/json')]")
    lines += ["an inline script" for _ in scripts]
    lines += [f"style={value!r}" for value in page.xpath("//@style")]
    lines += [
        f"{name} on <{element.tag}>"
        for element in page.iter()
        for name in element.keys()  # noqa: SIM118  an element of lxml, not a dictionary
        if name.startswith("on")
    ]
    return lines + [
        f"a link that runs a script: {link}"
        for link in page.xpath("//@href|//@action|//@formaction|//@src")
        if link.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
    ]
