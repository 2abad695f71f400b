import datetime as dt
import zoneinfo

import pytest
from icalendar import Calendar

from hub.dates import InexactDate
from hub.languages import page_url
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db


def event_of(client, meeting):
    response = client.get(page_url(meeting, "en") + "meeting.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")[0]


def test_calendar_file_has_the_hours_in_the_zone_of_the_meeting(visitor):
    meeting = MeetingFactory(
        when=InexactDate.day(dt.date(2033, 4, 20)), time_zone="Europe/Vilnius", place="Vilnius"
    )

    event = event_of(visitor, meeting)

    vilnius = zoneinfo.ZoneInfo("Europe/Vilnius")
    assert event["DTSTART"].dt == dt.datetime(2033, 4, 20, 10, tzinfo=vilnius)
    assert event["DTEND"].dt == dt.datetime(2033, 4, 20, 12, tzinfo=vilnius)
    assert (event["SUMMARY"], event["LOCATION"], event["STATUS"]) == (
        meeting.title,
        "Vilnius",
        "CONFIRMED",
    )


def test_days_without_hours_are_whole_days(visitor):
    when = InexactDate.days(dt.date(2033, 6, 19), dt.date(2033, 6, 20))
    meeting = MeetingFactory(when=when, start_time=None, end_time=None)

    event = event_of(visitor, meeting)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2033, 6, 19), dt.date(2033, 6, 21))


def test_calendar_file_has_the_link_for_members_alone(visitor, client_of, member):
    meeting = MeetingFactory(audience="everyone")

    assert "LOCATION" not in event_of(visitor, meeting)
    assert event_of(client_of(member), meeting)["LOCATION"] == meeting.link
    assert "LOCATION" not in event_of(visitor, meeting)


def test_same_meeting_keeps_its_identity_in_every_language(visitor):
    meeting = MeetingFactory()

    in_danish = visitor.get(page_url(meeting, "da") + "meeting.ics")

    danish = Calendar.from_ical(in_danish.content).walk("VEVENT")[0]
    assert danish["UID"] == event_of(visitor, meeting)["UID"]


def test_private_meeting_has_no_calendar_file(visitor):
    meeting = MeetingFactory()
    meeting.view_restrictions.create(restriction_type="login")

    assert visitor.get(page_url(meeting, "en") + "meeting.ics").status_code == 404
