"""The history as a table for a spreadsheet, one event a line, sent while it is read."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.languages import reading_in
from network.changes import describe
from network.events import Event, Events
from network.exports import harmless

EVENTS_AT_ONCE = 200


def history_rows(events: Events, *, user: Any, language: str, texts: bool) -> Iterator[str]:
    """Lines of CSV with a mark of their encoding; what is read at once stays small."""
    yield "\ufeff" + _table([_titles(language)])
    unread = iter(events)
    while some := list(islice(unread, EVENTS_AT_ONCE)):
        with reading_in(language), timezone.override(user.time_zone):
            described = describe(some, user, texts=texts)
            yield _table([_row(event) for event in described])


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


def _table(rows: Iterable[list[str]]) -> str:
    lines = StringIO()
    csv.writer(lines).writerows([harmless(cell) for cell in row] for row in rows)
    return lines.getvalue()
