import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import workpackages as make
from workpackages import actions
from workpackages.models import State, Suggestion, WorkProgrammePage

pytestmark = pytest.mark.django_db

URL = "/en/work-programmes/2023/"


@pytest.fixture
def page(expert, secretariat):
    """Version 1 is adopted, version 2 is a draft for comments, the working text says more."""
    page = make.programme(make.text("Members meet twice.", "They <b>write</b> together."))
    actions.adopt(page=page, by=secretariat, label="1.0")
    edit(page, 1, "<p>Members meet three times.</p>")
    actions.make_draft(page=page, by=expert, label="1.1 draft")
    edit(page, 2, "<p>Secret working words.</p>")
    return WorkProgrammePage.objects.get(pk=page.pk)


def edit(page, at, html):
    text = WorkProgrammePage.objects.get(pk=page.pk).working_text()
    clauses = text.clauses_of()
    clauses[at]["value"]["text"] = html
    text.set_clauses("body", clauses)
    text.save_revision()


def clause_id(page, at=1):
    return page.open_draft.clauses_of()[at]["id"]


def has(response, *words):
    text = " ".join(response.content.decode().split())
    return [word in text for word in words]


TWICE, THREE, SECRET = "Members meet twice.", "Members meet three times.", "Secret working words."


def test_page_shows_the_adopted_text_to_everybody(page, visitor, member, client_of):
    for client in (visitor, client_of(member)):
        assert has(client.get(URL), TWICE, THREE, SECRET) == [True, False, False]


def test_draft_is_for_members(page, visitor, member, extended, client_of):
    url = f"{URL}versions/2/"

    assert visitor.get(url)["Location"].startswith("/en/accounts/login/")
    assert client_of(extended).get(url).status_code == 403
    assert has(client_of(member).get(url), TWICE, THREE, SECRET) == [False, True, False]


def test_draft_is_open_to_extended_members_where_the_page_says_so(
    page, extended, secretariat, client_of
):
    actions.publish_facts(page=page, by=secretariat, open_to_extended=True)

    assert has(client_of(extended).get(f"{URL}versions/2/"), THREE) == [True]


def test_working_text_is_for_its_editors(page, visitor, member, expert, auditor, client_of):
    url = f"{URL}working-text/"

    assert visitor.get(url)["Location"].startswith("/en/accounts/login/")
    assert client_of(member).get(url).status_code == 403
    assert has(client_of(auditor).get(url), THREE, SECRET, "/working-text/") == [True, True, True]
    assert has(client_of(expert).get(url), THREE, SECRET) == [True, True]


def test_old_versions_stay_at_their_address(page, visitor, secretariat):
    actions.adopt(page=page, by=secretariat, label="2.0")

    assert has(visitor.get(f"{URL}versions/1/"), TWICE, THREE, "This is an older version.") == [
        True,
        False,
        True,
    ]
    assert has(visitor.get(URL), TWICE, THREE, SECRET) == [False, True, True]


def test_version_list_hides_drafts_from_visitors(page, visitor, member, client_of):
    assert has(visitor.get(f"{URL}versions/"), "1.0", "1.1 draft") == [True, False]
    assert has(client_of(member).get(f"{URL}versions/"), "1.0", "1.1 draft") == [True, True]


def test_comparison_marks_the_words(page, member, client_of):
    response = client_of(member).get(f"{URL}compare/1/2/")

    assert has(response, "[removed: </span>twice.<", "[added: </span>three times.<") == [True, True]


def test_comparison_needs_the_right_to_both_versions(page, visitor):
    assert visitor.get(f"{URL}compare/1/2/")["Location"].startswith("/en/accounts/login/")
    assert visitor.get(f"{URL}compare/1/1/").status_code == 200
    assert visitor.get(f"{URL}compare/1/9/").status_code == 404


def test_unknown_addresses_are_404(page, visitor, member, client_of):
    client = client_of(member)
    for rest in ("versions/9/", "suggestions/9/", "suggestions/new/none/", "nothing/"):
        assert client.get(URL + rest).status_code == 404, rest


# -- suggestions -----------------------------------------------------------------------------------


def suggest(client, page, words="Members meet **four** times.", at=1):
    return client.post(
        f"{URL}suggestions/new/{clause_id(page, at)}/",
        {"text": words, "rationale": "We need more time.", "note_0": ""},
    )


def test_suggestion_form_shows_the_clause_as_plain_text(page, member, client_of):
    response = client_of(member).get(f"{URL}suggestions/new/{clause_id(page, 2)}/")

    assert has(response, "They **write** together.") == [True]


def test_suggestion_new_keeps_version_base_and_organisation(page, member, client_of):
    response = suggest(client_of(member), page)

    suggestion = Suggestion.objects.get()
    assert response["Location"] == f"{URL}suggestions/{suggestion.pk}/"
    assert (suggestion.state, suggestion.version.number, suggestion.clause_number) == (
        State.OPEN,
        2,
        "1.1",
    )
    assert suggestion.base["value"]["text"] == f"<p>{THREE}</p>"
    assert suggestion.proposed["value"]["text"] == "<p>Members meet <b>four</b> times.</p>"
    assert suggestion.organisation.name == "Styrelsen for Arbejde og Uddannelse"
    assert suggestion.author == member


def test_suggestion_new_is_for_core_members(page, visitor, extended, expert, client_of):
    url = f"{URL}suggestions/new/{clause_id(page)}/"

    assert visitor.get(url)["Location"].startswith("/en/accounts/login/")
    assert [client_of(user).get(url).status_code for user in (extended, expert)] == [403, 403]


def test_suggestion_new_refuses_the_same_words_and_keeps_what_was_typed(page, member, client_of):
    response = suggest(client_of(member), page, words=THREE)

    assert has(response, "The wording is the same as before.", "We need more time.") == [True, True]
    assert Suggestion.objects.count() == 0


def test_suggestion_new_refuses_an_empty_text(page, member, client_of):
    response = suggest(client_of(member), page, words="  ")

    assert has(response, "This field is required.", "We need more time.") == [True, True]


def test_suggestion_is_shown_beside_its_clause_to_members(
    page, member, auditor, visitor, client_of
):
    suggest(client_of(member), page)

    response = client_of(auditor).get(f"{URL}versions/2/")

    assert has(response, "Styrelsen for Arbejde og Uddannelse", "We need more time.") == [
        True,
        True,
    ]
    assert has(visitor.get(URL), "We need more time.") == [False]


def decide(client, verb, answer="Good idea."):
    suggestion = Suggestion.objects.get()
    return client.post(f"{URL}suggestions/{suggestion.pk}/{verb}/", {"answer": answer})


def working_words(page):
    page = WorkProgrammePage.objects.get(pk=page.pk)
    return [clause["value"]["text"] for clause in page.working_text().clauses_of()]


def test_suggestion_accept_puts_the_words_into_the_working_text(page, member, expert, client_of):
    suggest(client_of(member), page)

    decide(client_of(expert), "accept")

    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.answer, suggestion.decided_by) == (
        State.ACCEPTED,
        "Good idea.",
        expert,
    )
    assert working_words(page) == [
        "Background",
        "<p>Members meet <b>four</b> times.</p>",
        f"<p>{SECRET}</p>",
    ]


def test_suggestion_decline_needs_a_reason_and_leaves_the_text(page, member, expert, client_of):
    suggest(client_of(member), page)

    refused = decide(client_of(expert), "decline", answer="")
    decide(client_of(expert), "decline", answer="Too many.")

    assert has(refused, "This field is required.") == [True]
    assert Suggestion.objects.get().state == State.DECLINED
    assert working_words(page)[1] == f"<p>{THREE}</p>"


def test_a_stale_suggestion_shows_both_and_overwrites_nothing(page, member, expert, client_of):
    suggest(client_of(member), page)
    edit(page, 1, "<p>Members meet online.</p>")

    shown = client_of(expert).get(f"{URL}suggestions/{Suggestion.objects.get().pk}/")
    decide(client_of(expert), "accept")

    assert has(shown, "[added: </span><b>four</b><", "[added: </span>online.<") == [True, True]
    assert Suggestion.objects.get().state == State.OPEN
    assert working_words(page)[1] == "<p>Members meet online.</p>"


def test_suggestion_change_refuses_when_the_clause_changed_while_writing(
    page, member, expert, client_of
):
    suggest(client_of(member), page)
    url = f"{URL}suggestions/{Suggestion.objects.get().pk}/change/"
    client = client_of(expert)
    seen = client.get(url).context["form"].initial["seen"]
    edit(page, 1, "<p>Members meet online.</p>")
    data = {"text": "Members meet five times.", "answer": "Five.", "note_0": "", "seen": seen}

    refused = client.post(url, data)
    seen = refused.context["form"].data["seen"]
    client.post(url, {**data, "seen": seen})

    assert has(refused, "The clause has changed in the meantime.", "Members meet five times.") == [
        True,
        True,
    ]
    assert Suggestion.objects.get().state == State.ACCEPTED_WITH_CHANGES
    assert working_words(page)[1] == "<p>Members meet five times.</p>"


def test_suggestion_withdraw_is_for_its_author(page, member, authority, client_of):
    suggest(client_of(member), page)

    assert decide(client_of(authority), "withdraw").status_code == 403
    decide(client_of(member), "withdraw")

    assert Suggestion.objects.get().state == State.WITHDRAWN


def test_deciding_is_not_for_members(page, member, client_of):
    suggest(client_of(member), page)

    assert [
        decide(client_of(member), verb).status_code for verb in ("accept", "decline", "change")
    ] == [
        403,
        403,
        403,
    ]
    assert Suggestion.objects.get().state == State.OPEN


# -- making versions and editing -------------------------------------------------------------------


def test_version_new_adopts(page, secretariat, client_of):
    response = client_of(secretariat).post(
        f"{URL}versions/new/",
        {"kind": "adopted", "label": "2.0", "date": "2023-06-30", "note": "After the 2nd meeting"},
    )

    assert response["Location"] == f"{URL}versions/3/"
    assert has(Client().get(URL), SECRET, "2.0") == [True, True]


def test_version_new_offers_what_the_role_may_do(page, expert, steering, member, client_of):
    kinds = {
        user: [
            value
            for value, _ in client_of(user)
            .get(f"{URL}versions/new/")
            .context["form"]
            .fields["kind"]
            .choices
        ]
        for user in (expert, steering)
    }

    assert kinds == {expert: ["draft"], steering: ["adopted"]}
    assert client_of(member).get(f"{URL}versions/new/").status_code == 403
    data = {"kind": "adopted", "label": "2.0", "date": "2023-06-30"}
    client_of(expert).post(f"{URL}versions/new/", data)
    assert page.versions.count() == 2


def test_a_task_force_edits_the_working_text(page, member, client_of):
    url = f"{URL}working-text/{clause_id(page)}/"
    assert client_of(member).get(url).status_code == 403
    package = make.work_package(programme=page)
    package.memberships.create(person=member)
    client = client_of(member)
    seen = client.get(url).context["form"].initial["seen"]

    client.post(url, {"text": "Members *meet*.", "note_0": "", "seen": seen})

    assert working_words(page)[1] == "<p>Members <i>meet</i>.</p>"


def test_clause_edit_shows_both_when_somebody_was_quicker(page, expert, client_of):
    url = f"{URL}working-text/{clause_id(page)}/"
    client = client_of(expert)
    seen = client.get(url).context["form"].initial["seen"]
    edit(page, 1, "<p>Members meet online.</p>")

    response = client.post(url, {"text": "Members meet here.", "note_0": "", "seen": seen})

    assert has(response, "[removed: </span>online.<", "[added: </span>here.<") == [True, True]
    assert working_words(page)[1] == "<p>Members meet online.</p>"


def test_facts_edit_changes_the_title_at_once(page, secretariat, client_of):
    data = {
        "title": "Programme for 2023",
        "summary": "What we do.",
        "starts_on": "2023-03-15",
        "ends_on": "2024-02-10",
        "date_precision": "months",
        "date_label": "",
    }

    response = client_of(secretariat).post(f"{URL}facts/", data)

    assert response["Location"] == URL
    stored = WorkProgrammePage.objects.get(pk=page.pk)
    assert (stored.title, str(stored.when)) == ("Programme for 2023", "March 2023 – February 2024")
    assert has(Client().get(URL), "Programme for 2023", TWICE, SECRET) == [True, True, False]


def test_facts_edit_shows_what_is_wrong(page, secretariat, client_of):
    response = client_of(secretariat).post(f"{URL}facts/", {"title": "", "starts_on": "soon"})

    assert response.status_code == 200
    assert has(response, "This field is required.", "Enter a valid date.") == [True, True]


# -- lists and old block sets ----------------------------------------------------------------------


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def test_lists_ask_the_same_for_1_and_30(page, member, secretariat, client_of):
    make.work_package()
    suggest(client_of(member), page)
    client = client_of(member)
    urls = [
        "/en/work-programmes/",
        "/en/work-packages/",
        f"{URL}versions/",
        f"{URL}suggestions/",
        f"{URL}versions/2/",
    ]
    before = [queries_of(client, url) for url in urls]

    for number in range(3):
        other = make.programme(slug=f"other-{number}", title=f"Other {number}")
        actions.adopt(page=other, by=secretariat, label="1.0")
        make.work_package(slug=f"package-{number}", title=f"Package {number}")
    first = Suggestion.objects.get()
    for number in range(29):
        first.pk, first._state.adding = None, True
        first.state, first.clause_number = State.WITHDRAWN, f"9.{number}"
        first.save()

    assert [queries_of(client, url) for url in urls] == before


def test_programme_list_names_versions_by_role(page, visitor, member, client_of):
    url = "/en/work-programmes/"

    assert has(visitor.get(url), "Version 1.0 adopted", "1.1 draft") == [True, False]
    assert has(client_of(member).get(url), "Version 1.0 adopted", "1.1 draft") == [True, True]


def test_a_version_with_an_older_block_set_is_shown_as_it_was(page, visitor):
    version = page.versions.get(number=1)
    content = version.content
    content["body"].append({"type": "chart", "id": "old", "value": {"points": [1]}})
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workpackages_version SET content = %s, html = %s WHERE id = %s",
            [json.dumps(content), "<p>The chart of its day.</p>", version.pk],
        )

    assert has(visitor.get(f"{URL}versions/1/"), "The chart of its day.", TWICE) == [True, False]
