"""When each item of an agenda begins: where the items before it end."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.models import AgendaItem, MeetingPage


@dataclass(frozen=True)
class Slot:
    item: AgendaItem
    begins: dt.time | None


@dataclass
class Day:
    number: int
    date: dt.date | None
    slots: list[Slot] = field(default_factory=list)


def days_of(meeting: MeetingPage, items: Iterable[AgendaItem]) -> list[Day]:
    days: dict[int, Day] = {}
    clock: dict[int, dt.time | None] = {}
    for item in sorted(items, key=lambda item: (item.day, item.sort_order or 0)):
        if item.day not in days:
            days[item.day] = Day(item.day, meeting.date_of_day(item.day))
            clock[item.day] = meeting.start_time
        begins = item.starts_at or clock[item.day]
        days[item.day].slots.append(Slot(item, begins))
        clock[item.day] = _later(begins, item.minutes)
    return list(days.values())


def _later(begins: dt.time | None, minutes: int) -> dt.time | None:
    """Past midnight the clock is unknown rather than wrong."""
    if begins is None:
        return None
    start = dt.datetime.combine(dt.date.min, begins)
    end = start + dt.timedelta(minutes=minutes)
    return end.time() if end.date() == start.date() else None
