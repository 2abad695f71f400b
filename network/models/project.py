from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from hub.dates import InexactDateFields
from hub.reference import (
    COUNTRIES,
    country_choices,
    currency_choices,
    format_money,
    is_cci,
    language_choices,
)
from network.history import history
from network.models.directory import Entry, EntryQuerySet
from network.models.programme import fund_choices, validate_region


def validate_cci(code: str) -> None:
    """The code of a programme of the funds."""
    if not is_cci(code):
        raise ValidationError(_("“%(code)s” is no CCI code."), params={"code": code})


def any_country_choices() -> list:
    return country_choices(COUNTRIES)


class Status(models.TextChoices):
    """Where a project stands in its own life."""

    PLANNED = "planned", pgettext_lazy("status of a project", "Planned")
    RUNNING = "running", pgettext_lazy("status of a project", "Running")
    CLOSED = "closed", pgettext_lazy("status of a project", "Closed")


class ProjectQuerySet(EntryQuerySet):
    """Which projects."""

    def about(self, words: str):
        """Every word stands in the title, the summaries, a section or a partner's name."""
        projects = self
        for word in words.split():
            sections = ProjectSection.objects.filter(
                _holds(word, "heading", "text"), project=OuterRef("pk")
            )
            partners = ProjectPartner.objects.filter(_holds(word, "name"), project=OuterRef("pk"))
            own = _holds(
                word,
                "title",
                "acronym",
                "english_title",
                "summary",
                "english_summary",
                "programme",
                "theme",
            )
            projects = projects.filter(own | Q(Exists(sections)) | Q(Exists(partners)))
        return projects

    def in_country(self, code: str):
        """Led from there, or with a partner there."""
        partners = ProjectPartner.objects.filter(country=code, project=OuterRef("pk"))
        return self.filter(Q(country=code) | Q(Exists(partners)))


def _holds(word: str, *fields: str) -> Q:
    """SQLite ignores the case of plain letters alone, so common spellings are all tried."""
    query = Q()
    for spelling in {word, word.lower(), word.capitalize()}:
        for field in fields:
            query |= Q(**{f"{field}__icontains": spelling})
    return query


class Project(Entry, InexactDateFields, ClusterableModel):
    """A project that helped or helps people to learn and work abroad."""

    title = models.CharField(_("title"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    english_title = models.CharField(_("title in English"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    english_summary = models.TextField(_("summary in English"), max_length=2000, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.RUNNING
    )
    country = models.CharField(_("country"), max_length=2, choices=any_country_choices)
    region = models.CharField(
        _("region"),
        max_length=4,
        blank=True,
        validators=[validate_region],
        help_text=_("NUTS code"),
    )
    fund = models.CharField(_("fund"), max_length=10, choices=fund_choices, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    cci = models.CharField(
        _("code of the programme"),
        max_length=15,
        blank=True,
        validators=[validate_cci],
        help_text=_("CCI"),
    )
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    website_works = models.BooleanField(_("the website still works"), default=True)

    objects = ProjectQuerySet.as_manager()
    history = history()

    class Meta(InexactDateFields.Meta):
        abstract = False
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on", "-ends_on", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network:project_detail", kwargs={"slug": self.slug})

    @property
    def shown_english_title(self) -> str:
        """Where it says something that the title does not."""
        return "" if self.english_title == self.title else self.english_title

    @property
    def badge(self) -> str:
        """The kind of components/status_badge.html."""
        return {Status.RUNNING: "done", Status.PLANNED: "open"}.get(Status(self.status), "idle")

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def lead(self) -> "ProjectPartner | None":
        return next((p for p in self.partners.all() if p.role == PartnerRole.LEAD), None)

    @property
    def cofinancing_rate(self) -> Decimal | None:
        """The Union's share of the total in per cent, if both are known in one currency."""
        amounts = {amount.kind: amount for amount in self.amounts.all()}
        total = amounts.get(AmountKind.TOTAL)
        share = amounts.get(AmountKind.EU_PAID) or amounts.get(AmountKind.EU_GRANTED)
        if not total or not share or total.currency != share.currency or not total.amount:
            return None
        return (share.amount * 100 / total.amount).quantize(Decimal("0.1"))


class AmountKind(models.TextChoices):
    """What a sum of money is."""

    TOTAL = "total", pgettext_lazy("sum of money", "Total budget")
    EU_GRANTED = "eu_granted", pgettext_lazy("sum of money", "Granted by the European Union")
    EU_PAID = "eu_paid", pgettext_lazy("sum of money", "Paid by the European Union")
    NATIONAL = "national", pgettext_lazy("sum of money", "National money")


class ProjectAmount(models.Model):
    """A sum of a project in the currency that its source gives; it is never converted."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="amounts")
    kind = models.CharField(_("kind"), max_length=10, choices=AmountKind.choices)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=currency_choices, default="EUR"
    )

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="one_amount_of_each_kind"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="amount_not_below_zero"),
        ]

    def __str__(self) -> str:
        return format_money(self.amount, self.currency)


class PartnerRole(models.TextChoices):
    """What a partner does in a project."""

    LEAD = "lead", pgettext_lazy("role in a project", "Lead partner")
    PARTNER = "partner", pgettext_lazy("role in a project", "Partner")
    COFINANCIER = "cofinancier", pgettext_lazy("role in a project", "Co-financing")
    COOPERATION = "cooperation", pgettext_lazy("role in a project", "Cooperation")


class ProjectPartner(models.Model):
    """A body that takes part in a project, as its source names it."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="partners")
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language of the name"), max_length=5, choices=language_choices, blank=True
    )
    role = models.CharField(
        _("role"), max_length=15, choices=PartnerRole.choices, default=PartnerRole.PARTNER
    )
    country = models.CharField(_("country"), max_length=2, choices=any_country_choices, blank=True)

    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name


class ProjectSection(models.Model):
    """A part of a project's own account: a heading and text in its own language."""

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="sections")
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)
    heading = models.CharField(_("heading"), max_length=150)
    text = models.TextField(_("text"), max_length=10000)

    sort_order_field = "sort_order"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.heading
