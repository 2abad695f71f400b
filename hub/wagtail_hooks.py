from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub import rules
from hub.links import ReaderPageLinkHandler
from hub.media import may_see
from hub.models import AccessibilityStatementPage, Feedback, HubDocument
from hub.models.media import Visibility
from hub.privacy import refuse_outsiders, visible_to


@hooks.register("before_serve_document")
def refuse_files_for_members(document: HubDocument, request: HttpRequest) -> None:
    """A file for members does not exist for others, and nothing on the way keeps a copy."""
    if not may_see(request.user, document):
        raise Http404
    request.is_kept_by_nobody = document.visibility == Visibility.MEMBERS


hooks.register("on_serve_page", refuse_outsiders, order=-1)  # around Wagtail's own check


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own handler
def keep_links_in_the_readers_language(features) -> None:
    features.register_link_type(ReaderPageLinkHandler)


class DutiesPanel(Component):
    """What the law gives the secretariat a date for, and messages that wait."""

    name = "duties"
    order = 50
    template_name = "hub/admin/duties.html"

    def __init__(self) -> None:
        self.statements = AccessibilityStatementPage.due()
        self.waiting = Feedback.objects.open().count()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"statements": self.statements, "waiting": self.waiting}


@hooks.register("construct_homepage_panels")
def add_duties(request: HttpRequest, panels: list[Component]) -> None:
    """For the secretariat, when there is something to do."""
    if rules.can_answer_feedback(request.user):
        panel = DutiesPanel()
        if panel.statements or panel.waiting:
            panels.append(panel)


@hooks.register("construct_page_chooser_queryset")
def choose_among_readable_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Wagtail offers every page's title to whoever may enter the editor."""
    own = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=_readable(request.user)))


def _readable(user: Any) -> QuerySet:
    return visible_to(Page.objects.live(), user).values("pk")
