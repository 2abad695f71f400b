import csv
import io
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partnersearch import actions
from partnersearch.models import Offer, State
from tests.factories.network import OrganisationFactory, SeatFactory
from tests.factories.partnersearch import OfferFactory, days_from_now

pytestmark = pytest.mark.django_db

LIST = "/en/partners/"


@pytest.fixture
def complete():
    """What the form sends for a whole offer."""
    return {
        "title": "Öppen verkstad",
        "pitch": "Cykel, textil och snickeri.\r\nTio platser.",
        "language": "sv",
        "english_title": "Open workshop",
        "english_summary": "Bicycles, textile and wood.",
        "role": "host",
        "country": "SE",
        "nuts": "SE33",
        "sectors": ["wood", "textiles"],
        "target_groups": ["neet"],
        "languages": ["sv", "en"],
        "seeking_countries": ["DK"],
        "group_min": "6",
        "group_max": "8",
        "weeks_min": "8",
        "weeks_max": "12",
        "accommodation": "offered",
        "starts_on": "2027-01-10",
        "ends_on": "2027-06-03",
        "date_precision": "months",
        "date_label": "",
        "call": "",
        "expires_on": str(timezone.localdate() + timezone.timedelta(days=90)),
        "form_key": str(uuid4()),
    }


# The list


def test_offer_list_hides_what_is_not_open(visitor):
    shown = OfferFactory(state=State.PUBLISHED)
    for state in set(State) - {State.PUBLISHED}:
        OfferFactory(state=state)
    OfferFactory(state=State.PUBLISHED, expires_on=days_from_now(-1))

    response = visitor.get(LIST)

    assert response.context["offers"] == [shown]
    assert response.context["count"] == "1 offer"


def test_offer_list_is_found_by_words_country_and_role(visitor):
    host = OfferFactory(state=State.PUBLISHED, title="Bicycle workshop", country="SE")
    OfferFactory(state=State.PUBLISHED, title="Bicycle workshop", country="DK", nuts="DK01")
    OfferFactory(state=State.PUBLISHED, title="Bicycle workshop", role="send")
    OfferFactory(state=State.PUBLISHED, title="Kitchen")

    response = visitor.get(LIST, {"q": "bicy", "country": "SE", "role": "host"})

    assert response.context["offers"] == [host]
    assert response.context["filters"] == "“bicy” · We host · Sweden"
    country = next(rows for facet, rows in response.context["facets"] if facet == "country")
    assert country == [("DK", "Denmark", 1, False), ("SE", "Sweden", 1, True)]


def test_offer_list_marks_the_language(visitor):
    OfferFactory(
        state=State.PUBLISHED, title="Öppen verkstad", language="sv", english_title="Open workshop"
    )

    english, danish = (
        "".join(visitor.get(path).content.decode().split()) for path in (LIST, "/da/partners/")
    )

    assert 'lang="sv">Öppenverkstad</a>' in english
    assert "<p><b>Openworkshop</b></p>" in english
    assert '<plang="en"><b>Openworkshop</b></p>' in danish


@pytest.mark.parametrize("rows", [1, 30])
def test_offer_list_asks_a_constant_number_of_queries(visitor, rows, django_assert_num_queries):
    OfferFactory.create_batch(rows, state=State.PUBLISHED)

    # On SQLite the hits stand in a temporary table; two queries are the test's savepoint.
    with django_assert_num_queries(8 if connection.vendor == "sqlite" else 5):
        visitor.get(LIST, {"q": "work", "country": "SE"})


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 30, "²"])
def test_offer_list_takes_any_page_number(visitor, page):
    OfferFactory.create_batch(21, state=State.PUBLISHED)

    response = visitor.get(LIST, {"page": page})

    assert response.context["page"].number in (1, 2)
    assert len(response.context["offers"]) in (1, 20)


def test_offer_list_has_pages_that_keep_the_filters(visitor):
    OfferFactory.create_batch(21, state=State.PUBLISHED)

    response = visitor.get(LIST, {"country": "SE", "page": 2})

    assert response.context["page"].number == 2
    assert "?country=SE&amp;page=1" in response.content.decode()


def test_offer_list_says_what_is_missing_when_empty(visitor):
    assert "No open offers" in visitor.get(LIST).content.decode()
    assert "No offer fits" in visitor.get(LIST, {"q": "zzz"}).content.decode()


def test_offer_export_has_the_filtered_list(visitor):
    offer = OfferFactory(state=State.PUBLISHED, title="=cmd()", call="")
    OfferFactory(state=State.PUBLISHED, country="DK", nuts="DK01")
    OfferFactory(state=State.SUBMITTED)

    response = visitor.get("/en/partners/offers.csv", {"country": "SE"})

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["Title"] == "'=cmd()"
    assert rows[0]["Place"] == "Övre Norrland, Sweden"
    assert rows[0]["Address"] == f"http://testserver/en/partners/{offer.pk}/"


# One offer


def test_offer_detail_shows_the_approved_text_alone(visitor, client_of):
    owner = SeatFactory(organisation=OrganisationFactory(operator=True)).person
    offer = OfferFactory(
        state=State.PUBLISHED, organisation=owner.seats.get().organisation, title="Approved words"
    )
    actions.save_draft(offer=offer, by=owner, values={"title": "Secret words"})
    actions.submit(offer=offer, by=owner)

    path = offer.get_absolute_url()
    public = visitor.get(path).content.decode() + visitor.get(LIST).content.decode()
    private = client_of(owner).get(path).content.decode()

    assert "Approved words" in public
    assert "Secret" not in public
    assert "Secret" in private


def test_offer_detail_names_no_person_and_no_address(visitor):
    offer = OfferFactory(state=State.PUBLISHED, posted_by__email="elin@verkstad.example")

    text = visitor.get(offer.get_absolute_url()).content.decode()

    assert offer.organisation.name in text
    assert "elin@verkstad.example" not in text
    assert offer.posted_by.name not in text


# Writing


def test_offer_create_saves_and_sends(operator, client_of, complete):
    response = client_of(operator).post("/en/partners/new/", complete | {"then": "submit"})

    offer = Offer.objects.get()
    assert response["Location"] == offer.get_absolute_url()
    assert offer.state == State.SUBMITTED
    assert offer.organisation == operator.seats.get().organisation
    assert offer.pitch == "Cykel, textil och snickeri.\nTio platser."
    assert str(offer.window) == "January – June 2027"
    assert (str(offer.starts_on), str(offer.ends_on)) == ("2027-01-01", "2027-06-30")


def test_offer_create_twice_makes_one_offer(operator, client_of, complete):
    client = client_of(operator)
    for _ in range(2):
        response = client.post("/en/partners/new/", complete | {"then": "submit"})

    assert response.status_code == 302
    assert [offer.state for offer in Offer.objects.all()] == ["submitted"]


def test_offer_create_keeps_an_incomplete_draft(stranger, client_of):
    data = {"title": "Idea", "language": "en", "then": "save", "form_key": str(uuid4())}

    client_of(stranger).post("/en/partners/new/", data)

    offer = Offer.objects.get()
    assert (offer.title, offer.state, offer.organisation) == ("Idea", "draft", None)


def test_offer_create_without_a_seat_is_saved_and_not_sent(stranger, client_of, complete):
    client_of(stranger).post("/en/partners/new/", complete | {"then": "submit"})

    assert Offer.objects.get().state == State.DRAFT


def test_offer_create_loses_nothing_typed(operator, client_of, complete):
    wrong = {
        "pitch": "x" * 1001,
        "group_min": "9",
        "nuts": "DK01",
        "expires_on": "2099-01-01",
        "ends_on": "2026-01-01",
    }

    response = client_of(operator).post("/en/partners/new/", complete | wrong | {"then": "submit"})

    form = response.context["form"]
    assert set(form.errors) == {"pitch", "group_max", "nuts", "expires_on", "ends_on"}
    assert form["title"].value() == "Öppen verkstad"
    text = response.content.decode()
    assert "x" * 1001 in text
    assert 'href="#id_pitch"' in text
    assert not Offer.objects.exists()


def test_offer_create_counts_a_new_line_once(operator, client_of, complete):
    complete["pitch"] = "\r\n".join(["x" * 99] * 10)  # 999 characters

    client_of(operator).post("/en/partners/new/", complete | {"then": "submit"})

    assert len(Offer.objects.get().pitch) == 999


def test_offer_edit_does_not_overwrite(operator, client_of, complete):
    offer = OfferFactory(organisation=operator.seats.get().organisation, title="Old")
    actions.save_draft(offer=offer, by=operator, values={"title": "Of a colleague"})
    client, path = client_of(operator), reverse("partnersearch:offer_edit", args=[offer.pk])

    first = client.post(path, complete | {"seen": "1", "then": "save"})
    again = client.post(path, complete | {"seen": first.context["form"]["seen"].value()})

    assert "while you had it open" in first.content.decode()
    assert first.context["form"]["title"].value() == "Öppen verkstad"
    assert again.status_code == 302
    assert Offer.objects.get().title == "Öppen verkstad"


def test_offer_submit_shows_what_is_missing(operator, client_of):
    offer = OfferFactory(organisation=operator.seats.get().organisation, pitch="", sectors=[])

    response = client_of(operator).post(
        reverse("partnersearch:offer_submit", args=[offer.pk]), follow=True
    )

    assert set(response.context["form"].errors) == {"pitch", "sectors"}
    assert Offer.objects.get().state == State.DRAFT


def test_offer_mine_shows_own_offers_alone(operator, client_of):
    own = OfferFactory(organisation=operator.seats.get().organisation)
    OfferFactory(state=State.PUBLISHED)

    response = client_of(operator).get("/en/partners/mine/")

    assert list(response.context["page"]) == [own]


def test_returned_offer_asks_its_owner_to_edit_it_first(operator, client_of):
    offer = OfferFactory(
        organisation=operator.seats.get().organisation,
        state=State.RETURNED,
        decision_reason="Too long",
    )

    content = client_of(operator).get(f"/en/partners/{offer.pk}/").content.decode()

    assert content.count(f'href="/en/partners/{offer.pk}/edit/"') == 1
    assert content.index("/edit/") < content.index("/submit/")


def test_own_draft_without_role_begins_with_the_name_of_its_organisation(operator, client_of):
    organisation = operator.seats.get().organisation
    OfferFactory(organisation=organisation, role="", state=State.DRAFT)

    content = " ".join(client_of(operator).get("/en/partners/mine/").content.decode().split())

    assert f"> {organisation.name}</span>" in content


@pytest.mark.parametrize("rows", [1, 20])
def test_offer_mine_asks_a_constant_number_of_queries(
    operator, client_of, rows, django_assert_num_queries
):
    OfferFactory.create_batch(rows, organisation=operator.seats.get().organisation)
    client = client_of(operator)

    with django_assert_num_queries(9):
        client.get("/en/partners/mine/")


# Moderation


def test_offer_moderation_shows_what_waits_for_this_person(authority, client_of):
    first = OfferFactory(state=State.SUBMITTED)
    OfferFactory(state=State.SUBMITTED, country="DK", nuts="DK01")
    OfferFactory(state=State.SUBMITTED, organisation=authority.seats.get().organisation)
    OfferFactory(state=State.DRAFT)
    changed = OfferFactory(state=State.PUBLISHED)
    actions.save_draft(offer=changed, by=changed.posted_by, values={"title": "New"})
    actions.submit(offer=changed, by=changed.posted_by)

    response = client_of(authority).get("/en/partners/moderation/")

    assert list(response.context["page"]) == [first, changed]


@pytest.mark.parametrize("rows", [1, 20])
def test_offer_moderation_asks_a_constant_number_of_queries(
    authority, client_of, rows, django_assert_num_queries
):
    OfferFactory.create_batch(rows, state=State.SUBMITTED)
    client = client_of(authority)

    with django_assert_num_queries(14):
        client.get("/en/partners/moderation/")


def test_offer_decide_approves(authority, client_of, visitor):
    offer = OfferFactory(state=State.SUBMITTED)
    path = reverse("partnersearch:offer_decide", args=[offer.pk])

    response = client_of(authority).post(path, {"decision": "approve", "seen": 1})

    assert response["Location"] == "/en/partners/moderation/"
    assert visitor.get(LIST).context["offers"] == [offer]


def test_offer_decide_asks_for_a_reason(authority, client_of):
    offer = OfferFactory(state=State.SUBMITTED)
    path = reverse("partnersearch:offer_decide", args=[offer.pk])

    response = client_of(authority).post(path, {"decision": "reject", "seen": 1, "reason": " "})

    assert set(response.context["form"].errors) == {"reason"}
    assert Offer.objects.get().state == State.SUBMITTED


def test_offer_decide_says_what_changed(authority, client_of):
    offer = OfferFactory(state=State.PUBLISHED, pitch="Ten places in wood", call="")
    actions.save_draft(
        offer=offer,
        by=offer.posted_by,
        values={"pitch": "Ten places in metal", "group_max": 12},
    )
    actions.submit(offer=offer, by=offer.posted_by)

    response = client_of(authority).get(reverse("partnersearch:offer_decide", args=[offer.pk]))

    assert dict(response.context["differences"]) == {
        "What they offer and look for": [
            ("same", "Ten places in "),
            ("removed", "wood"),
            ("added", "metal"),
        ],
        "Group": [("removed", "8–10"), ("added", "8–12"), ("same", " persons")],
    }


def test_offer_decide_refuses_what_was_changed_meanwhile(authority, client_of):
    offer = OfferFactory(state=State.SUBMITTED)
    actions.save_draft(offer=offer, by=offer.posted_by, values={"title": "Other"})
    path = reverse("partnersearch:offer_decide", args=[offer.pk])

    response = client_of(authority).post(path, {"decision": "approve", "seen": 1})

    assert "Check it again" in response.content.decode()
    assert response.context["form"]["seen"].value() == 2
    assert Offer.objects.get().state == State.SUBMITTED


def test_offer_decide_says_when_it_is_done(authority, client_of):
    offer = OfferFactory(state=State.PUBLISHED)

    response = client_of(authority).get(
        reverse("partnersearch:offer_decide", args=[offer.pk]), follow=True
    )

    assert "has been decided already" in response.content.decode()


# The rest


@pytest.mark.parametrize(
    ("view", "before", "after"),
    [
        ("offer_pause", State.PUBLISHED, "paused"),
        ("offer_resume", State.PAUSED, "published"),
        ("offer_mark_partner_found", State.PUBLISHED, "partner_found"),
        ("offer_withdraw", State.PUBLISHED, "withdrawn"),
        ("offer_archive", State.EXPIRED, "archived"),
    ],
)
def test_an_owner_moves_the_offer(operator, client_of, view, before, after):
    offer = OfferFactory(organisation=operator.seats.get().organisation, state=before)
    client, path = client_of(operator), reverse(f"partnersearch:{view}", args=[offer.pk])

    client.post(path)
    again = client.post(path, follow=True)

    assert Offer.objects.get().state == after
    assert "not possible any more" in again.content.decode()


def test_the_secretariat_is_asked_why(secretariat, client_of):
    offer = OfferFactory(state=State.PAUSED)
    client, path = client_of(secretariat), offer.get_absolute_url()
    assert 'name="reason"' in client.get(path).content.decode()

    refused = client.post(f"{path}resume/", follow=True)
    assert "Give a reason" in refused.content.decode()
    client.post(f"{path}resume/", {"reason": "All answers are read."})

    assert Offer.objects.get().state == State.PUBLISHED
    assert Offer.objects.get().history.first().history_change_reason == "All answers are read."
