"""What the apps hand to the hub in `AppConfig.ready()`. The hub itself knows no app.

search_sources.register("partnersearch.offers", search.offers_for_site_search)
sitemap_parts.register("partnersearch.offers", sitemap.public_offers)
due_job("partnersearch.expire_offers", expire_offers, every=timedelta(hours=1))  # hub.jobs
retention_rules.register("meetings.needs", RetentionRule(_("Needs …"), 30, actions.forget_needs))
personal_records.register("network.Seat.person", PersonalRecords(("organisation", "since")))
frozen_texts.register("workpackages", personal_data.frozen_texts)
search_refreshers.register("partnersearch", search.refresh)
site_parts.register("meetings", site.set_up, order=40)
demo_parts.register("meetings", demo.load, order=40)
history_values.register("partnersearch", facts.value_in_words)
history_texts.register("workpackages", text_history.changed_clauses)
quiet_log_actions.register("workpackages", {"workpackages.kept"})
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from django.db.models import Model

    from hub.erasing import Traces
    from hub.search import SearchHit, SearchRequest
    from hub.sitemap import SitemapEntry

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by key, in their order; a key holds one thing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._things: dict[str, tuple[int, T]] = {}

    def register(self, key: str, thing: T, *, order: int = 100) -> None:
        known = self._things.get(key)
        if known is not None and known[1] != thing:
            raise ValueError(f"{key} is registered twice in {self.name}.")
        self._things[key] = (order, thing)

    def items(self) -> list[tuple[str, T]]:
        in_order = sorted(self._things.items(), key=lambda item: (item[1][0], item[0]))
        return [(key, thing) for key, (_order, thing) in in_order]

    def __iter__(self) -> Iterator[T]:
        return iter([thing for _key, thing in self.items()])

    def __getitem__(self, key: str) -> T:
        return self._things[key][1]

    def __contains__(self, key: str) -> bool:
        return key in self._things

    def __len__(self) -> int:
        return len(self._things)


@dataclass(frozen=True)
class RecurringTask:
    """A task of the queue that is due every so often, or daily `at` an hour of the site's time."""

    task: Any
    every: timedelta = timedelta(days=1)
    at: time | None = None


@dataclass(frozen=True)
class RetentionRule:
    """What is forgotten `days` after it was needed. `forget(before, dry_run)` returns how many."""

    label: Any
    days: int
    forget: Callable[[datetime, bool], int]


@dataclass(frozen=True)
class PersonalRecords:
    """Rows that point to a person; the key names model and field: "network.Seat.person".

    `columns` are what the person's own copy shows of each row. On erasure the rows stay and name a
    former member, or go with the person.
    """

    columns: tuple[str, ...] = ()
    go_with_person: bool = False


@dataclass(frozen=True)
class PrivacyNotice:
    """What is done with personal data for one purpose (Regulation (EU) 2016/679, Article 13).

    `short` stands beside the form that asks for the data, the rest on the page of notices.
    """

    title: Any
    short: Any
    data: Any
    basis: Any
    recipients: Any
    kept: Any


@dataclass(frozen=True)
class ConsentPurpose:
    """A use of personal data for which the person's consent is the basis; `version` names `text`."""

    title: Any
    text: Any
    version: str
    # The name of the address with the form in which it is given, if it is not a box to tick.
    form: str = ""


search_sources: Registry[Callable[["SearchRequest"], "list[SearchHit]"]] = Registry(
    "search_sources"
)
sitemap_parts: Registry[Callable[[], "Iterable[SitemapEntry]"]] = Registry("sitemap_parts")
due_jobs: Registry[RecurringTask] = Registry("due_jobs")
retention_rules: Registry[RetentionRule] = Registry("retention_rules")
# Who is found in which rows; a test finds every relation to a person that is not in here.
personal_records: Registry[PersonalRecords] = Registry("personal_records")
# Of each person: what is done before the rows above go, outside of the tables of models.
erasure_steps: Registry[Callable[[Any, "Traces"], None]] = Registry("erasure_steps")
# Tables with a frozen text, and the keys of its rows: nothing is taken out of them.
frozen_texts: Registry[Callable[[], "dict[str, set[Any]]"]] = Registry("frozen_texts")
# Told which rows of a model have got another text.
search_refreshers: Registry[Callable[[type["Model"], set[Any]], None]] = Registry(
    "search_refreshers"
)
privacy_notices: Registry[PrivacyNotice] = Registry("privacy_notices")
consent_purposes: Registry[ConsentPurpose] = Registry("consent_purposes")
# Called by `manage.py set_up_site` (hub/site.py has what they are handed); idempotent.
site_parts: Registry[Callable[[Any], None]] = Registry("site_parts")
# Called by `manage.py load_demo`, after the site is set up; idempotent.
demo_parts: Registry[Callable[[Any], None]] = Registry("demo_parts")
# How the history of a record reads a value: (field, value) -> words, or None to leave it to others.
history_values: Registry[Callable[[Any, Any], str | None]] = Registry("history_values")
# How the history of a page compares a field: (model, name, old, new) -> [(label, marked HTML)], or None.
history_texts: Registry[Callable[[Any, str, Any, Any], list[tuple[str, str]] | None]] = Registry(
    "history_texts"
)
# Entries of Wagtail's log that tell readers nothing.
quiet_log_actions: Registry[set[str]] = Registry("quiet_log_actions")
# Saves of a page's facts alone: the text that they carry is not compared.
facts_log_actions: Registry[set[str]] = Registry("facts_log_actions")
