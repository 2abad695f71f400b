"""Currencies, today's and those that old records keep; an amount is never converted in silence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_currency, get_currency_name
from django.utils.translation import get_language

from hub.dates import locale_for
from hub.reference.sorting import sort_key


@dataclass(frozen=True)
class Currency:
    """A currency, and until when its country paid with it."""

    code: str
    until: date | None = None


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("EUR"),
        Currency("CZK"),
        Currency("DKK"),
        Currency("HUF"),
        Currency("PLN"),
        Currency("RON"),
        Currency("SEK"),
        # Neighbours that take part in cross-border programmes.
        Currency("CHF"),
        Currency("GBP"),
        Currency("ISK"),
        Currency("NOK"),
        # Replaced by the euro.
        Currency("SIT", until=date(2006, 12, 31)),
        Currency("CYP", until=date(2007, 12, 31)),
        Currency("MTL", until=date(2007, 12, 31)),
        Currency("SKK", until=date(2008, 12, 31)),
        Currency("EEK", until=date(2010, 12, 31)),
        Currency("LVL", until=date(2013, 12, 31)),
        Currency("LTL", until=date(2014, 12, 31)),
        Currency("HRK", until=date(2022, 12, 31)),
        Currency("BGN", until=date(2025, 12, 31)),
    )
}


def currency_name(code: str, language: str | None = None) -> str:
    return str(get_currency_name(code, locale=locale_for(language)))


def currency_choices(language: str | None = None) -> list[tuple[str, str]]:
    """The euro first, then by name; a historical one says until when."""
    language = language or get_language() or "en"

    def label(currency: Currency) -> str:
        until = f" –{currency.until.year}" if currency.until else ""
        return f"{currency_name(currency.code, language)} ({currency.code}{until})"

    choices = [(code, label(currency)) for code, currency in CURRENCIES.items()]
    return sorted(choices, key=lambda pair: (pair[0] != "EUR", sort_key(pair[1], language)))


def format_money(amount: Decimal, currency: str, language: str | None = None) -> str:
    """With the code, because a sign such as kr names several currencies; no empty cents."""
    locale = locale_for(language)
    pattern = locale.currency_formats["standard"].pattern
    pattern = pattern.replace("\xa4", "\xa4\xa4").replace("\xa4#", "\xa4\xa0#")
    if amount == amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
    return str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
