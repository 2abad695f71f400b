"""What each event changed, field by field, in words that people read."""

import json
from collections import defaultdict
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from wagtail.models import Page, PageLogEntry

from network import events as sources
from network import rules
from network.event_names import Names
from network.events import CHANGED, CREATED, DELETED, PAGE, Event
from network.field_words import Change, changed_fields, is_secret, value_of
from network.history_reasons import in_readers_words
from network.models import Organisation
from network.page_changes import OF_THE_MACHINERY, revisions_of
from network.record_history import CHANGES

COMMAND_LINE = "command line"
ACCOUNT = "network.user"
FIELDS_IN_ONE_CALL = 40  # a database function takes a hundred arguments at most


def describe(events: list[Event], user: Any, *, texts: bool = False) -> list[Event]:
    """Name everything in these events; `texts` compares pages too. The queries do not grow."""
    rows = _rows(events)
    saves = revisions_of(events) if texts and rules.can_read_page_texts(user) else {}
    names = _names(events, rows, saves)
    messages = _messages(events)
    for event in events:
        key = (event.source, event.id)
        _name(event, names, messages.get(key, ""))
        if key in rows:
            _fill(event, names, *rows[key])
        elif key in saves:
            event.changes = saves[key].changes(names)
    if not rules.can_read_history(user):
        for event in events:
            # Rights may have ended since: only what was touched is told, not how it reads.
            event.changes = [Change(change.label, is_hidden=True) for change in event.changes]
    return events


def _names(events: list[Event], rows: dict, saves: dict) -> Names:
    names = Names()
    for event in events:
        names.want(get_user_model(), event.user_id)
        names.want(Organisation, event.organisation_id)
        if event.kind == PAGE:
            names.want(Page, event.object_id)
        elif event.kind == ACCOUNT:
            names.want(get_user_model(), event.object_id)
    for (source, _number), values in rows.items():
        for row in values:
            names.want_all(sources.model_of(source), row)
    for save in saves.values():
        for content in (save.old, save.new):
            names.want_all(save.model, content, but=OF_THE_MACHINERY)
    names.look_up()
    return names


def _name(event: Event, names: Names, message: str) -> None:
    event.is_person = event.user_id is not None
    event.actor = names.person(event)
    event.organisation = names.of(Organisation, event.organisation_id)
    event.title, event.what = event.label, message
    model: Any = sources.model_of(event.kind)
    event.kind_name = capfirst(str(model._meta.verbose_name)) if model else ""
    page = names.thing(Page, event.object_id) if event.kind == PAGE else None
    if event.kind == ACCOUNT:  # its log keeps no name, so that none outlives the person's own
        event.title = names.of(get_user_model(), event.object_id)
    if page is not None:
        event.title, event.language = page.title, page.locale.language_code
    if event.reason == COMMAND_LINE and not event.is_person:
        event.reason = ""
    event.reason = in_readers_words(event.reason)


def _fill(event: Event, names: "Names", new: dict, old: dict | None) -> None:
    model: Any = sources.model_of(event.source)
    event.what = str(CHANGES[event.change])
    event.title = names.title(model, new) or f"{event.kind_name} {event.object_id}"
    if event.change == CREATED:
        event.changes = [change.unmarked() for change in changed_fields(model, {}, new, names)]
    elif event.change == DELETED:
        event.changes = changed_fields(model, new, {}, names)
    elif event.change == CHANGED and old is not None:
        event.changes = changed_fields(model, old, new, names)


def _messages(events: list[Event]) -> dict[tuple[str, int], str]:
    """What Wagtail says of its log entries."""
    found: dict[tuple[str, int], str] = {}
    for source in (sources.PAGE_LOG, sources.MODEL_LOG):
        keys = [event.id for event in events if event.source == source.key]
        for key, entry in source.model._default_manager.in_bulk(keys).items():
            found[source.key, key] = str(entry.message)  # type: ignore[attr-defined]  # of Wagtail's log
    saved = str(PageLogEntry(action="wagtail.edit").message)
    for event in events:
        if event.source == sources.REVISIONS.key:
            found[event.source, event.id] = saved
    return found


# Rows of records with the row before


def _rows(events: list[Event]) -> dict[tuple[str, int], tuple[dict, dict | None]]:
    """The values of each record before and after, as one UNION over the tables at hand."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for event in events:
        if event.source in dict(sources.histories()):
            wanted[event.source].append(event.id)
    if not wanted:
        return {}
    parts = [_with_row_before(key, ids) for key, ids in sorted(wanted.items())]
    found = parts[0].union(*parts[1:], all=True)
    return {
        (key, number): (_python(key, new), _python(key, old) if old else None)
        for key, number, new, old in found
    }


def _with_row_before(key: str, ids: list[int]) -> Any:
    source = sources.record_source(key)
    history, pk = source.model, source.record._meta.pk.attname
    values = _as_json(history)
    before = history._default_manager.filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")),
        **{pk: OuterRef(pk)},
    ).order_by("-history_date", "-history_id")
    return (
        history._default_manager.order_by()
        .filter(history_id__in=ids)
        .values_list(
            Value(key, models.CharField()),
            "history_id",
            values,
            Subquery(before.annotate(e_values=values).values("e_values")[:1], JSONField()),
        )
    )


def _as_json(history: Any) -> JSONObject:
    names = [field.attname for field in history.tracked_fields if not is_secret(field)]
    groups = [
        names[at : at + FIELDS_IN_ONE_CALL] for at in range(0, len(names), FIELDS_IN_ONE_CALL)
    ]
    return JSONObject(
        **{
            f"g{number}": JSONObject(**{name: F(name) for name in group})
            for number, group in enumerate(groups)
        }
    )


def _python(key: str, groups: dict | str) -> dict[str, Any]:
    """Values as the model knows them, from a JSON that has texts and numbers alone."""
    if isinstance(groups, str):
        groups = json.loads(groups)
    model: Any = sources.model_of(key)
    raw: dict[str, Any] = {}
    for group in groups.values():  # type: ignore[union-attr]
        raw |= json.loads(group) if isinstance(group, str) else group
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: value_of(fields[name], value) for name, value in raw.items() if name in fields}
