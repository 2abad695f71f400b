"""Puts texts in another language on a page, the way a translator would in wagtail-localize's editor."""

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)


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
