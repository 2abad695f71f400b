"""Takes a person's name and addresses out of every text of the database.

The tables and columns are asked of the database itself, so that a new one is searched too. Texts
that are frozen by a checksum stay as they are (`hub.registries.frozen_texts`); what of the person
is left in them is counted and reported.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from hub.registries import frozen_texts, search_refreshers

# Stands for a name in texts of any language.
NOBODY = "N. N."
TEXTS = {"CharField", "TextField", "JSONField"}
# Addresses of pages hang together with redirects and links; names in them are reported instead.
ADDRESS_FIELDS = {"slug", "url_path", "old_path"}
# Virtual tables of the search engines and their shadows follow their sources by triggers.
FOLLOWERS = re.compile(r"^sqlite_|_fts(_\w+)?$|^partnersearch_words")


@dataclass(frozen=True)
class Traces:
    """By what a person is recognised in a text: the whole name, every address, other facts."""

    key: Any
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def address_of_nobody(self) -> str:
        return address_of_nobody(self.key)

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.addresses, *self.names, *self.others)

    @cached_property
    def needles(self) -> list[str]:
        """As they stand in plain text, in HTML and in JSON."""
        return list(dict.fromkeys(form for trace in self.all for form in _forms(trace)))

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        pairs = [(trace, self.address_of_nobody) for trace in self.addresses]
        pairs += [(trace, NOBODY) for trace in (*self.names, *self.others)]
        return [
            (re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE), substitute)
            for trace, substitute in pairs
            for form in _forms(trace)
        ]

    def taken_out_of(self, text: str) -> str:
        for pattern, substitute in self._patterns:
            text = pattern.sub(substitute, text)
        return text

    def are_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern, _substitute in self._patterns)


def address_of_nobody(key: Any) -> str:
    """Unique, and never delivered: `.invalid` is reserved for that."""
    return f"former-member-{key}@hub.invalid"


def _forms(trace: str) -> list[str]:
    """In HTML and in JSON, in small and in capital letters, which SQLite tells apart beyond ASCII."""
    plain = [trace, trace.lower(), trace.upper()]
    forms = [form for each in plain for form in (each, escape(each))]
    return list(dict.fromkeys([*forms, *(json.dumps(form)[1:-1] for form in forms)]))


@dataclass
class Outcome:
    """How many texts were changed, and where the person is still named, by table and column."""

    changed: int = 0
    left: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TextColumn:
    table: str
    key: str
    name: str
    is_json: bool
    longest: int | None

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"


def take_out(traces: Traces, *, spared: dict[str, set[Any]] | None = None) -> Outcome:
    """Search every text of the database; safe to be run again when it was interrupted.

    `spared` rows are the caller's to clear: tables with keys, like the frozen ones.
    """
    spared = spared or {}
    outcome = Outcome()
    if not traces.needles:
        return outcome
    kept: defaultdict[str, set[Any]] = defaultdict(set)
    for frozen in frozen_texts:
        for table, keys in frozen().items():
            kept[table] |= keys
    changed: defaultdict[str, set[Any]] = defaultdict(set)
    for column in text_columns():
        for key, text in _rows_with(column, traces):
            if key in spared.get(column.table, ()):
                continue
            if key in kept[column.table]:
                outcome.left[str(column)] = outcome.left.get(str(column), 0) + 1
            elif _write(column, key, traces.taken_out_of(text)):
                changed[column.table].add(key)
                outcome.changed += 1
            else:
                outcome.left[str(column)] = outcome.left.get(str(column), 0) + 1
    _refresh_search(changed)
    _drop_deleted_words()
    return outcome


def text_columns() -> Iterator[TextColumn]:
    """Every column with words, but names of files and addresses of pages."""
    spared = _columns_of_files_and_addresses()
    introspection = connection.introspection
    with connection.cursor() as cursor:
        tables = [name for name in introspection.table_names(cursor) if not FOLLOWERS.search(name)]
        found = [
            (table, introspection.get_primary_key_columns(cursor, table), row)
            for table in tables
            for row in introspection.get_table_description(cursor, table)
        ]
    for table, keys, row in found:
        kind = _kind(row)
        if kind in TEXTS and keys and len(keys) == 1 and (table, row.name) not in spared:
            longest = row.display_size if connection.vendor == "postgresql" else None
            yield TextColumn(table, keys[0], row.name, kind == "JSONField", longest)


def _kind(row: Any) -> str:
    try:
        kind = connection.introspection.get_field_type(row.type_code, row)
    except KeyError:  # a column of no known type, such as an index of words
        return ""
    return kind if isinstance(kind, str) else kind[0]


def _columns_of_files_and_addresses() -> set[tuple[str, str]]:
    return {
        (model._meta.db_table, each.column)
        for model in apps.get_models(include_auto_created=True)
        for each in model._meta.local_concrete_fields
        if isinstance(each, models.FileField) or each.name in ADDRESS_FIELDS
    }


def _rows_with(column: TextColumn, traces: Traces) -> list[tuple[Any, str]]:
    quote = connection.ops.quote_name
    within = "strpos" if connection.vendor == "postgresql" else "instr"
    text = f"CAST({quote(column.name)} AS text)"
    condition = " OR ".join([f"{within}(lower({text}), lower(%s)) > 0"] * len(traces.needles))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(column.key)}, {text}"  # noqa: S608  names of the database's own
            f" FROM {quote(column.table)} WHERE {condition}",
            traces.needles,
        )
        return [(key, text) for key, text in cursor.fetchall() if traces.are_in(text)]


def _write(column: TextColumn, key: Any, text: str) -> bool:
    quote = connection.ops.quote_name
    value = "CAST(%s AS jsonb)" if column.is_json and connection.vendor == "postgresql" else "%s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {quote(column.table)} SET {quote(column.name)} = {value}"  # noqa: S608
                f" WHERE {quote(column.key)} = %s",
                [text[: column.longest], key],
            )
    except IntegrityError:  # two rows would be the same
        return False
    return True


def _refresh_search(changed: dict[str, set[Any]]) -> None:
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    for table, keys in changed.items():
        if model := by_table.get(table):
            for refresh in search_refreshers:
                refresh(model, keys)


def _drop_deleted_words() -> None:
    """SQLite's index of words keeps deleted ones until its parts are merged."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE %s", ["CREATE VIRTUAL%fts5%"])
        for (name,) in cursor.fetchall():
            table = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


def forget_old_pages() -> None:
    """SQLite's journal keeps what a page of the database held before, until it is written back."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def tell(places: Iterable[tuple[str, int]]) -> str:
    """Where the person is still named, one place a line."""
    return "\n".join(f"{place}: {count}" for place, count in sorted(places))
