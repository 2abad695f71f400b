"""The directories as tables; projects are near the public list of operations of the funds."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from hub.tables import table_lines
from network.models import AmountKind, Organisation, Project, User
from network.models.visibility import Sight

PROJECT_COLUMNS = (
    "title",
    "title_en",
    "language",
    "lead_partner",
    "country",
    "region",
    "start",
    "end",
    "status",
    "fund",
    "programme",
    "cci",
    "total_amount",
    "total_currency",
    "eu_amount",
    "eu_currency",
    "eu_rate_percent",
    "website",
    "source",
    "source_url",
    "address",
)

ORGANISATION_COLUMNS = (
    "name",
    "name_latin",
    "language",
    "kind",
    "country",
    "region",
    "circle",
    "national_authority",
    "website",
    "address",
)

PERSON_COLUMNS = (
    "last_name",
    "first_name",
    "organisations",
    "countries",
    "post",
    "email",
    "phone",
    "languages",
    "address",
)


def project_rows(projects: Iterable[Project], whole_url: Any) -> Iterator[str]:
    return _lines(PROJECT_COLUMNS, (_project_row(project, whole_url) for project in projects))


def organisation_rows(organisations: Iterable[Organisation], whole_url: Any) -> Iterator[str]:
    rows = (_organisation_row(organisation, whole_url) for organisation in organisations)
    return _lines(ORGANISATION_COLUMNS, rows)


def person_rows(people: Iterable[User], sight: Sight, whole_url: Any) -> Iterator[str]:
    """A line for each person, with what this reader is shown; needs `current_seats`."""
    return _lines(PERSON_COLUMNS, (_person_row(person, sight, whole_url) for person in people))


def _lines(columns: tuple[str, ...], rows: Iterable[list[object]]) -> Iterator[str]:
    return table_lines(chain([columns], rows))


def _organisation_row(organisation: Organisation, whole_url: Any) -> list[object]:
    return [
        organisation.name,
        organisation.latin_name,
        organisation.language,
        organisation.kind,
        organisation.country,
        organisation.region,
        organisation.circle,
        "yes" if organisation.is_authority else "no",
        organisation.website,
        whole_url(organisation.get_absolute_url()),
    ]


def _person_row(person: Any, sight: Sight, whole_url: Any) -> list[object]:
    shown = person.shows(sight)
    organisations = [seat.organisation for seat in person.current_seats]
    return [
        person.last_name,
        person.first_name,
        " / ".join(dict.fromkeys(organisation.name for organisation in organisations)),
        " ".join(dict.fromkeys(organisation.country for organisation in organisations)),
        *(shown.get(field, "") for field in ("post", "email", "phone")),
        " ".join(person.spoken_languages if "spoken_languages" in shown else []),
        whole_url(person.get_absolute_url()),
    ]


def _project_row(project: Project, whole_url: Any) -> list[object]:
    amounts = {amount.kind: amount for amount in project.amounts.all()}
    total = amounts.get(AmountKind.TOTAL)
    share = amounts.get(AmountKind.EU_PAID) or amounts.get(AmountKind.EU_GRANTED)
    return [
        project.title,
        project.english_title,
        project.language,
        project.lead.name if project.lead else "",
        project.country,
        project.region,
        project.starts_on,
        project.ends_on,
        project.status,
        project.fund,
        project.programme,
        project.cci,
        total.amount if total else "",
        total.currency if total else "",
        share.amount if share else "",
        share.currency if share else "",
        "" if project.cofinancing_rate is None else project.cofinancing_rate,
        project.website,
        project.source_name,
        project.source_url,
        whole_url(project.get_absolute_url()),
    ]
