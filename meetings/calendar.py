"""A meeting as a calendar file."""

import datetime as dt

from icalendar import Calendar, Event

from meetings.models import MeetingPage


def calendar_file(meeting: MeetingPage, *, url: str, with_link: bool) -> bytes:
    """Only for a meeting with an exact date. The link to take part is for those who may see it."""
    event = Event()
    event.add("uid", f"{meeting.translation_key}@{url.split('/')[2]}")
    event.add("dtstamp", meeting.last_published_at or dt.datetime.now(dt.UTC))
    event.add("summary", meeting.title)
    event.add("url", url)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    for name, moment in _span(meeting):
        event.add(name, moment)
    if meeting.summary:
        event.add("description", meeting.summary)
    place = ", ".join(part for part in (meeting.place, meeting.link if with_link else "") if part)
    if place:
        event.add("location", place)
    return _wrap(event, meeting)


def _span(meeting: MeetingPage):
    """With hours where they are known, else whole days; a whole day ends on the day after."""
    if meeting.begins_at is None:
        yield "dtstart", meeting.starts_on
        yield "dtend", meeting.ends_on + dt.timedelta(days=1)
        return
    yield "dtstart", meeting.begins_at
    if meeting.ends_at is not None:
        yield "dtend", meeting.ends_at


def _wrap(event: Event, meeting: MeetingPage) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//network hub//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    # One season each side: the whole list of changes of the clock since 1970 weighs 3 kB.
    year = dt.timedelta(days=366)
    calendar.add_missing_timezones(
        first_date=meeting.starts_on - year, last_date=meeting.ends_on + year
    )
    return calendar.to_ical()
