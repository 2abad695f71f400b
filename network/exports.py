"""The project directory as a table, near the public list of operations of the funds."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from network.models import AmountKind, Project

COLUMNS = (
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


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def project_rows(projects: Iterable[Project], whole_url: Any) -> Iterator[str]:
    """Lines of CSV with a mark of their encoding, for streaming."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for project in projects:
        yield writer.writerow([_harmless(value) for value in _row(project, whole_url)])


def _row(project: Project, whole_url: Any) -> list[object]:
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


def _harmless(value: object) -> str:
    """A spreadsheet must not take a cell for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
