"""Work programmes with a text, made the way the site makes them."""

import json
from datetime import date

from wagtail.models import Locale

from hub.dates import InexactDate
from hub.models import HomePage
from workpackages.clauses import new_clause, with_ids
from workpackages.models import (
    ScheduleEntry,
    WorkPackageIndexPage,
    WorkPackagePage,
    WorkProgrammeIndexPage,
    WorkProgrammePage,
)


def text(*paragraphs: str) -> list[dict]:
    """A section with these paragraphs."""
    return with_ids(
        [
            new_clause("heading", level="2", text="Background"),
            *(new_clause("paragraph", text=f"<p>{words}</p>") for words in paragraphs),
        ]
    )


def _index(model, slug):
    page = model.objects.filter(locale__language_code="en").first()
    if page is None:
        home = HomePage.objects.get(locale__language_code="en")
        page = model(title=slug, slug=slug, locale=home.locale)
        home.add_child(instance=page)
    return page


def programme(
    clauses=None, *, title="Work programme 2023", slug="2023", **fields
) -> WorkProgrammePage:
    """A work programme as the admin makes it: not live, its text in the row and in a revision."""
    page = WorkProgrammePage(
        title=title,
        slug=slug,
        locale=Locale.objects.get(language_code="en"),
        body=json.dumps(clauses if clauses is not None else text("Members meet.", "They write.")),
        live=False,
        **fields,
    )
    page.when = InexactDate.months(date(2023, 3, 1), date(2024, 2, 1))
    page.schedule = [schedule_entry("Kick-off", InexactDate.day(date(2023, 4, 20)))]
    _index(WorkProgrammeIndexPage, "work-programmes").add_child(instance=page)
    page.save_revision()
    return WorkProgrammePage.objects.get(pk=page.pk)


def schedule_entry(activity: str, when: InexactDate, output: str = "Report") -> ScheduleEntry:
    entry = ScheduleEntry(activity=activity, output=output)
    entry.when = when
    return entry


def work_package(title="Soft outcomes", slug="soft-outcomes", **fields) -> WorkPackagePage:
    if WorkPackagePage.objects.filter(slug=slug).exists():  # a second one in one test
        slug = f"{slug}-{WorkPackagePage.objects.count()}"
    page = WorkPackagePage(
        title=title, slug=slug, locale=Locale.objects.get(language_code="en"), **fields
    )
    _index(WorkPackageIndexPage, "work-packages").add_child(instance=page)
    return page
