from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.dates import InexactDateFields
from hub.models import BasePage
from workpackages.blocks import ClausesBlock
from workpackages.models.living_page import LivingPage
from workpackages.schedule import Schedule, compared

DATE_PANELS = [
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldRowPanel([FieldPanel("date_precision"), FieldPanel("date_label")]),
]


class WorkProgrammeIndexPage(BasePage):
    """All work programmes, the newest first."""

    max_count_per_parent = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["workpackages.WorkProgrammePage"]

    class Meta:
        verbose_name = _("list of work programmes")


class WorkProgrammePage(InexactDateFields, LivingPage):
    """What the network does in one year: a text that members write together, and a schedule."""

    frozen_fields = ("body", "schedule")
    fact_fields = (
        "title",
        "summary",
        "starts_on",
        "ends_on",
        "date_precision",
        "date_label",
        "open_to_extended",
    )

    body = StreamField(ClausesBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        *LivingPage.content_panels,
        MultiFieldPanel(DATE_PANELS, heading=_("Period")),
        FieldPanel("open_to_extended"),
        FieldPanel("body"),
        InlinePanel("schedule", heading=_("Work schedule"), label=_("Entry")),
    ]
    override_translatable_fields = [
        *LivingPage.override_translatable_fields,
        SynchronizedField("starts_on", overridable=False),
        SynchronizedField("ends_on", overridable=False),
        SynchronizedField("date_precision", overridable=False),
    ]
    search_fields = [
        *LivingPage.search_fields,
        index.SearchField("body"),
        index.RelatedFields(
            "schedule",
            [
                index.SearchField("activity"),
                index.SearchField("details"),
                index.SearchField("output"),
            ],
        ),
        index.FilterField("starts_on"),
    ]
    parent_page_types = ["workpackages.WorkProgrammeIndexPage"]
    subpage_types: list[str] = []

    class Meta(InexactDateFields.Meta):
        verbose_name = _("work programme")
        verbose_name_plural = _("work programmes")

    def text_context(self, content):
        return {"schedule": Schedule.frozen(content["schedule"])}

    def compared_context(self, old, new):
        rows = compared(old["schedule"], new["schedule"])
        return {"schedule_rows": rows, "has_new_schedule": any(row.is_change for row in rows)}

    @classmethod
    def html_of(cls, content):
        schedule = Schedule.frozen(content["schedule"])
        return super().html_of(content) + render_to_string(
            "workpackages/_schedule_table.html", {"schedule": schedule}
        )

    @classmethod
    def words_of(cls, content):
        return "\n\n".join([super().words_of(content), Schedule.frozen(content["schedule"]).words])


class ScheduleEntry(InexactDateFields, TranslatableMixin, Orderable):
    """One line of the work schedule; others know it by its `translation_key`."""

    page = ParentalKey(WorkProgrammePage, on_delete=models.CASCADE, related_name="schedule")
    activity = models.CharField(_("activity"), max_length=160)
    details = models.TextField(_("details"), blank=True)
    output = models.TextField(_("output, follow-up"), blank=True)

    panels = [
        FieldPanel("activity"),
        *DATE_PANELS,
        FieldPanel("details"),
        FieldPanel("output"),
    ]
    override_translatable_fields = [
        SynchronizedField("starts_on", overridable=False),
        SynchronizedField("ends_on", overridable=False),
        SynchronizedField("date_precision", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("schedule entry")
        verbose_name_plural = _("schedule entries")
        constraints = InexactDateFields.Meta.constraints

    def __str__(self) -> str:
        return self.activity
