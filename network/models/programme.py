from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from hub.reference import FUNDS, country_choices, nuts_region
from network.history import history
from network.models.directory import Entry, EntryQuerySet


def validate_region(code: str) -> None:
    """A place of NUTS 2024."""
    if nuts_region(code) is None:
        raise ValidationError(_("“%(code)s” is no NUTS code."), params={"code": code})


def fund_choices() -> list:
    return list(FUNDS.items())


class DurationUnit(models.TextChoices):
    """What a stay abroad is counted in."""

    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class MobilityProgramme(Entry):
    """A national or regional programme that sends young people abroad to learn at work."""

    name = models.CharField(_("name"), max_length=200)
    english_name = models.CharField(_("name in English"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(
        _("region"),
        max_length=4,
        blank=True,
        validators=[validate_region],
        help_text=_("NUTS code"),
    )
    summary = models.TextField(_("summary in English"), max_length=1500, blank=True)
    fund = models.CharField(_("fund"), max_length=10, choices=fund_choices, blank=True)
    since_year = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True)
    age_min = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    duration_min = models.PositiveSmallIntegerField(_("shortest stay"), null=True, blank=True)
    duration_max = models.PositiveSmallIntegerField(_("longest stay"), null=True, blank=True)
    duration_unit = models.CharField(
        _("stay counted in"),
        max_length=10,
        choices=DurationUnit.choices,
        default=DurationUnit.MONTHS,
    )

    objects = EntryQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("mobility programme")
        verbose_name_plural = _("mobility programmes")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{low}__isnull": True})
                | Q(**{f"{high}__isnull": True})
                | Q(**{f"{low}__lte": F(high)}),
                name=f"programme_{low}_not_above_{high}",
                violation_error_message=message,
            )
            for low, high, message in (
                ("since_year", "until_year", _("The last year is before the first.")),
                ("age_min", "age_max", _("The oldest age is below the youngest.")),
                ("duration_min", "duration_max", _("The longest stay is below the shortest.")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        page = reverse("network:country_detail", kwargs={"country": self.country.lower()})
        return f"{page}#{self.slug}"

    @property
    def ages(self) -> str:
        return _span(self.age_min, self.age_max)

    @property
    def stay(self) -> str:
        """“2–6 months”."""
        span = _span(self.duration_min, self.duration_max)
        if not span:
            return ""
        most = self.duration_max or self.duration_min or 0
        if self.duration_unit == DurationUnit.WEEKS:
            return ngettext("%(span)s week", "%(span)s weeks", most) % {"span": span}
        return ngettext("%(span)s month", "%(span)s months", most) % {"span": span}

    @property
    def years(self) -> str:
        """“2015–2020”, “since 2015”."""
        if self.since_year and not self.until_year:
            return pgettext("years of a programme", "since %(year)s") % {"year": self.since_year}
        return _span(self.since_year, self.until_year)


def _span(low: int | None, high: int | None) -> str:
    """One number where both ends are the same; “8+” where the upper end is open."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low}+"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}–{high}"
