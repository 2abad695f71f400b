"""What a meeting leads to: its report is published, decisions and actions are recorded."""

import datetime as dt
from collections.abc import Sequence
from typing import NotRequired, TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub import page_cache
from hub.jobs import enqueue_on_commit
from meetings import emails
from meetings.forms import Typed
from meetings.models import Action, Decision, MeetingIndexPage, MeetingPage, ReportPage
from meetings.report_text import from_text
from network.history import acting
from network.models import Organisation, User
from workpackages.actions import adopt
from workpackages.models import StaleTextError, Version, WorkPackagePage

# The life of an action: from each state, the states that it may move to.
ACTION_MOVES: dict[Action.State, frozenset[Action.State]] = {
    Action.State.OPEN: frozenset({Action.State.DONE, Action.State.DROPPED}),
    Action.State.DONE: frozenset(),
    Action.State.DROPPED: frozenset(),
}


class ActionClosedError(Exception):
    def __init__(self) -> None:
        super().__init__(_("This action has been closed already."))


class ReasonMissingError(Exception):
    def __init__(self) -> None:
        super().__init__(_("Say why the action is dropped."))


class NotAdoptedError(Exception):
    def __init__(self) -> None:
        super().__init__(_("A decision can only point to a version that was adopted."))


class StaleReportError(Exception):
    """Somebody else saved the report since this text was begun."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else saved this report in the meantime."))


class FrozenReportError(Exception):
    def __init__(self) -> None:
        super().__init__(_("This report is published and does not change any more."))


class NewDecision(TypedDict):
    text: str
    adopts: NotRequired[Version | None]


class NewAction(TypedDict):
    text: str
    organisation: Organisation
    due_on: dt.date
    work_package: NotRequired[WorkPackagePage | None]
    carried_over_from: NotRequired[Action | None]


@transaction.atomic
def save_report(
    *, meeting: MeetingPage, typed: Typed, based_on: int | None, by: User
) -> ReportPage:
    """Keep all as it was typed, for its authors alone; `based_on` is the revision they saw."""
    meeting = MeetingPage.objects.select_for_update(of=("self",)).get(pk=meeting.source.pk)
    report = meeting.report_at_work()
    if (report.latest_revision_id if report else None) != based_on:
        raise StaleReportError
    if report is None:
        report = _begin_report(meeting, by)
    if report.is_adopted:
        raise FrozenReportError
    for field in ReportPage.clause_fields:
        report.set_clauses(field, from_text(typed.words.get(field, ""), report.clauses_of(field)))
    report.draft_decisions = typed.rows.get("decisions", [])
    report.draft_actions = typed.rows.get("actions", [])
    try:
        report.save_revision(user=by, changed=True, log_action=True)
    except StaleTextError:
        # Somebody saved it in the editor meanwhile, which does not lock the meeting.
        raise StaleReportError from None
    return report


def _begin_report(meeting: MeetingPage, by: User) -> ReportPage:
    with translation.override(meeting.locale.language_code):
        title = _("Report: %(meeting)s") % {"meeting": meeting.title}
    report = ReportPage(title=title[:255], slug="report", owner=by, live=False)
    meeting.add_child(instance=report)
    return report


@transaction.atomic
def publish_report(
    *,
    report: ReportPage,
    decisions: Sequence[NewDecision] = (),
    actions: Sequence[NewAction] = (),
    by: User,
    date: dt.date | None = None,
) -> Version:
    """Adopt the text as version 1 and make records of its decisions and actions."""
    parent = report.get_parent()
    meeting = MeetingPage.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    text = report.working_text()
    if text.is_adopted:
        raise FrozenReportError
    text.draft_decisions, text.draft_actions = [], []
    text.save_revision(user=by)
    version = adopt(page=text, label="1.0", by=by, date=date)
    for decision in decisions:
        record_decision(meeting=meeting, by=by, **decision)
    for action in actions:
        add_action(meeting=meeting, by=by, **action)
    page_cache.renew()
    enqueue_on_commit(emails.announce_report, report.pk)
    return version


@transaction.atomic
def record_decision(
    *, meeting: MeetingPage, text: str, by: User, adopts: Version | None = None
) -> Decision:
    """The next number of the year in which the meeting begins."""
    if adopts is not None and not adopts.is_adopted:
        raise NotAdoptedError
    meeting = meeting.source
    year = meeting.starts_on.year
    # All meetings of a year share the numbers, so the list of meetings is the lock.
    parent = meeting.get_parent()
    MeetingIndexPage.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    last = Decision.objects.filter(year=year).aggregate(last=Max("sequence"))["last"] or 0
    with acting(by=by):
        return Decision.objects.create(
            meeting=meeting, year=year, sequence=last + 1, text=text, adopts=adopts
        )


@transaction.atomic
def add_action(
    *,
    meeting: MeetingPage,
    text: str,
    organisation: Organisation,
    due_on: dt.date,
    by: User,
    work_package: WorkPackagePage | None = None,
    carried_over_from: Action | None = None,
) -> Action:
    """An action that is carried over ends where it was and goes on here."""
    meeting = meeting.source
    if carried_over_from is not None:
        _close(
            carried_over_from,
            to=Action.State.DROPPED,
            by=by,
            reason=_("Carried over to: %(meeting)s") % {"meeting": meeting.title},
        )
    with acting(by=by):
        return Action.objects.create(
            meeting=meeting,
            text=text,
            organisation=organisation,
            due_on=due_on,
            work_package=work_package.source if work_package else None,
            carried_over_from=carried_over_from,
        )


@transaction.atomic
def complete_action(*, action: Action, by: User) -> None:
    _close(action, to=Action.State.DONE, by=by)


@transaction.atomic
def drop_action(*, action: Action, reason: str, by: User) -> None:
    if not reason.strip():
        raise ReasonMissingError
    _close(action, to=Action.State.DROPPED, by=by, reason=reason.strip())


def _close(action: Action, *, to: Action.State, by: User, reason: str = "") -> None:
    """Lock the row, so that of two people who close it at once one is told."""
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if to not in ACTION_MOVES[Action.State(locked.state)]:
        raise ActionClosedError
    locked.state, locked.reason = to, reason
    locked.closed_at, locked.closed_by = timezone.now(), by
    with acting(by=by, reason=reason):
        locked.save()
    action.refresh_from_db()
