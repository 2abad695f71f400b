"""The list of meetings as its address asks for it: by kind and year, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, Min

PAGE_SIZE = 20


@dataclass(frozen=True)
class Listing:
    upcoming: list[Any]
    past: Page
    kind: str
    year: str
    kinds: list[tuple[str, Any]]
    years: list[str]

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.year)

    @property
    def is_empty(self) -> bool:
        return not self.upcoming and not self.past.object_list


def list_meetings(
    meetings: Any, *, kinds: list[tuple[str, Any]], query: Mapping[str, str]
) -> Listing:
    """A kind or a year that does not exist is no filter; a page too far is the last one."""
    span = meetings.order_by().aggregate(first=Min("starts_on"), last=Max("ends_on"))
    first, last = span["first"], span["last"]
    years = [str(year) for year in range(last.year, first.year - 1, -1)] if first else []
    kind, year = query.get("kind", ""), query.get("year", "")
    kind = kind if kind in dict(kinds) else ""
    year = year if year in years else ""
    if kind:
        meetings = meetings.filter(kind=kind)
    if year:
        meetings = meetings.in_year(int(year))
    past = Paginator(meetings.past(), PAGE_SIZE).get_page(query.get("page"))
    # The coming ones are few and stand on the first page only.
    upcoming = list(meetings.upcoming()) if past.number == 1 else []
    return Listing(upcoming, past, kind, year, kinds, years)
