"""Nothing that is not adopted comes out by another door; what is adopted comes out at once."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import StringSegment, TranslationSource

from hub.translations import translate
from tests.factories import workpackages as make
from workpackages import actions
from workpackages.models import WorkProgrammePage

pytestmark = pytest.mark.django_db

URL = "/en/work-programmes/2023/"
ADOPTED, DRAFT, WORKING = "Adoptedword.", "Draftword.", "Workingword."


def edit(page, words):
    text = fresh(page).working_text()
    clauses = text.clauses_of()
    clauses[1]["value"]["text"] = f"<p>{words}</p>"
    text.set_clauses("body", clauses)
    text.save_revision()


def fresh(page):
    return WorkProgrammePage.objects.get(pk=page.pk)


@pytest.fixture
def page(expert, secretariat):
    page = make.programme(make.text(ADOPTED))
    actions.adopt(page=page, by=secretariat, label="1.0")
    edit(page, DRAFT)
    actions.make_draft(page=page, by=expert, label="1.1")
    edit(page, WORKING)
    return fresh(page)


def seen(response):
    text = response.content.decode()
    return [word in text for word in (ADOPTED, DRAFT, WORKING)]


def test_search_finds_what_was_adopted(page, visitor, member, secretariat, client_of):
    for client in (visitor, client_of(member), client_of(secretariat)):
        found = {
            word: URL in client.get("/en/search/", {"q": word.rstrip(".")}).content.decode()
            for word in (ADOPTED, DRAFT, WORKING)
        }

        assert found == {ADOPTED: True, DRAFT: False, WORKING: False}


def test_a_page_that_was_never_announced_is_not_found(visitor, secretariat, client_of):
    make.programme(make.text("Unannouncedword"))

    for client in (visitor, client_of(secretariat)):
        assert URL not in client.get("/en/search/", {"q": "Unannouncedword"}).content.decode()
        assert client.get(URL).status_code == 404


def test_sitemap_has_the_page_and_its_adopted_versions(page, visitor):
    text = visitor.get("/sitemap.xml").content.decode()

    assert [f"{URL}{rest}<" in text for rest in ("", "versions/1/", "versions/2/")] == [
        True,
        True,
        False,
    ]


def test_visitors_read_a_new_version_at_once(
    page, visitor, secretariat, django_capture_on_commit_callbacks
):
    assert seen(visitor.get(URL)) == [True, False, False]

    with django_capture_on_commit_callbacks(execute=True):
        actions.adopt(page=page, by=secretariat, label="2.0")

    assert seen(visitor.get(URL)) == [False, False, True]


def test_a_members_page_is_not_kept_for_visitors(page, visitor, member, client_of):
    assert client_of(member).get(f"{URL}versions/2/").status_code == 200

    assert visitor.get(f"{URL}versions/2/").status_code == 302


def test_privacy_counts_for_versions_too(page, visitor, stranger, client_of):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)

    for rest in ("", "versions/", "versions/1/", "compare/1/1/"):
        assert visitor.get(URL + rest).status_code == 302, rest
        assert client_of(stranger).get(URL + rest).status_code == 403, rest
    assert f"{URL}versions/1/" not in visitor.get("/sitemap.xml").content.decode()


def test_translators_see_what_was_adopted(page):
    source, _created = TranslationSource.update_or_create_from_instance(page)

    strings = set(
        StringSegment.objects.filter(source=source).values_list("string__data", flat=True)
    )

    assert ADOPTED in strings
    assert {DRAFT, WORKING} & strings == set()


DANISH = {
    "Work programme 2023": "Arbejdsprogram 2023",
    "Background": "Baggrund",
    "Kick-off": "Start",
    "Report": "Rapport",
    ADOPTED: "Vedtagetord.",
}


@pytest.fixture
def danish(page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return translate(page, into="da", texts=DANISH)


def test_a_translation_has_the_same_clauses_and_names_its_version(page, danish, visitor):
    danish = WorkProgrammePage.objects.get(pk=danish.pk)
    text = visitor.get("/da/work-programmes/2023/").content.decode()

    assert danish.version_number == 1
    assert [clause["id"] for clause in danish.clauses_of()] == [
        clause["id"] for clause in page.clauses_of()
    ]
    assert [row.translation_key for row in danish.schedule.all()] == [
        row.translation_key for row in page.schedule.all()
    ]
    assert ("Vedtagetord." in text, ADOPTED in text) == (True, False)


def test_a_translation_that_lags_says_so(page, danish, visitor, secretariat):
    actions.adopt(page=page, by=secretariat, label="2.0")

    response = visitor.get("/da/work-programmes/2023/")

    assert response.context["lags"] is True
    assert "Vedtagetord." in response.content.decode()


def test_versions_are_read_under_a_translation_in_their_own_language(page, danish, visitor):
    response = visitor.get("/da/work-programmes/2023/versions/1/")

    assert seen(response) == [True, False, False]
    assert '<div lang="en">' in " ".join(response.content.decode().split())


def test_records_hang_on_the_source(page, danish, member, client_of):
    danish = WorkProgrammePage.objects.get(pk=danish.pk)
    clause = page.open_draft.clauses_of()[1]["id"]

    client_of(member).post(
        f"/da/work-programmes/2023/suggestions/new/{clause}/",
        {"text": "Andre ord.", "rationale": "Fordi.", "note_0": ""},
    )

    suggestion = page.suggestions.get()
    assert (suggestion.page_id, suggestion.language) == (page.pk, "da")
    assert danish.suggestions.count() == 0
    assert danish.locale == Locale.objects.get(language_code="da")


def test_a_text_that_was_never_announced_is_not_handed_to_translators(translator, client_of):
    page = make.programme(make.text("Unannouncedword."))
    danish = Locale.objects.get(language_code="da")
    client = client_of(translator)
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])

    editor = client.post(submit, {"locales": [danish.pk]}, follow=True)

    assert editor.status_code == 200
    assert "Unannouncedword" not in editor.content.decode()
    assert not StringSegment.objects.filter(string__data__contains="Unannouncedword").exists()
    assert "Unannouncedword" in fresh(page).working_text().words_of(
        fresh(page).working_text().frozen_now()
    )


def test_members_still_see_a_page_for_them_after_it_is_translated(member, visitor, client_of):
    package = make.work_package()
    index = package.get_parent().specific

    translate(index, into="da", texts={index.title: "Arbejdspakker"})

    restrictions = PageViewRestriction.objects.filter(page__translation_key=index.translation_key)
    assert len({frozenset(each.groups.all()) for each in restrictions}) == 1
    assert client_of(member).get("/en/work-packages/soft-outcomes/").status_code == 200
    assert client_of(member).get("/da/work-packages/").status_code == 200
    assert visitor.get("/da/work-packages/").status_code == 302
