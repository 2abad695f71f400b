"""What stands where: the numbers of each country, and its organisations."""

from collections import Counter
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse

from hub.reference import COUNTRIES, MEMBER_STATES, country_choices
from network.models import MobilityProgramme, Organisation, Project, ProjectPartner


class CountryRow(NamedTuple):
    """A country of the list and how much there is of each kind."""

    code: str
    name: str
    programmes: int
    organisations: int
    projects: int

    @property
    def has_any(self) -> bool:
        return bool(self.programmes or self.organisations or self.projects)

    @property
    def url(self) -> str:
        return reverse("network:country_detail", kwargs={"country": self.code.lower()})


def countries_for(user: Any) -> list[CountryRow]:
    """All Member States and other countries with something, by name; three queries."""
    counts = [
        _by_country(MobilityProgramme.objects.visible_to(user)),
        _by_country(Organisation.objects.in_directory()),
        _projects_by_country(Project.objects.visible_to(user)),
    ]
    found = {code for count in counts for code in count}
    shown = tuple(code for code in COUNTRIES if code in MEMBER_STATES or code in found)
    return [
        CountryRow(code, name, *(count.get(code, 0) for count in counts))
        for code, name in country_choices(shown)
    ]


def organisations_in(country: str) -> Any:
    """Public facts only: those that belong to a circle."""
    return Organisation.objects.in_directory().filter(country=country).order_by("name", "pk")


def _projects_by_country(projects: Any) -> dict[str, int]:
    """Each counts once where it is led from and once where it has partners."""
    led = projects.order_by().values_list("pk", "country")
    partners = ProjectPartner.objects.filter(project__in=projects).exclude(country="")
    pairs = led.union(partners.order_by().values_list("project", "country"))
    return Counter(country for _project, country in pairs)


def _by_country(rows: Any) -> dict[str, int]:
    counted = rows.order_by().values("country").annotate(count=Count("pk"))
    return {row["country"]: row["count"] for row in counted}
