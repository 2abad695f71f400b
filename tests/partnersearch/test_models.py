import pytest
from django.db import IntegrityError

from partnersearch.models import Offer, State
from tests.factories.network import OrganisationFactory, SeatFactory
from tests.factories.partnersearch import OfferFactory, days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_state():
    """One offer of a Danish organisation in each state, and one published that has run out."""
    organisation = OrganisationFactory(operator=True, country="DK")
    offers = {
        state: OfferFactory(
            state=state, organisation=organisation, country="DK", nuts="DK01", title=state
        )
        for state in State
    }
    offers["run out"] = OfferFactory(
        state=State.PUBLISHED, organisation=organisation, country="DK", expires_on=days_from_now(-1)
    )
    return offers


def seen_by(user):
    return set(Offer.objects.visible_to(user).values_list("title", flat=True))


def test_visitors_see_what_is_open(every_state, stranger, operator, translator, admin):
    for user in (stranger, operator, translator, admin):
        assert seen_by(user) == {"published"}


def test_everything_but_drafts_is_seen_by_who_looks_after_offers(
    every_state, secretariat, expert, steering
):
    everything = {offer.title for offer in every_state.values()}

    for user in (secretariat, expert, steering):
        assert seen_by(user) == everything - {"draft"}


def test_the_auditor_sees_everything(every_state, auditor):
    assert seen_by(auditor) == {offer.title for offer in every_state.values()}


def test_an_authority_sees_the_offers_of_its_country(every_state, authority):
    swedish = OfferFactory(state=State.SUBMITTED, country="SE", title="Swedish")
    OfferFactory(state=State.DRAFT, country="SE", title="Swedish draft")

    assert seen_by(authority) == {"published", swedish.title}


def test_an_authority_of_a_region_sees_the_offers_of_its_region():
    seat = SeatFactory(
        organisation=OrganisationFactory(authority=True, country="BE", authority_regions=["BE2"])
    )
    OfferFactory(state=State.SUBMITTED, country="BE", nuts="BE21", title="Antwerp")
    OfferFactory(state=State.SUBMITTED, country="BE", nuts="BE32", title="Hainaut")

    assert seen_by(seat.person) == {"Antwerp"}


def test_colleagues_see_the_drafts_of_their_organisation(every_state):
    colleague = SeatFactory(organisation=every_state[State.DRAFT].organisation).person
    waiting = SeatFactory(organisation=every_state[State.DRAFT].organisation, waiting=True).person

    assert seen_by(colleague) == {offer.title for offer in every_state.values()}
    assert seen_by(waiting) == {"published"}


def test_open_leaves_out_what_has_run_out(every_state):
    assert list(Offer.objects.open()) == [every_state[State.PUBLISHED]]
    assert set(Offer.objects.run_out()) == {every_state["run out"]}


def test_the_latest_text_is_the_change_with_its_own_types():
    offer = OfferFactory(state=State.PUBLISHED, title="Before")
    offer.change = {**offer.text, "title": "After"}
    offer.change_state = State.SUBMITTED
    offer.save()

    offer = Offer.objects.get()

    assert offer.title == "Before"
    assert offer.latest.title == "After"
    assert offer.latest.expires_on == offer.expires_on


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sold"},
        {"state": State.SUBMITTED, "organisation": None},
        {"group_min": 9, "group_max": 8},
        {"change": {"title": "x"}, "change_state": State.SUBMITTED},
        {"state": State.PUBLISHED, "change": {"title": "x"}},
        {"state": State.PUBLISHED, "expires_on": None},
    ],
)
def test_the_database_refuses(wrong):
    with pytest.raises(IntegrityError):
        OfferFactory(**wrong)


def test_who_has_left_an_organisation_reads_its_drafts_no_more(operator):
    seat = operator.seats.get()
    offer = OfferFactory(organisation=seat.organisation, posted_by=operator, state=State.DRAFT)
    before = list(Offer.objects.visible_to(operator))

    seat.until = seat.since
    seat.save()

    assert before == [offer]
    assert list(Offer.objects.visible_to(operator)) == []
    assert list(Offer.objects.own(operator)) == []
