"""The statement that Implementing Decision (EU) 2018/1523 asks for."""

from datetime import date

import pytest
import time_machine
from django.core import mail as outbox
from wagtail.models import Page

from hub import actions, readiness, standing_pages
from hub.models import AccessibilityStatementPage, ContentPage, HomePage
from hub.models.accessibility import Ground, months_later
from tests.hub.test_look import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return AccessibilityStatementPage.objects.get(locale__language_code="en")


def test_statement_has_every_part_that_the_decision_asks_for(visitor):
    html = words(visitor.get("/en/accessibility/").content.decode())

    for part in (
        "partially compliant with EN 301 549 and WCAG 2.1 at level AA",
        "Does not meet the requirements yet Documents that members upload",
        "Instead: Write to us, and you get the content in another form.",
        "Prepared on",
        "Last reviewed on",
        "A self-assessment",
        "You get an answer within 14 days.",
        "Feedback form",
        "secretariat@alma.example",
        "Enforcement procedure Turn to the body",
    ):
        assert part in html


def test_grounds_stand_in_the_order_of_the_decision(statement):
    statement.gaps = [
        ("gap", {"ground": Ground.OUT_OF_SCOPE, "what": "Old maps", "instead": ""}),
        ("gap", {"ground": Ground.BURDEN, "what": "Films", "instead": "Texts"}),
        ("gap", {"ground": Ground.BURDEN, "what": "Tables", "instead": ""}),
    ]

    groups = [(str(ground), len(gaps)) for ground, gaps in statement.gaps_by_ground]

    assert groups == [("Disproportionate burden", 2), ("Outside the scope of the law", 1)]


def test_dates_are_the_same_in_every_language(statement):
    danish = AccessibilityStatementPage.objects.get(locale__language_code="da")

    assert (danish.prepared_on, danish.reviewed_on) == (
        statement.prepared_on,
        statement.reviewed_on,
    )
    assert danish.gaps[0].value["what"].startswith("Dokumenter")


def test_plain_statement_of_older_hubs_is_set_aside(
    statement, visitor, django_capture_on_commit_callbacks
):
    for page in AccessibilityStatementPage.objects.all():
        page.delete()
    home = HomePage.objects.get(locale__language_code="en")
    plain = ContentPage(title="Accessibility statement", slug="accessibility")
    home.add_child(instance=plain)
    plain.save_revision().publish()

    with django_capture_on_commit_callbacks(execute=True):
        standing_pages.set_up(None)

    assert AccessibilityStatementPage.objects.live().count() == 2
    kept = Page.objects.get(pk=plain.pk)
    assert (kept.slug, kept.live) == ("accessibility-until-now", False)
    assert "Compliance status" in words(visitor.get("/en/accessibility/").content.decode())


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 1, 15), date(2026, 12, 15)),
        (date(2026, 3, 31), date(2027, 2, 28)),
        (date(2026, 2, 1), date(2027, 1, 1)),
    ],
)
def test_months_later_ends_with_the_month(day, later):
    assert months_later(day, 11) == later


def test_review_is_due_after_eleven_months(statement):
    statement.reviewed_on = date(2026, 1, 15)

    with time_machine.travel("2026-12-14T12:00:00Z"):
        early = statement.is_review_due
    with time_machine.travel("2026-12-15T12:00:00Z"):
        due = statement.is_review_due

    assert (early, due) == (False, True)


@pytest.fixture
def on(statement):
    """Another day, long after the statement was reviewed on 15 January 2026."""
    AccessibilityStatementPage.objects.update(reviewed_on=date(2026, 1, 15))
    return lambda day: time_machine.travel(f"{day}T12:00:00Z")


def test_secretariat_is_reminded_once_a_month(on, django_capture_on_commit_callbacks):
    sent = []
    for day in ("2026-12-14", "2026-12-15", "2026-12-16", "2027-01-14", "2027-01-20"):
        with on(day), django_capture_on_commit_callbacks(execute=True):
            sent.append(actions.remind_of_statements())

    assert sent == [0, 1, 0, 1, 0]
    first = outbox.outbox[0]
    assert first.to == ["secretariat@alma.example"]
    assert first.subject == "The accessibility statement has to be reviewed"
    assert "It was last reviewed on 15 January 2026" in first.body


def test_reminder_leads_to_the_editor(on, statement, settings, django_capture_on_commit_callbacks):
    settings.HUB_URL = "https://hub.example"
    with on("2026-12-15"), django_capture_on_commit_callbacks(execute=True):
        actions.remind_of_statements()

    assert f"https://hub.example/admin/pages/{statement.pk}/edit/" in outbox.outbox[0].body


def test_readiness_names_the_statement_and_stays_ready(on, visitor):
    with on("2026-12-15"):
        answer = visitor.get("/readyz")

    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert answer.json()["reminders"] == {"accessibility_statement": "last reviewed on 2026-01-15"}


def test_readiness_never_fails_for_a_reminder(monkeypatch):
    def refuse():
        raise RuntimeError

    monkeypatch.setattr(AccessibilityStatementPage, "due", refuse)

    assert readiness.reminders() == {"accessibility_statement": "failed: RuntimeError"}


@pytest.mark.parametrize(("day", "shown"), [("2026-12-14", False), ("2026-12-15", True)])
def test_secretariat_sees_the_reminder_in_the_editor(on, day, shown, client_of, secretariat):
    with on(day):
        html = client_of(secretariat).get("/admin/").content.decode()

    assert ("The accessibility statement has to be reviewed" in html) == shown


def test_others_see_no_reminder(on, client_of, expert):
    with on("2026-12-15"):
        html = client_of(expert).get("/admin/").content.decode()

    assert "has to be reviewed" not in html


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("address", ["/", "/projects/", "/accounts/login/", "/nothing/"])
def test_statement_is_linked_from_every_page(visitor, language, address):
    html = visitor.get(f"/{language}{address}").content.decode()

    assert f'href="/{language}/accessibility/"' in html


def test_facts_of_a_translation_are_those_of_the_source(statement, visitor):
    AccessibilityStatementPage.objects.filter(pk=statement.pk).update(
        reviewed_on=date(2025, 5, 4), conformance="full"
    )

    html = words(visitor.get("/da/accessibility/").content.decode())

    assert "4. maj 2025" in html
