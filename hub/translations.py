"""Puts texts in another language on a page, the way a translator would in wagtail-localize's editor."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.html import escape
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
        return {escape(source): escape(target)}
    of_source, of_target = (
        [string.data for string, _attributes in extract_strings(text)[1]]
        for text in (source, target)
    )
    return dict(zip(of_source, of_target, strict=True))


Pair = tuple[str, str]


@dataclass
class Draft:
    """A page being written in code: each text in its source language and in the other one."""

    texts: dict[str, str] = field(default_factory=dict)

    def say(self, pair: Pair) -> str:
        source, target = pair
        self.texts.update(side_by_side(source, target))
        return source

    def text(self, pair: Pair) -> tuple[str, str]:
        return ("text", self.say(pair))

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
    """Publish the page, and its texts of the other language in each language of `into`."""
    page.save_revision().publish()
    for language in into:
        translate(page, into=language, texts=draft.texts)
