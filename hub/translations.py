"""Puts texts in another language on a page, the way a translator would in wagtail-localize's editor.

A page written in code brings each text in two languages; those of all others stand in
`hub/locale/<language>/LC_MESSAGES/pages.po`, by the first of the two (docs/translating.md).
"""

import functools
import gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import extract_strings


class MissingTextError(Exception):
    """Some sentences of the page have no translation; nothing was saved."""

    def __init__(self, page: Page, into: str, sentences: list[str]):
        self.sentences = sentences
        listed = "\n".join(f"  {sentence!r}" for sentence in sentences)
        super().__init__(f"{page} has no text in {into} for:\n{listed}")


@transaction.atomic
def translate(page: Page, *, into: str, texts: dict[str, str]) -> Page:
    """Publish `page` in the language `into`; `texts` gives the translation of each sentence.

    A sentence is what wagtail-localize shows as one string (inline markup included). All must be
    there, also those that stay the same. The parent must have a page in that language already.
    """
    locale = Locale.objects.get(language_code=into)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    missing = [segment.string.data for segment in segments if segment.string.data not in texts]
    if missing:
        raise MissingTextError(page, into, missing)
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": texts[segment.string.data],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    translation, _ = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    translation.save_target(publish=True)
    return translation.get_target_instance()


def side_by_side(source: str, target: str) -> dict[str, str]:
    """The sentences of two texts of the same structure (rich text, or plain text), for `translate`."""
    if not source.startswith("<"):
        return {escape(source, quote=False): escape(target, quote=False)}
    of_source, of_target = (
        [string.data for string, _attributes in extract_strings(text)[1]]
        for text in (source, target)
    )
    return dict(zip(of_source, of_target, strict=True))


class _Nothing(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return ""


@functools.cache
def page_texts(language: str) -> Callable[[str], str]:
    """Gives a text of a page written in code by its source; "" if there is none."""
    folder = settings.LOCALE_PATHS[0]
    catalogue = gettext.translation("pages", folder, languages=[language], fallback=True)
    if not isinstance(catalogue, gettext.GNUTranslations):
        return _Nothing().gettext
    catalogue.add_fallback(_Nothing())
    return catalogue.gettext


Pair = tuple[str, str]
PLAIN, PARAGRAPH = "{}", "<p>{}</p>"


@dataclass
class Draft:
    """A page being written in code: each text in its source language and in others."""

    # The language of the second text of each pair.
    other: str = "da"
    # What stands for {name} in the texts.
    fill: dict[str, str] = field(default_factory=dict)
    # The second text of everything said, sentence by sentence.
    texts: dict[str, str] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)

    def say(self, pair: Pair, form: str = PLAIN) -> str:
        source, target = pair
        self.said.append((source, form))
        self.texts.update(self._side_by_side(source, target, form))
        return self._filled(source, form)

    def texts_in(self, language: str) -> dict[str, str] | None:
        """Everything said, in another language; None while one text is missing."""
        if language == self.other:
            return self.texts
        known, texts = page_texts(language), {}
        for source, form in self.said:
            target = known(source)
            if not target:
                return None
            texts.update(self._side_by_side(source, target, form))
        return texts

    def _side_by_side(self, source: str, target: str, form: str) -> dict[str, str]:
        return side_by_side(self._filled(source, form), self._filled(target, form))

    def _filled(self, text: str, form: str) -> str:
        for name, value in self.fill.items():
            text = text.replace(f"{{{name}}}", value)
        return form.format(text)

    def text(self, pair: Pair) -> tuple[str, str]:
        return ("text", self.say(pair))

    def paragraphs(self, pairs: Iterable[Pair]) -> tuple[str, str]:
        return ("text", "".join(self.say(pair, PARAGRAPH) for pair in pairs))

    def call_out(self, kind: str, heading: Pair, text: Pair) -> tuple[str, dict]:
        return (
            "call_out",
            {"kind": kind, "heading": self.say(heading), "text": self.say(text)},
        )

    def titled(self, name: str, *pairs: tuple[Pair, Pair]) -> tuple[str, list]:
        return (
            name,
            [{"heading": self.say(heading), "text": self.say(text)} for heading, text in pairs],
        )

    def quotation(self, text: Pair, attribution: Pair) -> tuple[str, dict]:
        return ("quotation", {"text": self.say(text), "attribution": self.say(attribution)})


def publish_with_translations(page: Page, draft: Draft, *, into: Iterable[str]) -> None:
    """Publish the page, and its texts of the other languages in each language of `into`."""
    page.save_revision().publish()
    publish_translations(page, draft, into=into)


def publish_translations(page: Page, draft: Draft, *, into: Iterable[str]) -> None:
    """A language that lacks a text is left out: its readers see the source, with a notice."""
    for language in into:
        texts = draft.texts_in(language)
        if texts is not None:
            translate(page, into=language, texts=texts)
