"""Dates as schedules know them: 20 April 2023, September/October 2023, Summer 2023."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, parse_pattern
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext, override, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    DAY = "day", pgettext_lazy("precision of a date", "An exact day")
    DAYS = "days", pgettext_lazy("precision of a date", "Several days")
    MONTH = "month", pgettext_lazy("precision of a date", "A month")
    MONTHS = "months", pgettext_lazy("precision of a date", "Several months")
    SEASON = "season", pgettext_lazy("precision of a date", "A season")
    YEAR = "year", pgettext_lazy("precision of a date", "A year")
    OPEN = "open", pgettext_lazy("precision of a date", "In words only")


RANGES = frozenset({Precision.DAYS, Precision.MONTHS, Precision.OPEN})

DECEMBER = 12

_MONTH_FIELD = re.compile(r"M{3,4}|L{3,4}")


def locale_for(language: str | None = None) -> Locale:
    """The CLDR locale of a language of the site; plain English writes its dates the British way."""
    language = language or get_language() or "en"
    if language.split("-")[0] == "en":
        return Locale("en", "GB")
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


class DateBlock(NamedTuple):
    """What stands in the three lines of a date block; a vague one has words in its middle."""

    top: str
    middle: str
    bottom: str
    is_vague: bool


@dataclass(frozen=True, order=True)
class InexactDate:
    """Days and how exactly they are meant; an open date is its label and sorts by its days."""

    start: date
    end: date
    precision: Precision = Precision.DAY
    label: str = ""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A date cannot end before it starts")
        object.__setattr__(self, "precision", Precision(self.precision))

    @classmethod
    def day(cls, day: date) -> "InexactDate":
        return cls(day, day, Precision.DAY)

    @classmethod
    def days(cls, start: date, end: date) -> "InexactDate":
        return cls(start, end, Precision.DAYS)

    @classmethod
    def month(cls, year: int, month: int) -> "InexactDate":
        return rounded(date(year, month, 1), None, Precision.MONTH)

    @classmethod
    def months(cls, start: date, end: date) -> "InexactDate":
        return rounded(start, end, Precision.MONTHS)

    @classmethod
    def season(cls, day: date) -> "InexactDate":
        """The season that the day lies in."""
        return rounded(day, None, Precision.SEASON)

    @classmethod
    def year(cls, year: int) -> "InexactDate":
        return rounded(date(year, 1, 1), None, Precision.YEAR)

    @classmethod
    def open(cls, label: str, *, start: date, end: date | None = None) -> "InexactDate":
        return cls(start, end or start, Precision.OPEN, label)

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str | None = None) -> str:
        language = language or get_language() or "en"
        with override(language):
            return _TEXTS[self.precision](self, locale_for(language))

    @property
    def is_exact(self) -> bool:
        return self.precision in (Precision.DAY, Precision.DAYS)

    @property
    def is_past(self) -> bool:
        return self.end < timezone.localdate()

    @property
    def is_current(self) -> bool:
        return self.start <= timezone.localdate() <= self.end

    def overlaps(self, other: "InexactDate") -> bool:
        return self.start <= other.end and other.start <= self.end

    def isoformat(self) -> str:
        """For <time datetime>, which knows no range: the start, as exact as it is; "" when open."""
        if self.precision is Precision.OPEN:
            return ""
        day = self.start.isoformat()
        if self.is_exact:
            return day
        return day[:4] if self.precision is Precision.YEAR else day[:7]

    @property
    def block(self) -> DateBlock:
        return _date_block(self, locale_for())


def rounded(start: date, end: date | None, precision: str, label: str = "") -> InexactDate:
    """The whole months, season or year that the given days lie in."""
    precision = Precision(precision)
    end = end if end and precision in RANGES else start
    if precision in (Precision.MONTH, Precision.MONTHS):
        start, end = start.replace(day=1), _last_of_month(end)
    elif precision is Precision.SEASON:
        start, end = _season_of(start)
    elif precision is Precision.YEAR:
        start, end = date(start.year, 1, 1), date(start.year, 12, 31)
    return InexactDate(start, end, precision, label if precision is Precision.OPEN else "")


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _season_of(day: date) -> tuple[date, date]:
    first_month = day.month // 3 * 3
    if first_month == 0:
        return date(max(day.year - 1, 1), 12, 1), _last_of_month(date(day.year, 2, 1))
    if first_month == DECEMBER:
        return date(day.year, 12, 1), _last_of_month(date(min(day.year + 1, 9999), 2, 1))
    return date(day.year, first_month, 1), _last_of_month(date(day.year, first_month + 2, 1))


# What a date reads like.


def _day_text(when: InexactDate, locale: Locale) -> str:
    return format_date(when.start, "long", locale)


def _days_text(when: InexactDate, locale: Locale) -> str:
    if when.start == when.end:
        return _day_text(when, locale)
    return _interval(when, locale, "yMMMd") or (
        f"{format_date(when.start, 'long', locale)} – {format_date(when.end, 'long', locale)}"
    )


def _month_text(when: InexactDate, locale: Locale) -> str:
    return parse_pattern(_month_pattern(locale)).apply(when.start, locale)


def _months_text(when: InexactDate, locale: Locale) -> str:
    """Two neighbouring months are either the one or the other; more are a stretch."""
    months = (when.end.year - when.start.year) * 12 + when.end.month - when.start.month
    if months == 0:
        return _month_text(when, locale)
    if months == 1 and when.start.year == when.end.year:
        pattern = _month_pattern(locale)
        field = _MONTH_FIELD.search(pattern)
        if field:
            first = parse_pattern(field.group()).apply(when.start, locale)
            second = parse_pattern(field.group()).apply(when.end, locale)
            return (
                parse_pattern(pattern)
                .apply(when.end, locale)
                .replace(second, f"{first}/{second}", 1)
            )
    return _interval(when, locale, "yMMMM") or (
        f"{format_date(when.start, _month_pattern(locale), locale)} – "
        f"{format_date(when.end, _month_pattern(locale), locale)}"
    )


def _season_text(when: InexactDate, locale: Locale) -> str:
    if when.start.month == DECEMBER:
        years = f"{when.start.year}/{when.end.year % 100:02}"
        return pgettext("season", "Winter %(years)s") % {"years": years}
    return {
        3: pgettext("season", "Spring %(year)s"),
        6: pgettext("season", "Summer %(year)s"),
        9: pgettext("season", "Autumn %(year)s"),
    }.get(when.start.month, "%(year)s") % {"year": when.start.year}


def _year_text(when: InexactDate, locale: Locale) -> str:
    return (
        str(when.start.year)
        if when.start.year == when.end.year
        else f"{when.start.year}–{when.end.year}"
    )


def _open_text(when: InexactDate, locale: Locale) -> str:
    return when.label or gettext("Date to be decided")


_TEXTS = {
    Precision.DAY: _day_text,
    Precision.DAYS: _days_text,
    Precision.MONTH: _month_text,
    Precision.MONTHS: _months_text,
    Precision.SEASON: _season_text,
    Precision.YEAR: _year_text,
    Precision.OPEN: _open_text,
}


def _month_pattern(locale: Locale) -> str:
    return str(locale.datetime_skeletons["yMMMM"].pattern)


def _interval(when: InexactDate, locale: Locale, skeleton: str) -> str:
    """As the language shortens a stretch, with whole names of months; "" if it says nothing."""
    if when.start.year != when.end.year:
        difference = "y"
    else:
        difference = "M" if when.start.month != when.end.month else "d"
    parts = locale.interval_formats.get(skeleton, {}).get(difference)
    if not parts:
        return ""
    whole_names = [re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", part) for part in parts]
    days = (when.start, when.end)
    text = "".join(
        parse_pattern(part).apply(day, locale) for part, day in zip(whole_names, days, strict=False)
    )
    return text.replace("\u2009", " ")


def _date_block(when: InexactDate, locale: Locale) -> DateBlock:
    day_open, date_open = pgettext("date block", "Day open"), pgettext("date block", "Date open")
    first, last = (format_date(day, "LLL", locale).rstrip(".") for day in (when.start, when.end))
    days = _span(str(when.start.day), str(when.end.day))
    years = _year_text(when, locale)
    neighbours = (when.end.year, when.end.month) == (when.start.year, when.start.month + 1)
    whole_month = format_date(when.start, "LLLL", locale)
    season = _season_text(when, locale).replace(str(when.start.year), "").split("/")[0].strip()
    return {
        Precision.DAY: DateBlock(first, days, years, False),
        Precision.DAYS: DateBlock(_span(first, last), days, years, False),
        Precision.MONTH: DateBlock(day_open, whole_month, years, True),
        Precision.MONTHS: DateBlock(
            day_open, f"{first}/{last}" if neighbours else _span(first, last), years, True
        ),
        Precision.SEASON: DateBlock(season, _span(first, last), years, True),
        Precision.YEAR: DateBlock(date_open, years, "", True),
        Precision.OPEN: DateBlock(date_open, _open_text(when, locale), "", True),
    }[when.precision]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


# How a table holds one.


def overlapping(start: date | None, end: date | None) -> models.Q:
    """Rows whose date touches the days from start to end; an end that is missing is open."""
    query = models.Q()
    if end:
        query &= models.Q(starts_on__lte=end)
    if start:
        query &= models.Q(ends_on__gte=start)
    return query


class InexactDateFields(models.Model):
    """Four columns that hold one inexact date; `when` is the date itself."""

    starts_on = models.DateField(
        _("from"),
        help_text=_(
            "For a month, a season or a year: any day in it. For words only: where it sorts."
        ),
    )
    ends_on = models.DateField(
        _("until"), blank=True, help_text=_("Only for several days or several months.")
    )
    date_precision = models.CharField(
        _("how exact"), max_length=10, choices=Precision.choices, default=Precision.DAY
    )
    date_label = models.CharField(
        _("date in words"),
        max_length=100,
        blank=True,
        help_text=_("Only for a date in words: “Start of the project”."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")),
                name="%(app_label)s_%(class)s_starts_before_it_ends",
                violation_error_message=_("The end cannot be before the start."),
            )
        ]

    @property
    def when(self) -> InexactDate:
        return InexactDate(
            self.starts_on, self.ends_on, Precision(self.date_precision), self.date_label
        )

    @when.setter
    def when(self, when: InexactDate) -> None:
        self.starts_on, self.ends_on = when.start, when.end
        self.date_precision, self.date_label = when.precision, when.label

    def clean(self) -> None:
        """Round what somebody typed to the whole days, months, season or year that it names."""
        super().clean()
        if not self.starts_on:
            return
        errors = {}
        if self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = _("The end cannot be before the start.")
        if self.date_precision == Precision.OPEN and not self.date_label.strip():
            errors["date_label"] = _("Say in words when it is.")
        if errors:
            raise ValidationError(errors)
        when = rounded(self.starts_on, self.ends_on, self.date_precision, self.date_label)
        if self.ends_on and self.ends_on > when.end:
            raise ValidationError(
                {
                    "ends_on": _(
                        "The end lies outside of it. Choose several days or several months instead."
                    )
                }
            )
        self.when = when
