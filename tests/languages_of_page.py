"""Runs of words on a page that are marked with another language than they are in."""

from functools import cache

import polib
from django.conf import settings
from lxml import html
from wagtail.models import Page

from hub.models import BasePage
from network.models import MobilityProgramme, Organisation, Project
from partnersearch.models import Offer

SHORTEST = 5


def runs(source: str):
    """(words, language) of each text of a page; the nearest `lang` counts."""
    page = html.fromstring(source)
    for text in page.xpath("//text()[not(ancestor::script or ancestor::head)]"):
        words = " ".join(text.split())
        owner = text.getparent() if text.is_text else text.getparent().getparent()
        if len(words) >= SHORTEST and owner is not None:
            marked = owner.xpath("ancestor-or-self::*[@lang][1]/@lang")
            yield words, marked[0] if marked else ""


def known_words() -> dict[str, str]:
    """Words of records whose language is known, and the language; what two languages share is out."""
    rows = [
        *Organisation.objects.exclude(language="").values_list("name", "language"),
        *Project.objects.values_list("title", "language"),
        *MobilityProgramme.objects.values_list("name", "language"),
        *Offer.objects.values_list("title", "language"),
    ]
    for page in Page.objects.live().specific().select_related("locale"):
        rows.append((page.title, page.locale.language_code))
        if isinstance(page, BasePage) and page.summary:
            rows.append((page.summary, page.locale.language_code))
    rows += [(endonym, code) for code, endonym in settings.LANGUAGES]
    languages: dict[str, set[str]] = {}
    for words, language in rows:
        languages.setdefault(" ".join(words.split()), set()).add(language)
    return {
        words: found.pop()
        for words, found in languages.items()
        if len(found) == 1 and len(words) >= SHORTEST
    }


@cache
def sentences(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Sentences of the interface that are English alone, and those of this language alone."""
    catalogue = polib.pofile(str(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES/django.po"))
    pairs = [(entry.msgid, entry.msgstr) for entry in catalogue if entry.msgstr]
    english, others = {source for source, _text in pairs}, {text for _source, text in pairs}
    return frozenset(english - others), frozenset(others - english)


def faults(source: str, reader: str, known: dict[str, str], other: str = "da") -> list[str]:
    """What is marked wrongly on a page of the reader's language; `other` is not English."""
    english, others = sentences(other)
    lines = []
    for words, marked in runs(source):
        own = known.get(words)
        if own is None:
            own = "en" if words in english else other if words in others else marked
        if own != marked:
            lines.append(f"{words[:60]!r} is {own}, marked as {marked} for a reader of {reader}")
    return lines
