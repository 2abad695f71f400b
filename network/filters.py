"""What the address of the project directory asks for; what it does not know is left out."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language

from hub.reference import COUNTRIES, country_name, sort_key
from network.models import Project, ProjectPartner, Status

MOST_LETTERS = 200


class Choice(NamedTuple):
    """A row of components/facet.html."""

    value: str
    label: str
    number: int | None
    is_chosen: bool


@dataclass(frozen=True)
class ProjectFilter:
    """Words narrow, countries and statuses widen within themselves."""

    words: str = ""
    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "ProjectFilter":
        known_countries = dict.fromkeys(query.getlist("country"))
        known_statuses = dict.fromkeys(query.getlist("status"))
        return cls(
            words=query.get("q", "").strip()[:MOST_LETTERS],
            countries=tuple(code for code in known_countries if code in COUNTRIES),
            statuses=tuple(status for status in known_statuses if status in Status.values),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.countries or self.statuses)

    def __str__(self) -> str:
        """For a heading: “workshop” · Sweden · Closed."""
        words = [f"“{self.words}”"] if self.words else []
        countries = [country_name(code) for code in self.countries]
        statuses = [str(Status(status).label) for status in self.statuses]
        return " · ".join([*words, *countries, *statuses])

    def applied_to(self, projects: Any) -> Any:
        projects = projects.about(self.words)
        if self.countries:
            there = Q()
            for code in self.countries:
                there |= Q(pk__in=Project.objects.in_country(code))
            projects = projects.filter(there)
        if self.statuses:
            projects = projects.filter(status__in=self.statuses)
        return projects

    def status_choices(self) -> list[Choice]:
        return [
            Choice(status.value, str(status.label), None, status.value in self.statuses)
            for status in Status
        ]

    def country_choices(self, projects: Any) -> list[Choice]:
        """The countries that projects are led from or have partners in, by name."""
        leading = projects.order_by().values_list("country")
        partners = ProjectPartner.objects.filter(project__in=projects).exclude(country="")
        codes = {code for (code,) in leading.union(partners.order_by().values_list("country"))}
        language = get_language() or "en"
        rows = [
            Choice(code, country_name(code), None, code in self.countries)
            for code in {*codes, *self.countries}
        ]
        return sorted(rows, key=lambda row: sort_key(row.label, language))
