import ast
import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from network import actions, events
from network.events import Events, Question
from network.field_words import is_secret
from network.history import acting
from network.history_reasons import REASONS
from network.models import Project
from partnersearch.models import Offer
from tests.factories import workpackages as make_text
from tests.factories.hub import ContentPageFactory
from tests.factories.meetings import ActionFactory
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from workpackages import actions as text_actions
from workpackages.clauses import checksum

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
LIST = "/en/history/"
CSV = "/en/history/history.csv"


def history_of(thing, kind=None):
    return f"/en/history/{kind or thing._meta.label_lower}/{thing.pk}/"


def shown(response):
    return response.context["page_of_events"].object_list


def lines(response):
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(StringIO(text)))


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def changes_of(event):
    return {change.label: change.parts for change in event.changes}


@pytest.fixture
def project(secretariat):
    project = ProjectFactory(proposed=True, title="Ung på väg", country="SE")
    actions.publish_entry(entry=project, by=secretariat)
    return Project.objects.get(pk=project.pk)


@pytest.fixture
def programme(expert, secretariat):
    clauses = make_text.text("Members meet twice a year in one of the countries.", "They report.")
    programme = make_text.programme(clauses)
    return text_actions.announce(page=programme, by=secretariat), clauses


# One record


def test_history_detail_says_who_for_whom_when_what_and_why(
    client_of, secretariat, auditor, project
):
    organisation = secretariat.seats.get().organisation
    with acting(by=secretariat, for_=organisation, reason="The name was wrong"):
        project.title, project.country = "Ung på vej", "DK"
        project.save()

    response = client_of(auditor).get(history_of(project))

    newest, published, created = shown(response)
    assert (newest.actor, newest.organisation, newest.what, newest.reason) == (
        "Ieva Kazlauskaitė",
        organisation.name,
        "Changed",
        "The name was wrong",
    )
    assert changes_of(newest) == {
        "Title": (("removed", "Ung på väg"), ("same", " "), ("added", "Ung på vej")),
        "Country": (("removed", "Sweden"), ("same", " "), ("added", "Denmark")),
    }
    assert changes_of(published) == {
        "State": (("removed", "Proposed"), ("same", " "), ("added", "Published"))
    }
    assert (created.what, created.actor) == ("Created", "command line")
    assert changes_of(created)["Title"] == (("same", "Ung på väg"),)
    assert "The name was wrong" in response.content.decode()


def test_long_texts_are_compared_word_by_word(client_of, auditor, project):
    project.summary = "Young people learn a trade abroad and come home with a certificate of it."
    project.save()
    project.summary = "Young people learn a trade abroad and come home with a job of their own."
    project.save()

    newest = shown(client_of(auditor).get(history_of(project)))[0]

    assert changes_of(newest)["Summary"][:2] == (
        ("same", "Young people learn a trade abroad and come home with a "),
        ("removed", "certificate"),
    )


def test_times_are_the_readers(client_of, auditor, project):
    auditor.time_zone = "Asia/Tokyo"
    auditor.save()
    project.history.update(history_date=datetime(2026, 1, 1, 20, 5, tzinfo=UTC))

    response = client_of(auditor).get(history_of(project))

    text = response.content.decode()
    assert "2 January 2026, 05:05" in text
    assert "Asia/Tokyo" in text


def test_a_change_beside_an_approved_offer_is_read_field_by_field(client_of, auditor, operator):
    offer = OfferFactory(state="published", posted_by=operator, title="Carpentry in Luleå")
    Offer.objects.get(pk=offer.pk)
    offer.change, offer.change_state = {"title": "Carpentry in Piteå", "sectors": []}, "draft"
    offer.save()

    newest = shown(client_of(auditor).get(history_of(offer)))[0]

    assert changes_of(newest)["Title, proposed"] == (
        ("removed", "Carpentry in Luleå"),
        ("same", " "),
        ("added", "Carpentry in Piteå"),
    )


def test_somebody_erased_is_a_former_member(client_of, auditor):
    page = ContentPageFactory()
    entry = PageLogEntry.objects.log_action(page, "wagtail.publish", user=UserFactory())
    PageLogEntry.objects.filter(pk=entry.pk).update(user_id=987_654)

    event = next(
        event
        for event in shown(client_of(auditor).get(history_of(page, "page")))
        if event.id == entry.pk
    )

    assert event.actor == "former member"


def test_an_erased_person_is_named_nowhere_in_the_history(client_of, auditor, secretariat, member):
    project, page = ProjectFactory(), ContentPageFactory()
    with acting(by=member, reason="a better title"):
        project.title = "Another title"
        project.save()
    page.save_revision(user=member, log_action=True)
    actions.ask_for_erasure(person=member, by=secretariat, reason="left", at_once=True)
    actions.erase_due()
    asks = client_of(auditor)

    texts = [
        asks.get(address).content.decode()
        for address in (LIST, history_of(project), history_of(page, "page"))
    ]
    table = b"".join(asks.get(CSV)).decode()

    assert not [text for text in (*texts, table) if "Damgaard" in text or "member@alma" in text]
    assert all("former member" in text for text in (*texts, table))
    assert "a better title" in texts[1]


def test_what_is_deleted_keeps_its_history_for_the_auditor(
    client_of, auditor, secretariat, project
):
    key = project.pk
    with acting(by=secretariat, reason="filed twice"):
        project.delete()

    response = client_of(auditor).get(f"/en/history/network.project/{key}/")

    assert shown(response)[0].what == "Deleted"
    assert changes_of(shown(response)[0])["Title"] == (("removed", "Ung på väg"),)
    assert client_of(secretariat).get(f"/en/history/network.project/{key}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "network.project/99999999/",
        "network.project/abc/",
        "network.nothing/1/",
        "nothing/1/",
        "page/99999999/",
        "auth.group/1/",
        "page/99999999999999999999999/",
    ],
)
def test_nothing_there_is_a_404(client_of, auditor, path):
    assert client_of(auditor).get(f"{LIST}{path}").status_code == 404


def test_a_record_without_events_says_so(client_of, auditor, project):
    project.history.all().delete()

    text = client_of(auditor).get(history_of(project)).content.decode()

    assert "Nothing has happened yet" in text
    assert "Ung på väg" in text


# Pages


def test_a_clause_edited_by_the_expert_is_shown_as_a_difference_of_clauses(
    client_of, auditor, expert, programme
):
    page, _clauses = programme
    current = page.working_text().clauses_of("body")[1]
    new = {**current, "value": {**current["value"], "text": "<p>Members meet once a year.</p>"}}
    text_actions.edit_clause(page=page, clause=new, seen=checksum(current), by=expert)

    response = client_of(auditor).get(history_of(page, "page"))

    newest = shown(response)[0]
    assert (newest.actor, newest.what) == ("Marta Lindqvist", "Changed one clause")
    assert newest.organisation == ""  # no request: nobody chose for whom
    assert [change.label for change in newest.changes] == ["1.1 Changed"]
    assert "<ins" in newest.changes[0].html
    assert "<del" in newest.changes[0].html
    assert "once" in response.content.decode()


def test_announcing_a_page_does_not_look_like_taking_its_text_away(client_of, auditor, programme):
    page, _clauses = programme

    found = shown(client_of(auditor).get(history_of(page, "page")))

    by_action = {event.change: event for event in found}
    assert by_action["workpackages.announce"].changes == []
    assert "workpackages.kept" not in by_action


def test_a_page_shows_its_fields_and_blocks(client_of, auditor, secretariat):
    page = ContentPageFactory(title="About")
    page.body = [("text", "<p>We are eleven countries.</p>")]
    page.save_revision(user=secretariat, log_action=True)
    page.title, page.body = "About us", [("text", "<p>We are twelve countries.</p>")]
    page.body[0].id = None
    page.save_revision(user=secretariat, log_action=True).publish(user=secretariat)

    found = shown(client_of(auditor).get(history_of(page, "page")))
    published = next(event for event in found if event.change == "wagtail.publish")
    saved = next(event for event in found if event.change == "wagtail.edit")

    assert published.changes == []  # the same text: it is compared where it was saved
    assert changes_of(saved)["Title"] == (
        ("removed", "About"),
        ("same", " "),
        ("added", "About us"),
    )
    assert any("twelve" in change.text for change in saved.changes)


def test_page_edits_know_for_whom(client_of, auditor, secretariat):
    page = ContentPageFactory()
    organisation = secretariat.seats.get().organisation
    with acting(by=secretariat, for_=organisation, reason="New wording agreed in Vilnius"):
        page.save_revision(user=secretariat, log_action=True)

    newest = shown(client_of(auditor).get(history_of(page, "page")))[0]

    assert (newest.organisation, newest.reason) == (
        organisation.name,
        "New wording agreed in Vilnius",
    )


def test_revisions_without_a_word_in_the_log_are_there_too(client_of, auditor, translator):
    page = ContentPageFactory()
    page.title = "Another title"
    page.save_revision(user=translator)

    newest = shown(client_of(auditor).get(history_of(page, "page")))[0]

    assert (newest.source, newest.actor) == ("wagtail.revisions", "Mikkel Toft")


# The list


def test_history_list_has_everything_newest_first(client_of, auditor, secretariat, project):
    page = ContentPageFactory(title="Newest of all")
    page.save_revision(user=secretariat, log_action=True)
    ModelLogEntry.objects.log_action(
        secretariat, "wagtail.edit", user=secretariat, timestamp=timezone.now()
    )

    found = shown(client_of(auditor).get(LIST))

    assert [event.at for event in found] == sorted((event.at for event in found), reverse=True)
    assert [event.kind for event in found[:2]] == ["network.user", "page"]
    assert {"network.project", "network.seat", "network.organisation"} <= {
        event.kind for event in Events(Question(), auditor)
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"person": "ieva"}, {"published"}),
        ({"person": "secretariat@alma"}, {"published"}),
        ({"person": "nobody of that name"}, set()),
        ({"kind": "network.organisation"}, None),
        ({"words": "publ"}, {"published"}),
        ({"words": "publ nothing"}, set()),
        ({"until": "2001-01-01"}, set()),
    ],
)
def test_history_list_is_filtered(client_of, auditor, project, query, expected):
    found = shown(client_of(auditor).get(LIST, query))

    if expected is None:
        assert {event.kind for event in found} == {"network.organisation"}
    else:
        assert {event.reason for event in found} == expected


def test_history_list_is_filtered_by_organisation_and_day(client_of, auditor, secretariat):
    organisation = secretariat.seats.get().organisation
    project = ProjectFactory()
    with acting(by=secretariat, for_=organisation, reason="today"):
        project.save()
    with acting(by=secretariat, for_=organisation, reason="long ago"):
        project.save()
    project.history.filter(history_change_reason="long ago").update(
        history_date=datetime(2024, 5, 5, 21, 59, tzinfo=UTC)  # 23:59 in Brussels
    )
    asks = client_of(auditor)

    both = shown(asks.get(LIST, {"organisation": organisation.pk}))
    that_day = shown(asks.get(LIST, {"since": "2024-05-05", "until": "2024-05-05"}))

    assert [event.reason for event in both] == ["today", "long ago"]
    assert [event.reason for event in that_day] == ["long ago"]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"organisation": "x"},
        {"kind": "nonsense"},
        {"record": "1"},
        {"page": "99999"},
        {"kind": "page", "record": "' OR 1=1"},
        {"kind": "network.project", "record": "abc"},
    ],
)
def test_nonsense_in_the_filter_is_no_error(client_of, auditor, project, query):
    for address in (LIST, CSV):
        response = client_of(auditor).get(address, query)

        assert response.status_code == 200
        b"".join(response)


def test_history_list_that_fits_nothing_says_so(client_of, auditor, project):
    text = client_of(auditor).get(LIST, {"words": "no such reason"}).content.decode()

    assert "No event fits all of these filters." in text


def test_a_new_history_appears_without_code():
    with_history = {model._meta.label_lower for model in _all_models() if hasattr(model, "history")}

    assert {source.key for source in events.sources()} == with_history | {
        "wagtail.pages",
        "wagtail.models",
        "wagtail.revisions",
    }


def _all_models():
    from django.apps import apps

    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


# CSV


def test_history_export_is_the_filtered_list(client_of, auditor, project):
    response = client_of(auditor).get(CSV, {"kind": "network.project", "words": "published"})

    titles, row = lines(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert titles[:3] == ["When", "Who", "For whom"]
    assert row[1:] == [
        "Ieva Kazlauskaitė",
        "",
        "Project",
        "Ung på väg",
        str(project.pk),
        "Changed",
        "State: [- Proposed -] [+ Published +]",
        "published",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client_of, auditor, secretariat, project, start):
    with acting(by=secretariat, reason=f"{start}cmd|'/c calc'!A1"):
        project.title = f"{start}1+1"
        project.save()

    rows = lines(client_of(auditor).get(CSV, {"kind": "network.project"}))

    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_history_export_of_one_page_has_its_texts(client_of, auditor, expert, programme):
    page, _clauses = programme
    current = page.working_text().clauses_of("body")[1]
    new = {**current, "value": {**current["value"], "text": "<p>Nobody meets.</p>"}}
    text_actions.edit_clause(page=page, clause=new, seen=checksum(current), by=expert)

    rows = lines(client_of(auditor).get(CSV, {"kind": "page", "record": page.pk}))

    assert "Nobody" in rows[1][7]


def test_history_export_streams_more_than_it_reads_at_once(
    client_of, auditor, project, monkeypatch
):
    monkeypatch.setattr("network.history_exports.EVENTS_AT_ONCE", 3)
    for number in range(10):
        project.acronym = str(number)
        project.save()

    rows = lines(client_of(auditor).get(CSV, {"kind": "network.project"}))

    assert len(rows) == 1 + 12


# Who may


def test_others_read_what_they_did_themselves(client_of, member, project):
    own = ProjectFactory(title="Known by name")
    with acting(by=member, reason="my own doing"):
        own.title = "Not to be told"
        own.save()

    response = client_of(member).get(LIST)

    assert [event.reason for event in shown(response)] == ["my own doing"]
    assert [change.label for change in shown(response)[0].changes] == ["Title"]
    assert "Known by name" not in response.content.decode()
    assert client_of(member).get(history_of(own)).status_code == 403
    assert len(lines(client_of(member).get(CSV))) == 2


def test_nobody_sees_in_the_history_what_is_hidden_elsewhere(client_of, secretariat, operator):
    """A draft of an offer is its owner's alone; the auditor sees everything."""
    offer = OfferFactory(
        state="draft",
        title="A secret draft",
        posted_by=operator,
        organisation=operator.seats.get().organisation,
    )
    asks = client_of(secretariat)

    assert "A secret draft" not in asks.get(LIST).content.decode()
    assert asks.get(history_of(offer)).status_code == 404
    assert "A secret draft" not in b"".join(asks.get(CSV)).decode()


def test_steering_group_reads_no_drafts_of_pages(client_of, steering, expert, programme):
    page, _clauses = programme
    hidden = ContentPageFactory(title="Not yet public", live=False)
    hidden.save_revision(user=expert, log_action=True)
    asks = client_of(steering)

    assert "Members meet twice" not in asks.get(history_of(page, "page")).content.decode()
    assert "Not yet public" not in asks.get(LIST).content.decode()
    assert asks.get(history_of(hidden, "page")).status_code == 404


def test_no_address_is_guessed_by_the_filter(client_of, steering, auditor, secretariat, project):
    """Letter by letter, a hidden address would be told by what it finds."""
    asks = client_of(steering)
    part = secretariat.email[:8]
    assert part not in secretariat.get_full_name().lower()

    assert shown(client_of(auditor).get(LIST, {"person": part}))
    assert not shown(asks.get(LIST, {"person": part}))
    assert len(lines(asks.get(f"{LIST}history.csv", {"person": part}))) <= 1
    assert "A name or an e-mail address." not in asks.get(LIST).content.decode()
    assert shown(asks.get(LIST, {"person": secretariat.first_name}))


def test_seats_and_invitations_are_the_secretariats_business(client_of, steering, secretariat):
    seat = SeatFactory()

    assert client_of(secretariat).get(history_of(seat)).status_code == 200
    assert client_of(steering).get(history_of(seat)).status_code == 404
    assert "network.seat" not in {event.kind for event in Events(Question(), fresh(steering))}
    people = reverse("network:people_list", kwargs={"slug": seat.organisation.slug})
    assert history_of(seat) in client_of(secretariat).get(people).content.decode()
    assert history_of(seat) not in client_of(steering).get(people).content.decode()


def test_links_to_the_history_are_for_those_who_may(
    client_of, visitor, secretariat, member, project
):
    page = ContentPageFactory()
    link = f'href="{history_of(project)}"'

    assert link in client_of(secretariat).get(project.get_absolute_url()).content.decode()
    assert link not in client_of(member).get(project.get_absolute_url()).content.decode()
    assert "history/" not in visitor.get(project.get_absolute_url()).content.decode()
    assert history_of(page, "page") in client_of(secretariat).get(page.url).content.decode()
    assert history_of(page, "page") not in client_of(member).get(page.url).content.decode()


def test_whoever_sits_nowhere_is_no_link_in_the_history(client_of, auditor, member, stranger):
    asks = client_of(auditor)
    with acting(by=member, reason="moved"):
        for person in (member, stranger):
            person.post = "Adviser"
            person.save()

    assert member.get_absolute_url() in asks.get(history_of(member)).content.decode()
    assert stranger.get_absolute_url() not in asks.get(history_of(stranger)).content.decode()


# Reasons of the site itself


def test_reasons_of_the_site_are_in_the_readers_language():
    """A fixed reason that is not in the list would be English for everybody."""
    written = set()
    for app in ("hub", "network", "workpackages", "meetings", "partnersearch"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg == "reason":
                    written |= {
                        part.value
                        for part in ast.walk(node.value)
                        if isinstance(part, ast.Constant) and isinstance(part.value, str)
                    }

    # The keys and sentences that other code builds reasons from.
    others = {"", "reason", "Carried over to: %(meeting)s", "meeting"}
    assert written - others - REASONS == set()
    assert "invited" in written


# Secrets


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "token",
        "api_token",
        "key",
        "secret_hash",
        "needs",
        "dietary_needs",
        "otp_secret",
    ],
)
def test_secrets_are_known_by_their_names(name):
    field = models.TextField()
    field.set_attributes_from_name(name)

    assert is_secret(field)


def test_no_history_shows_a_secret():
    """What a history keeps and must not show is left out of every query."""
    shown_fields = {
        f"{model._meta.label}.{field.name}"
        for model in _all_models()
        for field in model._meta.concrete_fields
        if not is_secret(field)
    }

    assert not [name for name in shown_fields if "password" in name or "token" in name]
    assert "partnersearch.Offer.form_key" not in shown_fields


# Speed


def many_of_everything(number, by):
    for count in range(number):
        organisation = OrganisationFactory()
        SeatFactory(organisation=organisation)
        ActionFactory()
        OfferFactory()
        MobilityProgrammeFactory()
        project = ProjectFactory(organisation=organisation)
        with acting(by=UserFactory(), for_=organisation, reason=f"reason {count}"):
            project.title = f"Title {count}"
            project.save()
        page = ContentPageFactory()
        page.save_revision(user=by, log_action=True)
        page.save_revision(user=by)
        ModelLogEntry.objects.log_action(by, "wagtail.edit", user=by, timestamp=timezone.now())


def queries_of(client, address):
    ContentType.objects.clear_cache()
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_history_list_takes_constant_queries(client_of, auditor, secretariat):
    many_of_everything(1, secretariat)
    asks = client_of(auditor)
    few = queries_of(asks, LIST)

    many_of_everything(10, secretariat)

    assert queries_of(asks, LIST) <= few <= 24


def test_history_detail_takes_constant_queries(client_of, auditor, secretariat, project):
    page = ContentPageFactory()
    asks = client_of(auditor)

    def save(times):
        for number in range(times):
            with acting(by=UserFactory(), for_=OrganisationFactory(), reason="again"):
                project.title = f"Title {number} of {times}"
                project.save()
                page.title = f"Page {number} of {times}"
                page.save_revision(user=secretariat, log_action=True)

    save(2)
    few = [queries_of(asks, history_of(project)), queries_of(asks, history_of(page, "page"))]
    save(18)
    many = [queries_of(asks, history_of(project)), queries_of(asks, history_of(page, "page"))]

    assert many <= few
    assert max(few) <= 24


def test_deep_pages_of_the_list_hold_what_comes_next(client_of, auditor, project):
    for number in range(50):
        project.acronym = str(number)
        project.save()
    everything = list(Events(Question(), auditor))
    asks = client_of(auditor)

    second = shown(asks.get(LIST, {"page": 2}))
    third = shown(asks.get(LIST, {"page": 3}))

    def keys(found):
        return [(event.source, event.id) for event in found]

    assert keys(second) == keys(everything[20:40])
    assert keys(third) == keys(everything[40:60])
