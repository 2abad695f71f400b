"""Two people at the same moment: real transactions, in threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from meetings import actions
from meetings.models import Action, Decision, MeetingPage
from network.models import User
from tests.factories.meetings import ActionFactory, MeetingFactory, report_draft
from workpackages.models import Version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*calls):
    """The results of these calls; an exception is a result."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def publish(meeting, user):
    report = MeetingPage.objects.get(pk=meeting.pk).report_at_work()
    by = User.objects.get(pk=user.pk)
    return actions.publish_report(report=report, decisions=[{"text": "Yes."}] * 3, by=by)


def test_a_report_is_published_once(secretariat, steering):
    meeting = MeetingFactory(past=True)
    report_draft(meeting, by=secretariat)

    results = at_once(lambda: publish(meeting, secretariat), lambda: publish(meeting, steering))

    assert sorted(type(result).__name__ for result in results) == ["FrozenReportError", "Version"]
    assert (Version.objects.count(), Decision.objects.count()) == (1, 3)


def test_meetings_of_a_year_number_their_decisions_without_waiting_for_ever(secretariat):
    meetings = [MeetingFactory(past=True) for _ in range(3)]
    for meeting in meetings:
        report_draft(meeting, by=secretariat)

    results = at_once(
        *[lambda meeting=meeting: publish(meeting, secretariat) for meeting in meetings]
    )

    assert [type(result).__name__ for result in results] == ["Version"] * 3
    assert sorted(Decision.objects.values_list("sequence", flat=True)) == list(range(1, 10))


def test_an_action_is_closed_once(secretariat, member):
    action = ActionFactory()

    def close(user):
        actions.complete_action(
            action=Action.objects.get(pk=action.pk), by=User.objects.get(pk=user.pk)
        )
        return "closed"

    results = at_once(lambda: close(secretariat), lambda: close(member))

    assert sorted(str(getattr(result, "args", result)) for result in results) == [
        "('This action has been closed already.',)",
        "closed",
    ]
