import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import workpackages as make
from workpackages import actions
from workpackages.models import Version, WorkProgrammePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(secretariat):
    page = make.programme(make.text("Members meet twice.", "They write together."))
    actions.adopt(page=page, by=secretariat, label="1.0")
    return fresh(page)


def fresh(page):
    return WorkProgrammePage.objects.get(pk=page.pk)


def words(page):
    return [clause["value"]["text"] for clause in fresh(page).working_text().clauses_of()]


def form(page, *paragraphs):
    """What Wagtail's editor posts, the paragraphs of the text changed."""
    text = page.working_text()
    values = [("heading", {"level": "2", "text": "Background", "notes": streamfield([])})]
    values += [
        ("paragraph", {"text": rich_text(f"<p>{words}</p>"), "notes": streamfield([])})
        for words in paragraphs
    ]
    body = streamfield(values)
    for at, clause in enumerate(text.clauses_of()):
        body[f"{at}-id"] = clause["id"]
    newest = page.get_latest_revision()
    data = nested_form_data(
        {
            "title": text.title,
            "slug": text.slug,
            "summary": "",
            "seo_title": "",
            "search_description": "",
            "starts_on": "2023-03-01",
            "ends_on": "2024-02-29",
            "date_precision": "months",
            "date_label": "",
            "body": body,
            "schedule": inline_formset(
                [
                    {
                        "id": row.pk,
                        "activity": row.activity,
                        "details": row.details,
                        "output": row.output,
                        "starts_on": row.starts_on.isoformat(),
                        "ends_on": row.ends_on.isoformat(),
                        "date_precision": row.date_precision,
                        "date_label": row.date_label,
                    }
                    for row in text.schedule.all()
                ],
                initial=text.schedule.count(),
            ),
            "comments": inline_formset([]),
            "loaded_revision_id": newest.pk,
            "loaded_revision_created_at": newest.created_at.isoformat(),
        }
    )
    return {name: "" if value is None else value for name, value in data.items()}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_opens(page, expert, client_of):
    response = client_of(expert).get(edit_url(page))

    assert response.status_code == 200
    assert "workpackages/editor.js" in response.content.decode()
    assert "Make a version" in response.content.decode()
    assert 'name="action-publish"' not in response.content.decode()


def test_a_save_is_a_draft(page, expert, client_of):
    client_of(expert).post(edit_url(page), form(page, "Members meet.", "They write together."))

    assert words(page) == ["Background", "<p>Members meet.</p>", "<p>They write together.</p>"]
    assert fresh(page).clauses_of()[1]["value"]["text"] == "<p>Members meet twice.</p>"


def test_publishing_by_hand_saves_a_draft(page, expert, secretariat, client_of):
    data = form(page, "Members meet.", "They write together.") | {"action-publish": "1"}

    client_of(secretariat).post(edit_url(page), data)

    assert fresh(page).clauses_of()[1]["value"]["text"] == "<p>Members meet twice.</p>"
    assert Version.objects.count() == 1


def test_a_stale_save_shows_both_texts_and_saves_nothing(page, expert, client_of):
    data = form(page, "Members meet.", "They write together.")
    other = page.working_text()
    other.set_clauses("body", make.text("Accepted in the meantime."))
    other.save_revision()

    response = client_of(expert).post(edit_url(page), data)

    text = response.content.decode()
    assert response.status_code == 409
    assert ("Accepted in the meantime." in text, "Members meet." in text) == (True, True)
    assert words(page) == ["Background", "<p>Accepted in the meantime.</p>"]


def test_changes_to_different_clauses_are_put_together(page, expert, client_of):
    page.working_text().save_revision()
    data = form(fresh(page), "Members meet.", "They write together.")
    other = page.working_text()
    clauses = other.clauses_of()
    clauses[2]["value"]["text"] = "<p>They write at night.</p>"
    other.set_clauses("body", clauses)
    other.save_revision()

    response = client_of(expert).post(edit_url(page), data)

    assert response["Location"] == edit_url(page)
    assert words(page) == ["Background", "<p>Members meet.</p>", "<p>They write at night.</p>"]


@pytest.mark.parametrize("change", [{"title": "Another"}, {"schedule-0-activity": "Other"}])
def test_changes_beside_the_clauses_are_not_put_together(page, expert, client_of, change):
    data = form(page, "Members meet.", "They write together.") | change
    other = page.working_text()
    clauses = other.clauses_of()
    clauses[2]["value"]["text"] = "<p>They write at night.</p>"
    other.set_clauses("body", clauses)
    other.save_revision()

    response = client_of(expert).post(edit_url(page), data)

    assert response.status_code == 409
    assert words(page)[1] == "<p>Members meet twice.</p>"


def test_an_autosave_on_an_older_text_is_refused(page, expert, client_of):
    data = form(page, "Members meet.", "They write together.")
    other = page.working_text()
    other.set_clauses("body", make.text("Accepted in the meantime."))
    other.save_revision()

    response = client_of(expert).post(edit_url(page), data, headers={"accept": "application/json"})

    assert response.json()["error_code"] == "invalid_revision"
    assert words(page) == ["Background", "<p>Accepted in the meantime.</p>"]


def test_a_page_with_versions_is_not_deleted(page, admin, client_of):
    admin.is_superuser = True
    admin.save()
    client = client_of(admin)
    index = page.get_parent()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))
    client.post(f"{bulk}?id={index.pk}")
    client.post(f"{bulk}?id={page.pk}")

    assert Page.objects.filter(pk__in=[page.pk, index.pk]).count() == 2


def test_bulk_publishing_leaves_the_draft_alone(page, secretariat, client_of):
    draft = page.working_text()
    draft.set_clauses("body", make.text("Not adopted."))
    draft.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client_of(secretariat).post(f"{url}?id={page.pk}", {"include_descendants": "on"})
    client_of(secretariat).post(f"{url}?id={page.get_parent().pk}", {"include_descendants": "on"})

    assert fresh(page).clauses_of()[1]["value"]["text"] == "<p>Members meet twice.</p>"


def test_purging_revisions_spares_versions(page):
    from django.core.management import call_command

    for number in range(3):
        draft = page.working_text()
        draft.set_clauses("body", make.text(f"Draft {number}"))
        draft.save_revision()

    call_command("purge_revisions", verbosity=0)

    assert Version.objects.get().revision.content["title"] == page.title


def test_version_make_announces_first(secretariat, member, client_of):
    page = make.programme()
    url = reverse("version_make", args=[page.pk])
    client = client_of(secretariat)

    shown = client.get(url)
    response = client.post(url)

    assert "is not on the site yet" in shown.content.decode()
    assert response["Location"] == "/en/work-programmes/2023/versions/new/"
    assert fresh(page).live is True
    assert client.get(url)["Location"] == "/en/work-programmes/2023/versions/new/"
    assert "login" in client_of(member).get(url)["Location"]


def test_a_new_programme_offers_no_publishing(secretariat, client_of):
    index = make.programme().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["workpackages", "workprogrammepage", index.pk])

    response = client_of(secretariat).get(url)

    assert response.status_code == 200
    assert 'name="action-publish"' not in response.content.decode()


def test_the_draft_can_be_previewed_by_its_editors(page, expert, translator, client_of):
    draft = page.working_text()
    draft.set_clauses("body", make.text("Not adopted."))
    draft.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert "Not adopted." in client_of(expert).get(url).content.decode()
    assert "Not adopted." not in client_of(translator).get(url, follow=True).content.decode()
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert client_of(expert).get(history).status_code == 200


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
def test_a_programme_made_in_the_editor_is_a_draft(page, secretariat, client_of, button):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["workpackages", "workprogrammepage", page.get_parent().pk],
    )
    data = form(page, "Members meet.") | {"title": "Programme 2024", "slug": "2024"} | button
    data = {name: value for name, value in data.items() if not name.startswith("loaded_")}
    data |= {"schedule-INITIAL_FORMS": "0", "schedule-0-id": ""}

    client_of(secretariat).post(url, data)

    made = WorkProgrammePage.objects.get(slug="2024")
    assert made.live is False
    assert made.written_in.language_code == "en"
    assert [clause["value"]["text"] for clause in made.working_text().clauses_of()] == [
        "Background",
        "<p>Members meet.</p>",
    ]
