from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField

from network.roles import Role, has_role, is_member
from workpackages.blocks import ClausesBlock
from workpackages.models import LivingPage
from workpackages.models.living_page import LivingPagePermissionTester


class ReportPermissionTester(LivingPagePermissionTester):
    """Drafts are internal, for technical administrators too; a published report rests."""

    def can_edit(self):
        if not self.page.holds_the_text:
            return super().can_edit()
        writes = has_role(self.user, Role.SECRETARIAT, Role.EXPERT)
        return super().can_edit() and writes and not self.page.is_adopted

    def can_move(self):
        """Its decisions and actions would stay with the meeting."""
        return False


class InternalField(BaseTranslatableField):
    """Stays on the page in its own language: neither translated nor copied."""


class ReportPage(LivingPage):
    """What a meeting came to: all of it for members, a summary for everybody.

    The members' parts are read in the language they were written in. Only the summary is
    translated, so that a translator's desk shows nothing internal.
    """

    # It is begun and published on the site (actions.py).
    is_creatable = False
    versions_by_hand = False
    clause_fields = ("body", "public_summary", "next_steps")
    # Its only version is the page itself, so it needs none of a living page's other addresses.
    subpage_urlconf = "meetings.page_urls"
    frozen_fields = ("body", "public_summary", "next_steps")

    body = StreamField(ClausesBlock(), blank=True, verbose_name=_("report for members"))
    public_summary = StreamField(
        ClausesBlock(), blank=True, verbose_name=_("summary for the public")
    )
    next_steps = StreamField(ClausesBlock(), blank=True, verbose_name=_("next steps"))
    # Rows as they were typed; publishing the report makes records of them.
    draft_decisions = models.JSONField(default=list, editable=False)
    draft_actions = models.JSONField(default=list, editable=False)

    exclude_fields_in_copy = [
        *LivingPage.exclude_fields_in_copy,
        "body",
        "next_steps",
        "draft_decisions",
        "draft_actions",
    ]
    content_panels = [
        *LivingPage.content_panels,
        FieldPanel("public_summary"),
        FieldPanel("body"),
        FieldPanel("next_steps"),
    ]
    override_translatable_fields = [
        *LivingPage.override_translatable_fields,
        InternalField("body"),
        InternalField("next_steps"),
    ]
    # What everybody may find. The members' part is a document of its own (search.py).
    search_fields = [*LivingPage.search_fields, index.SearchField("public_summary")]
    parent_page_types = ["meetings.MeetingPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def fields_for(self, user) -> tuple[str, ...]:
        return self.clause_fields if is_member(user) else ("public_summary",)

    def permissions_for_user(self, user):
        return ReportPermissionTester(user, self)

    @property
    def is_adopted(self) -> bool:
        return self.version_number is not None
