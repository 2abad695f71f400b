"""By what offers are filtered, and what each value is called."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.reference import (
    COUNTRIES,
    LANGUAGES,
    SECTORS,
    TARGET_GROUPS,
    country_name,
    language_name,
    sort_key,
)
from partnersearch.models import OfferText, PartnerRole


class Facet(models.TextChoices):
    """The value is the key in the address of the list."""

    ROLE = "role", _("Role")
    COUNTRY = "country", _("Country")
    SECTOR = "sector", _("Sector")
    TARGET_GROUP = "group", _("Target group")
    LANGUAGE = "language", _("Language spoken")


def values_of(offer: OfferText) -> dict[Facet, list[str]]:
    """The values under which an offer is found; who sends and hosts is found under either."""
    roles = [offer.role]
    if offer.role == PartnerRole.BOTH:
        roles += [PartnerRole.HOST, PartnerRole.SEND]
    return {
        Facet.ROLE: roles,
        Facet.COUNTRY: [offer.country],
        Facet.SECTOR: offer.sectors,
        Facet.TARGET_GROUP: offer.target_groups,
        Facet.LANGUAGE: offer.languages,
    }


def choices_of(facet: Facet) -> list[str]:
    """Every value that the facet can have."""
    return list(
        {
            Facet.ROLE: PartnerRole.values,
            Facet.COUNTRY: COUNTRIES,
            Facet.SECTOR: SECTORS,
            Facet.TARGET_GROUP: TARGET_GROUPS,
            Facet.LANGUAGE: LANGUAGES,
        }[facet]
    )


def label_of(facet: Facet, value: str) -> str:
    if facet == Facet.COUNTRY:
        return country_name(value)
    if facet == Facet.LANGUAGE:
        return language_name(value)
    names = {
        Facet.ROLE: dict(PartnerRole.choices),
        Facet.SECTOR: SECTORS,
        Facet.TARGET_GROUP: TARGET_GROUPS,
    }[facet]
    return str(names.get(value, value))


def labels_of(facet: Facet, values: list[str]) -> list[str]:
    """In the alphabetical order of the reader's language."""
    language = get_language() or "en"
    return sorted(
        (label_of(facet, value) for value in values), key=lambda name: sort_key(name, language)
    )
