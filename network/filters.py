"""What the addresses of the directories ask for; what they do not know is left out."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.http import QueryDict
from django.utils.translation import get_language

from hub.reference import COUNTRIES, country_choices, country_name, sort_key
from network.models import Circle, Organisation, Project, ProjectPartner, Seat, Status

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


@dataclass(frozen=True)
class MemberFilter:
    """Words narrow; countries and circles widen within themselves."""

    words: str = ""
    countries: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "MemberFilter":
        countries = dict.fromkeys(query.getlist("country"))
        circles = dict.fromkeys(query.getlist("circle"))
        return cls(
            words=query.get("q", "").strip()[:MOST_LETTERS],
            countries=tuple(code for code in countries if code in COUNTRIES),
            circles=tuple(circle for circle in circles if circle in Circle.values),
        )

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.countries or self.circles)

    def __str__(self) -> str:
        """For a heading: “youth” · Sweden · Core group."""
        words = [f"“{self.words}”"] if self.words else []
        countries = [country_name(code) for code in self.countries]
        circles = [str(Circle(circle).label) for circle in self.circles]
        return " · ".join([*words, *countries, *circles])

    def organisations(self, organisations: Any) -> Any:
        """By country, in the alphabet of the reader's language, then by name."""
        found = self._in_place(organisations.about(self.words))
        codes = [code for code, _name in country_choices(tuple(COUNTRIES))]
        place = Case(*(When(country=code, then=Value(i)) for i, code in enumerate(codes)))
        return found.order_by(place, "name", "pk")

    def people(self, people: Any, reader: Any) -> Any:
        """By last name."""
        found = people.about(self.words, reader)
        if self.countries or self.circles:
            there = self._in_place(Organisation.objects.all())
            seats = Seat.objects.current().filter(organisation__in=there, person=OuterRef("pk"))
            found = found.filter(Exists(seats))
        return found.order_by("last_name", "first_name", "pk")

    def _in_place(self, organisations: Any) -> Any:
        if self.countries:
            organisations = organisations.filter(country__in=self.countries)
        if self.circles:
            organisations = organisations.filter(circle__in=self.circles)
        return organisations

    def circle_choices(self) -> list[Choice]:
        return [
            Choice(circle.value, str(circle.label), None, circle.value in self.circles)
            for circle in Circle
        ]

    def country_choices(self, organisations: Any) -> list[Choice]:
        """The countries that occur, by name."""
        there = organisations.order_by().values_list("country", flat=True).distinct()
        codes = {*there, *self.countries}
        return [
            Choice(code, name, None, code in self.countries)
            for code, name in country_choices(tuple(code for code in COUNTRIES if code in codes))
        ]
