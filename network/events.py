"""All that happened in the network, newest first, from every table that remembers it.

The tables are found by introspection: each history of django-simple-history, Wagtail's log of
pages and of other models, and the revisions of pages that no log entry names. They are read
together by one UNION, so a new history needs no code here and a list takes the same number of
queries whatever stands in it.
"""

import heapq
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from hub.privacy import visible_to
from hub.registries import quiet_log_actions
from network import rules
from network.roles import Role, has_role

PAGE = "page"
COLUMNS = (
    "e_source",
    "e_id",
    "e_at",
    "e_user",
    "e_for",
    "e_kind",
    "e_object",
    "e_change",
    "e_reason",
    "e_label",
)
CREATED, CHANGED, DELETED = "+", "~", "-"


@dataclass
class Event:
    """One change of one thing; what it looks like is filled in by `network.changes`."""

    source: str
    id: int
    at: datetime
    user_id: int | None
    organisation_id: int | None
    kind: str
    object_id: str
    change: str
    reason: str
    label: str
    actor: str = ""
    is_person: bool = False
    organisation: str = ""
    title: str = ""
    language: str = ""
    kind_name: str = ""
    what: str = ""
    changes: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """Which events are asked for; empty parts ask for all."""

    people: Any = None  # the keys of persons, as a list or a query
    organisation: int | None = None
    kind: str = ""
    object_id: str = ""
    since: datetime | None = None
    before: datetime | None = None
    words: str = ""


NOTHING = Question(people=[])


@dataclass(frozen=True)
class Source(ABC):
    """A table of events: its model and what its columns are called there."""

    key: str
    model: type[Model]
    at: str
    user: str

    def asked(self, question: Question, user: Any) -> QuerySet | None:
        """The rows that match, with the common columns; None if there can be none."""
        rows = self.visible(self.of_kind(question), user)
        if rows is None:
            return None
        if question.people is not None:
            rows = rows.filter(**{f"{self.user}__in": question.people})
        if question.since:
            rows = rows.filter(**{f"{self.at}__gte": question.since})
        if question.before:
            rows = rows.filter(**{f"{self.at}__lt": question.before})
        rows = self.annotated(rows)
        if question.organisation is not None:
            rows = rows.filter(e_for=question.organisation)
        for word in question.words.split():
            rows = rows.filter(e_reason__icontains=word)
        return rows

    @abstractmethod
    def of_kind(self, question: Question) -> QuerySet | None: ...

    @abstractmethod
    def visible(self, rows: QuerySet | None, user: Any) -> QuerySet | None:
        """What is nowhere else shown to a person is not shown in its history either."""

    @abstractmethod
    def annotated(self, rows: QuerySet) -> QuerySet: ...

    def named(self, rows: QuerySet, **columns: Any) -> QuerySet:
        return rows.annotate(
            e_source=Value(self.key, CharField()),
            e_id=Cast("pk", IntegerField()),
            e_at=F(self.at),
            e_user=Cast(self.user, IntegerField()),
            **columns,
        )

    def newest(self, rows: QuerySet, number: int) -> QuerySet:
        """The newest rows by the index of their dates; a UNION may not hold a LIMIT on SQLite."""
        keys = rows.order_by(f"-{self.at}", "-pk").values("pk")[:number]
        return self.annotated(self.model._default_manager.order_by().filter(pk__in=keys))


class RecordSource(Source):
    """The history of one model."""

    @property
    def record(self) -> type[Model]:
        return self.model.instance_type  # type: ignore[attr-defined]  # set by django-simple-history

    def of_kind(self, question: Question) -> QuerySet | None:
        if question.kind not in ("", self.key):
            return None
        rows = self.model._default_manager.order_by()
        if question.object_id:
            return rows.filter(**{self.record._meta.pk.attname: question.object_id})
        return rows

    def visible(self, rows: QuerySet | None, user: Any) -> QuerySet | None:
        if rows is None or not rules.can_read_history(user):
            return rows
        return rows.filter(seen_by(self.record, user, self.record._meta.pk.attname))

    def annotated(self, rows: QuerySet) -> QuerySet:
        names = {field.name for field in self.model._meta.get_fields()}
        acting_for: Any = Value(None, IntegerField())
        if "acting_for" in names:
            acting_for = Cast("acting_for_id", IntegerField())
        return self.named(
            rows,
            e_for=acting_for,
            e_kind=Value(self.key, CharField()),
            e_object=Cast(self.record._meta.pk.attname, CharField()),
            e_change=F("history_type"),
            e_reason=Coalesce(
                Cast("history_change_reason", TextField()), Value(""), output_field=TextField()
            ),
            e_label=Value("", TextField()),
        )


def seen_by(model: type[Model], user: Any, key: str) -> Q:
    """Restricts rows to records that this person may see; the auditor sees those that are gone too.

    Records that say nothing of who sees them (seats, invitations) are the secretariat's alone.
    """
    if has_role(user, Role.AUDITOR):
        return Q()
    if not says_who_sees_it(model):
        return Q() if has_role(user, Role.SECRETARIAT) else Q(pk__in=[])
    records: Any = model._default_manager.all()
    return Q(**{f"{key}__in": records.visible_to(user).order_by().values("pk")})


def says_who_sees_it(model: type[Model]) -> bool:
    return hasattr(model._default_manager.all(), "visible_to")


def may_see_some(model: type[Model], user: Any) -> bool:
    """Whether histories of this kind can be open to the person at all; no query."""
    return has_role(user, Role.AUDITOR, Role.SECRETARIAT) or says_who_sees_it(model)


class LogSource(Source):
    """Wagtail's log; our receiver adds for whom the person acted (network.history)."""

    def annotated(self, rows: QuerySet) -> QuerySet:
        comment = Coalesce(KeyTextTransform("reason", "data"), Value(""), output_field=TextField())
        return self.named(
            rows,
            e_for=Cast(KeyTextTransform("acting_for", "data"), IntegerField()),
            e_kind=self.kind_column(),
            e_object=self.object_column(),
            e_change=F("action"),
            e_reason=comment,
            e_label=F("label"),
        )

    @abstractmethod
    def kind_column(self) -> Any: ...

    @abstractmethod
    def object_column(self) -> Any: ...


class PageLogSource(LogSource):
    def of_kind(self, question: Question) -> QuerySet | None:
        if question.kind not in ("", PAGE):
            return None
        rows = PageLogEntry.objects.order_by().exclude(action__in=quiet_actions())
        return rows.filter(page_id=question.object_id) if question.object_id else rows

    def visible(self, rows: QuerySet | None, user: Any) -> QuerySet | None:
        if rows is None or not rules.can_read_history(user):
            return rows
        return rows.filter(pages_seen_by(user, "page_id"))

    def kind_column(self) -> Any:
        return Value(PAGE, CharField())

    def object_column(self) -> Any:
        return Cast("page_id", CharField())


def pages_seen_by(user: Any, key: str) -> Q:
    """The makers see every page that they may see at all; others those that are live."""
    if has_role(user, Role.AUDITOR, Role.SECRETARIAT):
        return Q()
    pages = visible_to(Page.objects.live(), user).order_by()
    if key == "object_id":  # a revision knows the key of its page as a text
        pages = pages.annotate(as_text=Cast("pk", CharField()))
        return Q(object_id__in=pages.values("as_text"))
    return Q(**{f"{key}__in": pages.values("pk")})


class ModelLogSource(LogSource):
    """Files, accounts and settings; what has a history of its own is not told twice."""

    def of_kind(self, question: Question) -> QuerySet | None:
        own = [model for key, model in histories() if question.kind != key]
        types = ContentType.objects.get_for_models(*own).values() if own else []
        rows = ModelLogEntry.objects.order_by().exclude(content_type__in=list(types))
        if question.kind:
            app, _dot, name = question.kind.partition(".")
            if question.kind == PAGE or question.kind in dict(histories()):
                return None
            rows = rows.filter(content_type__app_label=app, content_type__model=name)
        return rows.filter(object_id=question.object_id) if question.object_id else rows

    def visible(self, rows: QuerySet | None, user: Any) -> QuerySet | None:
        if rows is None or not rules.can_read_history(user):
            return rows
        return rows if has_role(user, Role.AUDITOR, Role.SECRETARIAT) else None

    def kind_column(self) -> Any:
        return Coalesce(
            Concat("content_type__app_label", Value("."), "content_type__model"),
            Value(""),
            output_field=CharField(),
        )

    def object_column(self) -> Any:
        return F("object_id")


class RevisionSource(Source):
    """Revisions of pages that were saved without a word in the log."""

    def of_kind(self, question: Question) -> QuerySet | None:
        if question.kind not in ("", PAGE):
            return None
        rows = Revision.objects.order_by().filter(
            ~Exists(PageLogEntry.objects.order_by().filter(revision_id=OuterRef("pk"))),
            base_content_type=ContentType.objects.get_for_model(Page),
        )
        return rows.filter(object_id=question.object_id) if question.object_id else rows

    def visible(self, rows: QuerySet | None, user: Any) -> QuerySet | None:
        if rows is None or not rules.can_read_history(user):
            return rows
        return rows.filter(pages_seen_by(user, "object_id"))

    def annotated(self, rows: QuerySet) -> QuerySet:
        return self.named(
            rows,
            e_for=Value(None, IntegerField()),
            e_kind=Value(PAGE, CharField()),
            e_object=F("object_id"),
            e_change=Value("wagtail.edit", CharField()),
            e_reason=Value("", TextField()),
            e_label=F("object_str"),
        )


PAGE_LOG = PageLogSource("wagtail.pages", PageLogEntry, "timestamp", "user_id")
MODEL_LOG = ModelLogSource("wagtail.models", ModelLogEntry, "timestamp", "user_id")
REVISIONS = RevisionSource("wagtail.revisions", Revision, "created_at", "user_id")


def quiet_actions() -> set[str]:
    """What is logged for the machinery alone."""
    return {action for actions in quiet_log_actions for action in actions}


@cache
def histories() -> tuple[tuple[str, type[Model]], ...]:
    """Every model that keeps a history, by its label: `network.seat`."""
    return tuple(
        (model._meta.label_lower, model)
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    )


def record_source(key: str) -> RecordSource:
    model = dict(histories())[key]
    manager = getattr(model, model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]
    return RecordSource(key, manager.model, "history_date", "history_user_id")


@cache
def sources() -> tuple[Source, ...]:
    records = [record_source(key) for key, _model in histories()]
    return (*records, PAGE_LOG, MODEL_LOG, REVISIONS)


# Asking


def asked(question: Question, user: Any) -> list[tuple[Source, QuerySet]]:
    """The rows of each table; whoever may not read all of the history is given their own."""
    if not user.is_authenticated:
        return []
    if not rules.can_read_history(user):
        question = Question(**{**question.__dict__, "people": [user.pk]})
    found = [(source, source.asked(question, user)) for source in sources()]
    return [(source, rows) for source, rows in found if rows is not None]


class Events:
    """The events that were asked for, as a list that a paginator can cut; newest first."""

    def __init__(self, question: Question, user: Any) -> None:
        self.tables = asked(question, user)

    def count(self) -> int:
        parts = [rows.annotate(n=Cast("pk", IntegerField())).values("n") for _, rows in self.tables]
        return parts[0].union(*parts[1:], all=True).count() if parts else 0

    __len__ = count

    def __getitem__(self, wanted: slice) -> list[Event]:
        parts = [
            source.newest(rows, wanted.stop).values_list(*COLUMNS) for source, rows in self.tables
        ]
        if not parts:
            return []
        ordered = parts[0].union(*parts[1:], all=True).order_by("-e_at", "e_source", "-e_id")
        return [Event(*row) for row in ordered[wanted]]

    def __iter__(self) -> Iterator[Event]:
        """All of them, each table read once from its newest row on."""
        rows = [
            rows.order_by(f"-{source.at}", "-pk").values_list(*COLUMNS).iterator(chunk_size=1000)
            for source, rows in self.tables
        ]
        newest_first = heapq.merge(*rows, key=lambda row: (row[2], row[0], row[1]), reverse=True)
        return (Event(*row) for row in newest_first)


def kinds() -> Iterable[tuple[str, Any]]:
    """(key, name) of everything that can have events, for a filter; one query."""
    named = [(key, model._meta.verbose_name_plural) for key, model in histories()]
    logged = ContentType.objects.filter(
        pk__in=ModelLogEntry.objects.order_by().values("content_type").distinct()
    )
    others = {f"{kind.app_label}.{kind.model}": kind.model_class() for kind in logged}
    named += [
        (key, model._meta.verbose_name_plural)
        for key, model in others.items()
        if model is not None and key not in dict(histories())
    ]
    return [(PAGE, Page._meta.verbose_name_plural), *named]


def model_of(kind: str) -> type[Model] | None:
    """The model of a kind of thing; None if it is no longer there."""
    if kind == PAGE:
        return Page
    app, _dot, name = kind.partition(".")
    try:
        return apps.get_model(app, name)
    except (LookupError, ValueError):
        return None


def is_key(kind: str, text: str) -> bool:
    """Whether a thing of this kind can have this key at all."""
    model = model_of(kind)
    if model is None:
        return False
    try:
        key = model._meta.pk.to_python(text)
    except ValidationError:
        return False
    return not isinstance(key, int) or 0 <= key <= BigIntegerField.MAX_BIGINT


def thing_seen_by(user: Any, kind: str, key: str) -> Model | None:
    """The thing itself, if it is there and the person may see it."""
    model: Any = model_of(kind)
    seen = pages_seen_by(user, "pk") if model is Page else seen_by(model, user, "pk")
    return model._default_manager.filter(seen, pk=key).first()


def start_of(day: date) -> datetime:
    """Midnight in the reader's time zone; of days that no database knows, the nearest year."""
    year = min(max(day.year, 1900), 9000)
    if year != day.year:
        day = date(year, 1, 1)
    return timezone.make_aware(datetime.combine(day, time()))
