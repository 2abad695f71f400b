"""The accessibility statement, with the parts that Implementing Decision (EU) 2018/1523 asks for."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.blocks import SMALL_TEXT_FEATURES, TEXT_FEATURES
from hub.models.pages import BasePage

# It has to be looked at again within a year; the secretariat is reminded a month before.
REMIND_AFTER_MONTHS = 11


class Conformance(models.TextChoices):
    """How far the site meets the standard."""

    FULL = "full", _("Fully compliant")
    PARTIAL = "partial", _("Partially compliant")
    NONE = "none", _("Not compliant")


class Ground(models.TextChoices):
    """Why something is not accessible: the three grounds of the decision."""

    NON_COMPLIANCE = "non_compliance", _("Does not meet the requirements yet")
    BURDEN = "burden", _("Disproportionate burden")
    OUT_OF_SCOPE = "out_of_scope", _("Outside the scope of the law")


class Method(models.TextChoices):
    """Who assessed the site."""

    SELF = "self", _("A self-assessment")
    THIRD_PARTY = "third_party", _("An assessment by a third party")


class GapBlock(blocks.StructBlock):
    """Something that not everybody can use, and what helps meanwhile."""

    ground = blocks.ChoiceBlock(
        choices=Ground.choices, default=Ground.NON_COMPLIANCE, label=_("Ground")
    )
    what = blocks.TextBlock(label=_("What is not accessible"), rows=3)
    instead = blocks.TextBlock(required=False, label=_("What can be used instead"), rows=3)

    class Meta:
        label = _("Content that is not accessible")
        icon = "warning"


class AccessibilityStatementPage(BasePage):
    """How far everybody can use the site, what does not work yet, and whom to tell."""

    scope = RichTextField(_("what the statement is about"), features=SMALL_TEXT_FEATURES)
    conformance = models.CharField(
        _("compliance"), max_length=10, choices=Conformance.choices, default=Conformance.PARTIAL
    )
    gaps = StreamField(
        [("gap", GapBlock())], blank=True, verbose_name=_("content that is not accessible")
    )
    prepared_on = models.DateField(_("prepared on"), default=timezone.localdate)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        default=timezone.localdate,
        help_text=_("The secretariat is reminded eleven months later."),
    )
    method = models.CharField(
        _("how it was assessed"), max_length=12, choices=Method.choices, default=Method.SELF
    )
    method_note = models.TextField(_("more about the assessment"), max_length=1000, blank=True)
    contact_email = models.EmailField(
        _("address for feedback"),
        blank=True,
        help_text=_("Empty: the address of the secretariat."),
    )
    contact_phone = models.CharField(_("telephone for feedback"), max_length=40, blank=True)
    answer_within_days = models.PositiveSmallIntegerField(
        _("days until an answer"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    enforcement = RichTextField(
        _("enforcement procedure"),
        features=TEXT_FEATURES,
        help_text=_("Whom to turn to if the answer does not help, with a link to that body."),
    )
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("scope"),
        FieldPanel("conformance"),
        FieldPanel("gaps"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
                FieldPanel("method"),
                FieldPanel("method_note"),
            ],
            heading=_("Assessment"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                FieldPanel("answer_within_days"),
                FieldPanel("enforcement"),
            ],
            heading=_("Feedback and enforcement"),
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "conformance",
                "prepared_on",
                "reviewed_on",
                "method",
                "answer_within_days",
            )
        ),
        SynchronizedField("contact_email"),
        SynchronizedField("contact_phone"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("scope"),
        index.SearchField("gaps"),
        index.SearchField("enforcement"),
    ]
    max_count_per_parent = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("accessibility statement")

    @classmethod
    def due(cls) -> "list[AccessibilityStatementPage]":
        """The statements, each in its own language, whose yearly review has come near."""
        sources = cls.objects.live().filter(locale=models.F("written_in"))
        return [statement for statement in sources if statement.is_review_due]

    @cached_property
    def gaps_by_ground(self) -> list[tuple[str, list]]:
        """The three grounds in the order of the decision, those without content left out."""
        groups = [
            (str(ground.label), [gap.value for gap in self.gaps if gap.value["ground"] == ground])
            for ground in Ground
        ]
        return [group for group in groups if group[1]]

    @property
    def review_due_on(self) -> date:
        return months_later(self.reviewed_on, REMIND_AFTER_MONTHS)

    @property
    def is_review_due(self) -> bool:
        return timezone.localdate() >= self.review_due_on


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
