"""What an offer says, in words for people."""

from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hub.reference import country_name, endonym, nuts_region
from partnersearch.facets import Facet, labels_of
from partnersearch.models import OfferText

Fact = tuple[str, str]


def place_of(offer: OfferText) -> str:
    """Norrbotten, Sweden."""
    region = nuts_region(offer.nuts) if offer.nuts else None
    country = country_name(offer.country) if offer.country else ""
    if region is None or not region.level:
        return country
    return f"{region.name}, {country}"


def marked_place_of(offer: OfferText) -> str:
    """The same, with the language that the name of the region is in."""
    region = nuts_region(offer.nuts) if offer.nuts else None
    if region is None or not region.level:
        return place_of(offer)
    return format_html(
        '<span lang="{}">{}</span>, {}', region.language, region.name, country_name(offer.country)
    )


def group_of(offer: OfferText) -> str:
    least, most = offer.group_min, offer.group_max
    if least and most and least != most:
        return _("%(least)d–%(most)d persons") % {"least": least, "most": most}
    if most:
        return ngettext("up to %(most)d person", "up to %(most)d persons", most) % {"most": most}
    if least:
        return ngettext("%(least)d person or more", "%(least)d persons or more", least) % {
            "least": least
        }
    return ""


def stay_of(offer: OfferText) -> str:
    least, most = offer.weeks_min, offer.weeks_max
    if least and most and least != most:
        return _("%(least)d–%(most)d weeks") % {"least": least, "most": most}
    if weeks := most or least:
        return ngettext("%(weeks)d week", "%(weeks)d weeks", weeks) % {"weeks": weeks}
    return ""


def window_of(offer: OfferText) -> str:
    return str(offer.window or "")


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def short_facts(offer: OfferText) -> list[Fact]:
    """What stands beside an offer in a list."""
    return [
        (pgettext("fact about an offer", "Group"), group_of(offer)),
        (pgettext("fact about an offer", "When"), window_of(offer)),
        (pgettext("fact about an offer", "Stay"), stay_of(offer)),
        (pgettext("fact about an offer", "Languages"), _joined(Facet.LANGUAGE, offer.languages)),
    ]


def all_facts(offer: OfferText) -> list[Fact]:
    """Everything but the words; the order in which a busy person decides."""
    return [
        (_("Role"), offer.get_role_display()),
        (pgettext("fact about an offer", "Place"), place_of(offer)),
        (pgettext("fact about an offer", "When"), window_of(offer)),
        (pgettext("fact about an offer", "Stay"), stay_of(offer)),
        (pgettext("fact about an offer", "Group"), group_of(offer)),
        (_("Accommodation"), offer.get_accommodation_display() if offer.accommodation else ""),
        (_("Sectors"), _joined(Facet.SECTOR, offer.sectors)),
        (_("Target groups"), _joined(Facet.TARGET_GROUP, offer.target_groups)),
        (_("Languages spoken"), _joined(Facet.LANGUAGE, offer.languages)),
        (_("Looking for partners in"), seeking_of(offer)),
        (_("Call for proposals"), offer.call),
        (_("Open until"), _day(offer.expires_on)),
    ]


def words(offer: OfferText) -> list[Fact]:
    return [
        (_("Title"), offer.title),
        (_("What they offer and look for"), offer.pitch),
        (_("Written in"), endonym(offer.language)),
        (_("Title in English"), offer.english_title),
        (_("Summary in English"), offer.english_summary),
    ]


LISTS = {
    "sectors": Facet.SECTOR,
    "target_groups": Facet.TARGET_GROUP,
    "languages": Facet.LANGUAGE,
    "seeking_countries": Facet.COUNTRY,
}


def value_in_words(field: Any, value: Any) -> str | None:
    """How the history reads the lists of an offer."""
    if not issubclass(field.model, OfferText) or field.name not in LISTS:
        return None
    return _joined(LISTS[field.name], value) if isinstance(value, list) else None


def seeking_of(offer: OfferText) -> str:
    if not offer.seeking_countries:
        return pgettext("fact about an offer", "Any country")
    return _joined(Facet.COUNTRY, offer.seeking_countries)


def _joined(facet: Facet, values: list[str]) -> str:
    return ", ".join(labels_of(facet, values))
