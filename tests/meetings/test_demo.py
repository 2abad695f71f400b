import pytest

from hub.demo import DemoContext
from meetings import demo
from meetings.models import Action, Decision, MeetingPage, ReportPage
from network import demo as network_demo
from workpackages import demo as programme_demo

pytestmark = pytest.mark.django_db


def test_demo_has_a_year_of_meetings_and_loads_twice(
    visitor, client_of, django_capture_on_commit_callbacks
):
    context = DemoContext(password="only-for-this-test")
    with django_capture_on_commit_callbacks(execute=True):
        for part in (network_demo, programme_demo, demo):
            part.load(context)
    said = []

    demo.load(DemoContext(password="only-for-this-test", say=said.append))

    assert said == []
    assert MeetingPage.objects.live().filter(locale__language_code="en").count() == 8
    assert MeetingPage.objects.live().filter(locale__language_code="da").count() == 8
    assert ReportPage.objects.live().count() == 4
    first = MeetingPage.objects.get(slug="first-network-meeting", locale__language_code="en")
    assert [decision.number for decision in first.decisions.all()] == [
        "2023-01",
        "2023-02",
        "2023-03",
    ]
    assert Decision.objects.get(meeting=first, sequence=1).adopts.label == "1.0"
    assert set(Action.objects.values_list("state", flat=True)) == {"open", "done", "dropped"}
    assert first.programme_entry.activity == "1st network meeting, online"
    page = visitor.get("/da/meetings/first-network-meeting/").content.decode()
    assert "vedtog deres arbejdsprogram for 2023" in page
