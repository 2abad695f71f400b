from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.blocks import ContentBlocks
from hub.languages import reader_language
from hub.models import BasePage


class Progress(models.TextChoices):
    """How far the network is with it."""

    SUGGESTED = "suggested", _("Suggested")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class WorkPackageIndexPage(BasePage):
    """All work packages."""

    max_count_per_parent = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["workpackages.WorkPackagePage"]

    class Meta:
        verbose_name = _("list of work packages")


class WorkPackagePage(BasePage):
    """A theme of the work programme that a task force prepares."""

    programme = models.ForeignKey(
        "workpackages.WorkProgrammePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="work_packages",
        verbose_name=_("work programme"),
    )
    progress = models.CharField(
        _("state"), max_length=12, choices=Progress.choices, default=Progress.SUGGESTED
    )
    lead = models.ForeignKey(
        "network.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="work_packages",
        verbose_name=_("in the lead"),
    )
    body = StreamField(ContentBlocks(), blank=True, verbose_name=_("text"))

    content_panels = [
        *BasePage.content_panels,
        PageChooserPanel("programme"),
        FieldPanel("progress"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("programme", overridable=False),
        SynchronizedField("progress", overridable=False),
        SynchronizedField("lead", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("progress"),
    ]
    parent_page_types = ["workpackages.WorkPackageIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("work package")
        verbose_name_plural = _("work packages")

    @property
    def badge(self) -> str:
        """How the state looks after the title."""
        return {Progress.UNDER_WAY: "open", Progress.DONE: "done"}.get(
            Progress(self.progress), "idle"
        )

    @property
    def is_foreign(self) -> bool:
        """Whether the reader's language is another one."""
        return self.locale.language_code != reader_language()

    def clean(self):
        super().clean()
        if self.programme:
            self.programme = self.programme.source
