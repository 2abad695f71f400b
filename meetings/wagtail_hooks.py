"""Decisions and actions in Wagtail's admin, to be read; and meetings that must not be lost there."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import Page

from hub.languages import page_url
from hub.record_lists import ReadOnlyViewSet
from meetings.models import Action, Decision, MeetingPage


def _meeting_url(record: Decision | Action) -> str:
    return page_url(record.meeting)


def _due(action: Action) -> str:
    """The day itself; the editor's own column calls every day to come "just now"."""
    return date_format(action.due_on, "SHORT_DATE_FORMAT")


class DecisionIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Decision]:
        return super().get_base_queryset().select_related("meeting")


class DecisionViewSet(ReadOnlyViewSet):
    model = Decision
    index_view_class = DecisionIndexView
    name = "decisions"
    icon = "check"
    menu_label = _("Decisions")
    ordering = ["-year", "-sequence"]
    list_display = [
        TitleColumn("number", label=_("Number"), get_url=_meeting_url, sort_key="sequence"),
        Column("text", label=_("Decision")),
        Column("meeting", label=_("Meeting")),
    ]
    list_filter = ["year"]
    search_fields = ["text", "meeting__title"]
    list_export = ["number", "text", "meeting"]


class ActionIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Action]:
        return super().get_base_queryset().select_related("meeting", "organisation")


class ActionViewSet(ReadOnlyViewSet):
    model = Action
    index_view_class = ActionIndexView
    name = "actions"
    icon = "list-ul"
    menu_label = _("Actions")
    ordering = ["due_on", "pk"]
    list_display = [
        TitleColumn("text", label=_("Action"), get_url=_meeting_url),
        Column("organisation", label=_("Responsible")),
        Column("due_on", label=_("Due on"), accessor=_due, sort_key="due_on"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
    ]
    list_filter = ["state", "organisation"]
    search_fields = ["text", "organisation__name", "meeting__title"]
    list_export = ["text", "organisation", "due_on", "state", "meeting"]


class MeetingsGroup(ModelViewSetGroup):
    menu_label = pgettext_lazy("menu of the editor", "Meetings")
    menu_icon = "date"
    menu_order = 230
    items = (DecisionViewSet, ActionViewSet)


@hooks.register("register_admin_viewset")
def register_records():
    return MeetingsGroup()


# Deleting


def has_records(page: Page) -> bool:
    """Whether a decision or an action hangs on the page or on a page below it."""
    meetings = MeetingPage.objects.filter(path__startswith=page.path)
    return meetings.filter(Q(decisions__isnull=False) | Q(actions__isnull=False)).exists()


@hooks.register("before_delete_page")
def keep_what_has_records(request, page: Page):
    if not has_records(page):
        return None
    messages.error(request, gettext("A meeting with decisions or actions cannot be deleted."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_has_records_in_bulk(request, action_type, objects, action):
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action_type != "delete" or not any(has_records(page) for page in pages):
        return None
    messages.error(request, gettext("A meeting with decisions or actions cannot be deleted."))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
