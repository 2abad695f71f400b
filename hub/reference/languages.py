"""The 24 official languages, in the order that European sites list them, each by its own name."""

from django.utils.translation import get_language

from hub.dates import locale_for
from hub.reference.sorting import sort_key

LANGUAGES = {
    "bg": "български",
    "es": "español",
    "cs": "čeština",
    "da": "dansk",
    "de": "Deutsch",
    "et": "eesti",
    "el": "ελληνικά",
    "en": "English",
    "fr": "français",
    "ga": "Gaeilge",
    "hr": "hrvatski",
    "it": "italiano",
    "lv": "latviešu",
    "lt": "lietuvių",
    "hu": "magyar",
    "mt": "Malti",
    "nl": "Nederlands",
    "pl": "polski",
    "pt": "português",
    "ro": "română",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "fi": "suomi",
    "sv": "svenska",
}


def endonym(code: str) -> str:
    return LANGUAGES.get(code, code)


def language_name(code: str, language: str | None = None) -> str:
    return str(locale_for(language).languages.get(code, code))


def language_choices(language: str | None = None) -> list[tuple[str, str]]:
    """For a pick list: in the alphabetical order of the reader's language."""
    language = language or get_language() or "en"
    named = [(code, language_name(code, language)) for code in LANGUAGES]
    return sorted(named, key=lambda pair: sort_key(pair[1], language))
