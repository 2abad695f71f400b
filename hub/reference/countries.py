"""Countries by the codes of the European Union (EL and UK, not GR and GB), named by CLDR."""

from babel import Locale
from django.utils.translation import get_language

from hub.dates import locale_for
from hub.reference.sorting import sort_key

# In protocol order: by the name of each in its own language.
# fmt: off
MEMBER_STATES = (
    "BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV",
    "LT", "LU", "HU", "MT", "NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE",
)
# fmt: on
EFTA = ("IS", "LI", "NO", "CH")
CANDIDATES = ("AL", "BA", "GE", "MD", "ME", "MK", "RS", "TR", "UA", "XK")
COUNTRIES = (*MEMBER_STATES, *EFTA, *CANDIDATES, "UK")

_TO_ISO = {"EL": "GR", "UK": "GB"}
_FROM_ISO = {iso: code for code, iso in _TO_ISO.items()}

# The language first looked for in what comes from a country; names of regions are written in it.
MAIN_LANGUAGES = dict(
    pair.split(":")
    for pair in [
        "BE:fr",
        "BG:bg",
        "CZ:cs",
        "DK:da",
        "DE:de",
        "EE:et",
        "IE:en",
        "EL:el",
        "ES:es",
        "FR:fr",
        "HR:hr",
        "IT:it",
        "CY:el",
        "LV:lv",
        "LT:lt",
        "LU:fr",
        "HU:hu",
        "MT:mt",
        "NL:nl",
        "AT:de",
        "PL:pl",
        "PT:pt",
        "RO:ro",
        "SI:sl",
        "SK:sk",
        "FI:fi",
        "SE:sv",
        "IS:is",
        "LI:de",
        "NO:nb",
        "CH:de",
        "AL:sq",
        "BA:bs",
        "GE:ka",
        "MD:ro",
        "ME:sr",
        "MK:mk",
        "RS:sr",
        "TR:tr",
        "UA:uk",
        "XK:sq",
        "UK:en",
    ]
)

_CURRENCIES = {"CZ": "CZK", "DK": "DKK", "HU": "HUF", "PL": "PLN", "RO": "RON", "SE": "SEK"}


def normalise_country(code: str) -> str:
    """The European Union's code for an ISO code or for itself."""
    code = code.strip().upper()
    return _FROM_ISO.get(code, code)


def country_name(code: str, language: str | None = None) -> str:
    """Kosovo carries the mark of its customary footnote."""
    locale: Locale = locale_for(language)
    name = locale.territories.get(_TO_ISO.get(code, code), code)
    return f"{name}*" if code == "XK" else name


def country_choices(
    codes: tuple[str, ...] = MEMBER_STATES, language: str | None = None
) -> list[tuple[str, str]]:
    """For a pick list: in the alphabetical order of the reader's language."""
    language = language or get_language() or "en"
    named = [(code, country_name(code, language)) for code in codes]
    return sorted(named, key=lambda pair: sort_key(pair[1], language))


def currency_of(country: str) -> str:
    """What a Member State pays with today."""
    return _CURRENCIES.get(country, "EUR")
