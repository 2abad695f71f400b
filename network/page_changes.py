"""What a save of a page changed: its fields, its blocks, the rows below it, the clauses of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Min, OuterRef, Q, Subquery
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail.models import PageLogEntry, Revision

from hub.registries import facts_log_actions, history_texts
from network.event_names import Names
from network.events import PAGE_LOG, REVISIONS, Event
from network.field_words import (
    Change,
    changed_value,
    in_words,
    is_secret,
    is_technical,
    label_of,
    loaded,
    marked,
    value_of,
    words_for,
)

# Of a page: what the tree and the machinery keep for themselves.
OF_THE_MACHINERY = frozenset(
    {
        "page_ptr",
        "path",
        "depth",
        "numchild",
        "url_path",
        "live",
        "has_unpublished_changes",
        "live_revision",
        "latest_revision",
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "content_type",
        "translation_key",
        "locale",
        "written_in",
        "alias_of",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "expired",
        "search_index_entries",
        "version_number",
    }
)


@dataclass(frozen=True)
class TextComparison:
    """A page as it was saved, beside what it was before."""

    model: Any
    old: dict
    new: dict
    # The text of a living page is compared with this: a save of its facts may stand between.
    old_text: dict
    facts_alone: bool

    def changes(self, names: Names) -> list[Change]:
        held = getattr(self.model, "frozen_fields", ())  # the text of a living page
        found: list[Change] = []
        for field in self.model._meta.get_fields():
            name = field.name
            if name in OF_THE_MACHINERY or is_secret(field) or name not in {*self.new, *self.old}:
                continue
            if name in held and self.facts_alone:
                continue
            old = self.old_text if name in held else self.old
            if old.get(name) != self.new.get(name):
                found += _changed(self.model, field, old.get(name), self.new.get(name), names)
        return found


def _changed(model: Any, field: Any, before: Any, after: Any, names: Names) -> list[Change]:
    texts = _texts(model, field, before, after)
    if texts is not None:
        return texts
    if isinstance(field, models.Field):
        change = changed_value(field, value_of(field, before), value_of(field, after), names)
        return [change] if change else []
    if isinstance(before or after, list):
        return _changed_rows(field.related_model, before or [], after or [], names)
    return []


def _texts(model: Any, field: Any, before: Any, after: Any) -> list[Change] | None:
    for reader in history_texts:
        if (found := reader(model, field.name, before, after)) is not None:
            return [Change(label, html=html) for label, html in found]
    if isinstance(field, StreamField):
        return _changed_blocks(field, _blocks(before), _blocks(after))
    return None


def _blocks(raw: Any) -> dict[str, dict]:
    blocks = loaded(raw) or []
    return {str(block.get("id") or at): block for at, block in enumerate(blocks)}


def _changed_blocks(field: StreamField, old: dict, new: dict) -> list[Change]:
    kinds = field.stream_block.child_blocks
    changes = []
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = (_block_words(blocks.get(key)) for blocks in (old, new))
        if before != after:
            kind = kinds.get((new.get(key) or old[key])["type"])
            label = str(kind.label) if kind else label_of(field)
            changes.append(Change(capfirst(label), tuple(marked(before, after))))
    return changes


def _block_words(block: dict | None) -> str:
    return " ".join(_strings(block["value"])) if block else ""


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        if value.get("type") == "item" and "value" in value:
            value = {"value": value["value"]}
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield " ".join(strip_tags(value.replace("<", " <")).split())
    elif value is not None:
        yield in_words(value)


def _changed_rows(model: Any, old: list[dict], new: list[dict], names: Names) -> list[Change]:
    """Rows below a page, such as points of an agenda, known by the key that translations share."""

    def by_key(rows: list[dict]) -> dict:
        return {row.get("translation_key") or row.get("pk"): row for row in rows}

    before, after = by_key(old), by_key(new)
    changes = []
    for key in [*after, *(key for key in before if key not in after)]:
        words = [_row_words(model, rows.get(key), names) for rows in (before, after)]
        if words[0] != words[1]:
            label = capfirst(str(model._meta.verbose_name))
            changes.append(Change(label, tuple(marked(*words))))
    return changes


def _row_words(model: Any, row: dict | None, names: Names) -> str:
    if row is None:
        return ""
    said = []
    for field in model._meta.concrete_fields:
        if field.name in OF_THE_MACHINERY or is_secret(field) or is_technical(field):
            continue
        if field.name not in ("page", "sort_order") and not _is_parent(field):
            said.append(words_for(field, value_of(field, row.get(field.name)), names))
    return " · ".join(words for words in said if words)


def _is_parent(field: Any) -> bool:
    return type(field).__name__ == "ParentalKey"


def revisions_of(events: list[Event]) -> dict[tuple[str, int], TextComparison]:
    """The texts before and after each save; three queries."""
    logged = {event.id: event for event in events if event.source == PAGE_LOG.key}
    of_event = {
        (PAGE_LOG.key, number): revision
        for number, revision in PageLogEntry.objects.order_by()
        .filter(pk__in=logged, revision__isnull=False)
        .values_list("pk", "revision_id")
    }
    # A save and its publication share a revision; the text is compared once, where it was saved.
    first = dict(
        PageLogEntry.objects.order_by()
        .filter(revision_id__in=set(of_event.values()))
        .values_list("revision_id")
        .annotate(Min("pk"))
    )
    of_event = {key: number for key, number in of_event.items() if first.get(number) == key[1]}
    of_event |= {
        (event.source, event.id): event.id for event in events if event.source == REVISIONS.key
    }
    saves = _saves(set(of_event.values()))
    found = {}
    for key, number in of_event.items():
        if number in saves:
            found[key] = saves[number]
    return found


def _saves(numbers: set[int]) -> dict[int, TextComparison]:
    facts = {action for actions in facts_log_actions for action in actions}
    facts_saves = PageLogEntry.objects.order_by().filter(action__in=facts).values("revision_id")
    earlier = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id")
    ).filter(
        Q(created_at__lt=OuterRef("created_at"))
        | Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
    )
    newest = earlier.order_by("-created_at", "-pk").values("pk")
    found = (
        Revision.objects.filter(pk__in=numbers)
        .annotate(
            before=Subquery(newest[:1]),
            text_before=Subquery(newest.exclude(pk__in=facts_saves)[:1]),
            facts_alone=models.Exists(
                PageLogEntry.objects.order_by().filter(revision_id=OuterRef("pk"), action__in=facts)
            ),
        )
        .select_related("content_type")
    )
    rows = list(found)
    others = {row.before for row in rows} | {row.text_before for row in rows}
    wanted = Revision.objects.filter(pk__in=others - {None})
    contents = dict(wanted.values_list("pk", "content"))
    return {
        row.pk: TextComparison(
            model=row.content_type.model_class(),
            old=contents.get(row.before, {}),
            new=row.content,
            old_text=contents.get(row.text_before, {}),
            facts_alone=row.facts_alone,
        )
        for row in rows
        if row.content_type.model_class() is not None
    }
