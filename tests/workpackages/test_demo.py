import pytest
from django.core.management import call_command

from hub.demo import DemoContext
from network import demo as network_demo
from workpackages import demo
from workpackages.models import Suggestion, Version, WorkPackagePage, WorkProgrammePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(django_capture_on_commit_callbacks):
    context = DemoContext(password="only-for-this-test")
    with django_capture_on_commit_callbacks(execute=True):
        network_demo.load(context)
        demo.load(context)
    return context


def test_the_first_year_has_its_versions_suggestions_and_translation(loaded, visitor):
    page = WorkProgrammePage.objects.get(locale__language_code="en")
    danish = WorkProgrammePage.objects.get(locale__language_code="da")
    states = [(s.version.label, s.state) for s in Suggestion.objects.order_by("created_at")]

    assert [(v.number, v.label, v.kind) for v in Version.objects.order_by("number")] == [
        (1, "0.9", "draft"),
        (2, "1.0", "adopted"),
        (3, "1.1", "draft"),
    ]
    assert states == [
        ("0.9", "accepted"),
        ("0.9", "accepted"),
        ("0.9", "changed"),
        ("0.9", "accepted"),
        ("0.9", "declined"),
        ("1.1", "accepted"),
        ("1.1", "withdrawn"),
        ("1.1", "open"),
        ("1.1", "open"),
    ]
    assert (page.version_number, danish.version_number, danish.live) == (2, 2, True)
    assert [clause["id"] for clause in danish.clauses_of()] == [
        clause["id"] for clause in page.clauses_of()
    ]
    text = visitor.get("/da/work-programmes/2023/").content.decode()
    assert ("Et levende dokument" in text, "A living document" in text) == (True, False)
    assert "September/oktober 2023" in text
    assert WorkPackagePage.objects.filter(live=True).count() == 8
    call_command("verify_versions", verbosity=0)


def test_a_second_run_changes_nothing(loaded):
    before = Version.objects.count(), Suggestion.history.count()

    demo.load(loaded)

    assert (Version.objects.count(), Suggestion.history.count()) == before
