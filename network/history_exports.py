"""The history as a table for a spreadsheet, one event a line, sent while it is read."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.languages import reading_in
from hub.tables import table_lines
from network.changes import describe
from network.events import Event, Events

EVENTS_AT_ONCE = 200


def history_rows(events: Events, *, user: Any, language: str, texts: bool) -> Iterator[str]:
    """Lines of CSV with a mark of their encoding; what is read at once stays small."""
    yield from table_lines(chain([_titles(language)], _rows(events, user, language, texts)))


def _rows(events: Events, user: Any, language: str, texts: bool) -> Iterator[list[str]]:
    unread = iter(events)
    while some := list(islice(unread, EVENTS_AT_ONCE)):
        with reading_in(language), timezone.override(user.time_zone):
            described = describe(some, user, texts=texts)
            rows = [_row(event) for event in described]
        yield from rows  # outside: a generator that rests must leave no language active


def _titles(language: str) -> list[str]:
    with reading_in(language):
        return [
            _("When"),
            _("Who"),
            _("For whom"),
            _("Kind"),
            _("What"),
            _("Number"),
            _("Change"),
            _("Fields"),
            _("Reason"),
        ]


def _row(event: Event) -> list[str]:
    return [
        localtime(event.at).isoformat(timespec="seconds"),
        event.actor,
        event.organisation,
        event.kind_name,
        event.title,
        event.object_id,
        event.what,
        "\n".join(change.text for change in event.changes),
        event.reason,
    ]
