"""What the apps hand to the hub in `AppConfig.ready()`. The hub itself knows no app.

search_sources.register("partnersearch.offers", search.offers_for_site_search)
sitemap_parts.register("partnersearch.offers", sitemap.public_offers)
due_job("partnersearch.expire_offers", expire_offers, every=timedelta(hours=1))  # hub.jobs
retention_rules.register("meetings.needs", RetentionRule(_("Needs …"), 30, actions.forget_needs))
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


search_sources: Registry[Callable[["SearchRequest"], "list[SearchHit]"]] = Registry(
    "search_sources"
)
sitemap_parts: Registry[Callable[[], "Iterable[SitemapEntry]"]] = Registry("sitemap_parts")
due_jobs: Registry[RecurringTask] = Registry("due_jobs")
retention_rules: Registry[RetentionRule] = Registry("retention_rules")
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
