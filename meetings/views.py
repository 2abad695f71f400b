"""One function for each address, in the order of urls.py."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hub.languages import page_url, reader_language, reader_url
from hub.titles import find_titles
from meetings import actions, rules
from meetings.calendar import calendar_file
from meetings.facts import ReportFacts
from meetings.forms import DropForm, ReportEditor, Typed
from meetings.models import Action, MeetingPage, ReportPage
from workpackages.reading import numbered, text_html

PAGE_SIZE = 20
LONGEST_KEY = 19


# /meetings/actions/


@login_required
@require_safe
def action_list(request) -> HttpResponse:
    if not rules.can_view_actions(request.user):
        raise PermissionDenied
    own = rules.own_organisations(request.user)
    state = request.GET.get("state", "")
    shown = Action.objects.visible_to(request.user).for_list(own)
    if state in Action.State.values:
        shown = shown.filter(state=state)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    find_titles([action.meeting for action in page] + [action.work_package for action in page])
    user = request.user
    rows = [
        (action, rules.can_complete_action(user, action), rules.can_drop_action(user, action))
        for action in page
    ]
    return render(
        request,
        "meetings/action_list.html",
        {
            "actions": page,
            "rows": rows,
            "own": own,
            "state": state,
            "states": Action.State.choices,
        },
    )


@login_required
@require_POST
def action_complete(request, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), pk=pk)
    if not rules.can_complete_action(request.user, action):
        raise PermissionDenied
    try:
        actions.complete_action(action=action, by=request.user)
    except actions.ActionClosedError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The action is marked as done."))
    return redirect(reader_url("meetings:action_list"))


@login_required
def action_drop(request, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user), pk=pk)
    if not rules.can_drop_action(request.user, action):
        raise PermissionDenied
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.drop_action(action=action, reason=form.cleaned_data["reason"], by=request.user)
        except actions.ActionClosedError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The action is dropped."))
        return redirect(reader_url("meetings:action_list"))
    return render(request, "meetings/action_drop.html", {"action": action, "form": form})


# /meetings/<slug>/


@require_safe
def meeting_calendar(request, slug: str) -> HttpResponse:
    """Only a meeting with an exact date has a calendar file."""
    meetings = MeetingPage.objects.listed_in(request.reader_language).visible_to(request.user)
    meeting = get_object_or_404(meetings, slug=slug)
    if not meeting.when.is_exact:
        raise Http404
    with_link = rules.can_view_link(request.user, meeting)
    content = calendar_file(
        meeting, url=request.build_absolute_uri(page_url(meeting)), with_link=with_link
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{meeting.slug}.ics"'
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
def report_edit(request, slug: str) -> HttpResponse:
    """Saving never judges; only publishing does."""
    if not rules.can_write_report(request.user):
        raise PermissionDenied
    meeting = _meeting(slug)
    report = meeting.report_at_work()
    if report and report.is_adopted:
        return _is_frozen(request, report)
    if request.method != "POST":
        return _editor(request, meeting, Typed.from_report(report), report)
    typed = Typed.from_post(request.POST)
    if more := request.POST.get("add"):
        return _editor(request, meeting, typed, report, more=more, based_on=_based_on(request))
    try:
        _save(request, meeting, typed)
    except actions.StaleReportError:
        return _stale(request, meeting, typed, report)
    messages.success(request, _("The draft is saved."))
    name = "report_preview" if "preview" in request.POST else "report_edit"
    return redirect(reader_url(f"meetings:{name}", slug))


@never_cache
@login_required
@require_safe
def report_preview(request, slug: str) -> HttpResponse:
    if not rules.can_preview_report(request.user):
        raise PermissionDenied
    meeting = _meeting(slug)
    report = meeting.report_at_work()
    if report is None:
        raise Http404
    if report.is_adopted:
        return _is_frozen(request, report)
    return _preview(request, meeting, report)


@never_cache
@login_required
@require_POST
def report_publish(request, slug: str) -> HttpResponse:
    """From the editor with what is typed there, or from the preview as it was saved."""
    if not rules.can_publish_report(request.user):
        raise PermissionDenied
    meeting = _meeting(slug)
    report = meeting.report_at_work()
    if report and report.is_adopted:
        return _is_frozen(request, report)
    from_editor = "body" in request.POST and rules.can_write_report(request.user)
    typed = Typed.from_post(request.POST) if from_editor else Typed.from_report(report)
    editor = ReportEditor(typed, is_bound=True)
    if not editor.is_valid():
        if from_editor:
            seen = _based_on(request)
            return _editor(request, meeting, typed, report, editor=editor, based_on=seen)
        messages.error(request, _("The report is not complete yet."))
        return redirect(reader_url("meetings:report_preview", slug))
    try:
        with transaction.atomic():
            report = _save(request, meeting, typed)
            actions.publish_report(report=report, by=request.user, **editor.records())
    except actions.StaleReportError:
        return _stale(request, meeting, typed, report)
    except actions.ActionClosedError as error:
        messages.error(request, str(error))
        return redirect(reader_url("meetings:report_edit", slug))
    messages.success(request, _("The report is published."))
    return redirect(page_url(meeting))


# /meetings/<slug>/report/ (page_urls.py; `page` is the report itself)


def report_detail(page: ReportPage, request) -> HttpResponse:
    meeting = page.get_parent().specific
    facts = ReportFacts(meeting, request.user, reader_language(), page)
    return page.render(request, context_overrides={"facts": facts})


def _meeting(slug: str) -> MeetingPage:
    """Reports are written below the page in its own language."""
    sources = MeetingPage.objects.live().filter(locale=F("written_in")).select_related("locale")
    return get_object_or_404(sources, slug=slug)


def _based_on(request) -> int | None:
    """The revision that the form was filled with; what nobody can have sent is stale."""
    sent = request.POST.get("based_on", "")
    if not sent:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < LONGEST_KEY else 0


def _save(request, meeting: MeetingPage, typed: Typed) -> ReportPage:
    return actions.save_report(
        meeting=meeting, typed=typed, based_on=_based_on(request), by=request.user
    )


def _is_frozen(request, report: ReportPage) -> HttpResponse:
    messages.info(request, str(actions.FrozenReportError()))
    return redirect(page_url(report))


def _editor(
    request,
    meeting: MeetingPage,
    typed: Typed,
    report: ReportPage | None,
    *,
    editor: ReportEditor | None = None,
    more: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context = {"based_on": report.latest_revision_id if report else None, **context}
    context |= {
        "meeting": meeting,
        "editor": editor or ReportEditor(typed, more=more),
        "may_publish": rules.can_publish_report(request.user),
    }
    return render(request, "meetings/report_edit.html", context, status=status)


def _stale(request, meeting: MeetingPage, typed: Typed, report: ReportPage | None) -> HttpResponse:
    """What was typed here stays in the form; what was saved elsewhere stands above it."""
    if report and report.is_adopted:
        return _is_frozen(request, report)
    if not rules.can_write_report(request.user):
        messages.warning(request, str(actions.StaleReportError()))
        return redirect(reader_url("meetings:report_preview", meeting.slug))
    saved = Typed.from_report(report)
    return _editor(request, meeting, typed, report, saved=saved, status=HTTPStatus.CONFLICT)


def _preview(request, meeting: MeetingPage, report: ReportPage) -> HttpResponse:
    editor = ReportEditor(Typed.from_report(report), is_bound=True)
    is_complete = editor.is_valid()
    texts = {field: text_html(numbered(report.clauses_of(field))) for field in report.clause_fields}
    context = {
        "meeting": meeting,
        "report": report,
        "editor": editor,
        "is_complete": is_complete,
        "texts": texts,
        "may_write": rules.can_write_report(request.user),
        "may_publish": rules.can_publish_report(request.user),
    }
    return render(request, "meetings/report_preview.html", context)
