from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from hub.fields import WebAddressField


class AgendaItem(TranslatableMixin, Orderable):
    """One line of a meeting's agenda; its time follows from the lines before it."""

    class Kind(models.TextChoices):
        INFORMATION = "information", pgettext_lazy("agenda item", "Information")
        DISCUSSION = "discussion", pgettext_lazy("agenda item", "Discussion")
        DECISION = "decision", pgettext_lazy("agenda item", "Decision")
        BREAK = "break", pgettext_lazy("agenda item", "Break")

    meeting = ParentalKey(
        "meetings.MeetingPage", on_delete=models.CASCADE, related_name="agenda_items"
    )
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.INFORMATION
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    day = models.PositiveSmallIntegerField(
        _("day"), default=1, help_text=_("1 for the first day of the meeting, 2 for the second…")
    )
    starts_at = models.TimeField(
        _("fixed start"),
        null=True,
        blank=True,
        help_text=_("Only where the item does not follow directly on the one before it."),
    )
    organisation = models.ForeignKey(
        "network.Organisation",
        verbose_name=_("organisation that presents"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    presented_by = models.CharField(
        _("presented by"),
        max_length=120,
        blank=True,
        help_text=_("A role, for example “Thematic expert”. Leave out names of persons."),
    )
    document = models.ForeignKey(
        "hub.HubDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link = WebAddressField(_("link"), blank=True)
    link_text = models.CharField(_("text of the link"), max_length=120, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("minutes")]),
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts_at")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("presented_by")]),
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("link"), FieldPanel("link_text")]),
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("presented_by"),
        TranslatableField("link_text"),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("kind", "minutes", "day", "starts_at", "organisation", "document", "link")
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self):
        return self.title

    @property
    def is_break(self) -> bool:
        return self.kind == self.Kind.BREAK

    @property
    def presenter(self) -> str:
        return self.presented_by or (self.organisation.name if self.organisation else "")
