import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hub.dates import InexactDate
from meetings import actions
from meetings.forms import Typed
from meetings.models import Action, Decision, ReportPage
from tests.factories.meetings import (
    WORDS,
    ActionFactory,
    DecisionFactory,
    MeetingFactory,
    published_report,
    report_draft,
)
from tests.factories.network import OrganisationFactory
from workpackages.models import Version

pytestmark = pytest.mark.django_db

SPRING = InexactDate.day(dt.date(2023, 4, 20))


# Reports


def test_save_report_keeps_everything_and_publishes_nothing(secretariat):
    meeting = MeetingFactory(title="First meeting")
    row = {"text": "Write", "organisation": "", "due_on": "12 maj"}

    report = report_draft(meeting, by=secretariat, rows=[row])

    kept = Typed.from_report(meeting.report_at_work())
    assert (report.title, report.live) == ("Report: First meeting", False)
    assert kept == Typed(WORDS, {"decisions": [], "actions": [row]})
    assert list(ReportPage.objects.live()) == []


def test_save_report_refuses_a_text_begun_before_the_newest(secretariat, expert):
    meeting = MeetingFactory()
    begun = report_draft(meeting, by=secretariat).latest_revision_id
    newer = Typed({**WORDS, "next_steps": "Newer"})
    actions.save_report(meeting=meeting, typed=newer, based_on=begun, by=expert)

    with pytest.raises(actions.StaleReportError):
        actions.save_report(meeting=meeting, typed=Typed(WORDS), based_on=begun, by=secretariat)

    assert Typed.from_report(meeting.report_at_work()).words["next_steps"] == "Newer"


def test_two_people_cannot_begin_the_same_report(secretariat, expert):
    meeting = MeetingFactory()
    report_draft(meeting, by=secretariat)

    with pytest.raises(actions.StaleReportError):
        report_draft(meeting, by=expert)


def test_publish_report_adopts_version_one_and_records_rows(secretariat):
    meeting = MeetingFactory(when=SPRING)
    organisation = OrganisationFactory(name="Doers")
    due = dt.date(2023, 5, 12)

    report = published_report(
        meeting,
        by=secretariat,
        decisions=[{"text": "Adopted.", "adopts": None}],
        actions_=[{"text": "Do it.", "organisation": organisation, "due_on": due}],
    )

    version = Version.objects.get(page=report)
    assert (version.number, version.is_adopted, version.created_by) == (1, True, secretariat)
    assert (report.live, report.is_adopted) == (True, True)
    assert (report.draft_decisions, report.draft_actions) == ([], [])
    assert [(d.number, d.text, d.meeting) for d in Decision.objects.all()] == [
        ("2023-01", "Adopted.", meeting)
    ]
    assert [(a.text, a.organisation, a.due_on, a.meeting) for a in Action.objects.all()] == [
        ("Do it.", organisation, due, meeting)
    ]
    assert Decision.objects.get().history.get().history_user == secretariat


def test_published_report_is_frozen(secretariat):
    meeting = MeetingFactory()
    report = published_report(meeting, by=secretariat)

    with pytest.raises(actions.FrozenReportError):
        actions.save_report(
            meeting=meeting, typed=Typed(WORDS), based_on=report.latest_revision_id, by=secretariat
        )
    with pytest.raises(actions.FrozenReportError):
        actions.publish_report(report=report, by=secretariat)


def test_publish_report_tells_those_who_may_read_it(
    secretariat,
    member,
    extended,
    operator,
    stranger,
    mailoutbox,
    django_capture_on_commit_callbacks,
):
    meeting = MeetingFactory(title="First meeting", when=SPRING)
    own = member.seats.get().organisation
    member.language = "da"
    member.save()

    with django_capture_on_commit_callbacks(execute=True):
        published_report(
            meeting,
            by=secretariat,
            actions_=[{"text": "Do.", "organisation": own, "due_on": dt.date(2023, 5, 12)}],
        )

    sent = {mail.to[0]: mail for mail in mailoutbox}
    assert set(sent) == {secretariat.email, member.email}
    assert f"/da/meetings/{meeting.slug}/report/" in sent[member.email].body
    assert "/da/meetings/actions/" in sent[member.email].body
    assert "/en/meetings/actions/" not in sent[secretariat.email].body
    assert "Secret" not in sent[member.email].body


# Decisions


def test_record_decision_counts_within_the_year(secretariat):
    this = MeetingFactory(when=SPRING)
    later = MeetingFactory(when=InexactDate.day(dt.date(2023, 6, 19)))
    next_year = MeetingFactory(when=InexactDate.day(dt.date(2024, 1, 19)))

    numbers = [
        actions.record_decision(meeting=meeting, text="Yes.", by=secretariat).number
        for meeting in (this, later, next_year, this)
    ]

    assert numbers == ["2023-01", "2023-02", "2024-01", "2023-03"]


def test_decision_number_is_unique_within_the_year():
    DecisionFactory(year=2023, sequence=7)

    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(year=2023, sequence=7)


# Actions


def test_every_state_of_an_action_is_in_the_table():
    assert set(actions.ACTION_MOVES) == set(Action.State)


def test_complete_action_keeps_who_and_when(member):
    action = ActionFactory()

    actions.complete_action(action=action, by=member)

    assert (action.state, action.closed_by) == (Action.State.DONE, member)
    assert action.history.latest().history_user == member


def test_closed_action_cannot_be_closed_again(secretariat):
    action = ActionFactory(done=True)

    with pytest.raises(actions.ActionClosedError):
        actions.complete_action(action=action, by=secretariat)
    with pytest.raises(actions.ActionClosedError):
        actions.drop_action(action=action, reason="No money.", by=secretariat)


def test_drop_action_needs_a_reason_and_keeps_it(secretariat):
    action = ActionFactory()

    with pytest.raises(actions.ReasonMissingError):
        actions.drop_action(action=action, reason="  ", by=secretariat)
    actions.drop_action(action=action, reason="No money.", by=secretariat)

    assert (action.state, action.reason) == (Action.State.DROPPED, "No money.")
    assert action.history.latest().history_change_reason == "No money."


def test_action_is_carried_over_once(secretariat):
    old = ActionFactory(text="Draw the map", meeting=MeetingFactory(title="First"))
    next_meeting = MeetingFactory(title="Second")
    again = {
        "meeting": next_meeting,
        "text": "Draw the map",
        "organisation": old.organisation,
        "due_on": dt.date(2023, 9, 1),
        "carried_over_from": old,
        "by": secretariat,
    }

    new = actions.add_action(**again)

    old.refresh_from_db()
    assert (old.state, old.reason) == (Action.State.DROPPED, "Carried over to: Second")
    assert (new.state, new.carried_over_from, new.meeting) == (Action.State.OPEN, old, next_meeting)
    with pytest.raises(actions.ActionClosedError):
        actions.add_action(**again)
