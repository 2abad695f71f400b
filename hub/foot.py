"""What stands at the foot of every page and mail: who funds the hub, whose views these are.

The editors write the two sentences on the home page of each language; a language whose home page
says nothing shows the usual ones. They are kept in the cache of pages, so a page asks no database.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from hub.models import HomePage
from hub.reference.funding import FundingStatement, funding_statement

SECONDS = 600


class FootTexts(NamedTuple):
    """Empty where the home page says nothing of its own."""

    disclaimer: str = ""
    funding_note: str = ""


def statement(language: str) -> FundingStatement:
    """“Funded by the European Union”, or co-funded if the settings say so."""
    return funding_statement(settings.HUB_FUNDING, language)


def texts(language: str) -> FootTexts:
    """The editors' words for the foot; one query every ten minutes."""
    known = caches["pages"].get(_key(language))
    if known is None:
        row = (
            HomePage.objects.live()
            .filter(locale__language_code=language)
            .values_list("disclaimer", "funding_note")
            .first()
        )
        known = FootTexts(*(row or ()))
        remember(language, known)
    return FootTexts(*known)


def remember(language: str, known: FootTexts) -> None:
    caches["pages"].set(_key(language), tuple(known), SECONDS)


def forget_after(instance: Any, **_signal: object) -> None:
    """A home page was published or taken down; connected in `HubConfig.ready`."""
    if isinstance(instance, HomePage):
        key = _key(instance.locale.language_code)
        transaction.on_commit(lambda: caches["pages"].delete(key))


def _key(language: str) -> str:
    return f"foot-{language}"
