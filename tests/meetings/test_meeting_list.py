import datetime as dt

import pytest

from hub.dates import InexactDate
from meetings.models import MeetingPage
from tests.factories.meetings import MeetingFactory, in_days

pytestmark = pytest.mark.django_db


def listing(client, query="", language="en"):
    response = client.get(f"/{language}/meetings/{query}")
    assert response.status_code == 200
    return response.context["listing"]


def titles(meetings):
    return [meeting.title for meeting in meetings]


def test_list_has_the_next_first_and_the_latest_past_first(visitor):
    for title, days in [("B", 20), ("A", 10), ("Y", -20), ("Z", -10)]:
        MeetingFactory(title=title, when=in_days(days))
    MeetingFactory(title="Held early", when=in_days(5), state="held")

    shown = listing(visitor)

    assert titles(shown.upcoming) == ["A", "B"]
    assert titles(shown.past) == ["Held early", "Z", "Y"]


def test_inexact_meeting_is_to_come_until_its_last_day_is_over(visitor):
    today = dt.date.today()  # noqa: DTZ011
    MeetingFactory(title="This month", when=InexactDate.month(today.year, today.month))

    assert titles(listing(visitor).upcoming) == ["This month"]


def test_list_filters_by_kind_and_year(visitor):
    spring = InexactDate.day(dt.date(2023, 4, 20))
    MeetingFactory(title="Visit", kind="study_visit", when=spring)
    MeetingFactory(title="Meeting", when=spring)
    winter = InexactDate.months(dt.date(2023, 12, 1), dt.date(2024, 1, 1))
    MeetingFactory(title="Over the year", kind="study_visit", when=winter)

    assert titles(listing(visitor, "?kind=study_visit").past) == ["Over the year", "Visit"]
    assert titles(listing(visitor, "?year=2024").past) == ["Over the year"]
    assert titles(listing(visitor, "?kind=study_visit&year=2023").past) == [
        "Over the year",
        "Visit",
    ]


@pytest.mark.parametrize("query", ["?kind=party&year=1492&page=99", "?year=%00", "?page=x"])
def test_nonsense_in_the_query_is_no_filter(query, visitor):
    MeetingFactory(title="Only one", past=True)

    response = visitor.get(f"/en/meetings/{query}")

    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert titles(response.context["listing"].past) == ["Only one"]


def test_empty_list_says_what_would_stand_there(visitor):
    assert "No meetings yet" in visitor.get("/en/meetings/").content.decode()
    MeetingFactory(past=True)
    empty = visitor.get("/en/meetings/?kind=kick_off").content.decode()
    assert "No meeting of this kind and year" in empty


def test_private_and_unpublished_meetings_are_not_listed(visitor):
    private = MeetingFactory(title="Private")
    private.view_restrictions.create(restriction_type="login")
    MeetingFactory(title="Gone").unpublish()
    MeetingFactory(title="Public")

    assert titles(listing(visitor).upcoming) == ["Public"]


@pytest.mark.parametrize("rows", [1, 30])
def test_number_of_queries_does_not_grow(rows, visitor, django_assert_num_queries):
    for number in range(rows):
        MeetingFactory(past=True, title=f"Past {number}")
        MeetingFactory(title=f"Coming {number}")

    listing(visitor, "?page=1")
    with django_assert_num_queries(11):
        shown = listing(visitor)

    assert len(shown.past.object_list) == min(rows, 20)


def test_home_page_tag_shows_the_next_planned_ones(rf, visitor, secretariat):
    from django.contrib.auth.models import AnonymousUser
    from django.template import Context, Template

    for title, days in [("Third", 30), ("First", 10), ("Second", 20)]:
        MeetingFactory(title=title, when=in_days(days))
    MeetingFactory(title="Off", when=in_days(5), state=MeetingPage.State.CANCELLED)
    request = rf.get("/en/")
    request.user = AnonymousUser()

    html = Template("{% load meetings_tags %}{% upcoming_meetings count=2 %}").render(
        Context({"request": request})
    )

    assert [word in html for word in ("First", "Second", "Third", "Off")] == [
        True,
        True,
        False,
        False,
    ]
