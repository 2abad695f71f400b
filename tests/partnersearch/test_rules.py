import pytest
from django.contrib.auth.models import AnonymousUser

from network.models import Function
from partnersearch import rules
from partnersearch.models import State
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory
from tests.factories.partnersearch import OfferFactory

pytestmark = pytest.mark.django_db


def test_everybody_with_an_account_may_write_a_draft(stranger):
    assert rules.can_create(stranger)
    assert not rules.can_create(AnonymousUser())


def test_without_a_seat_a_draft_is_not_submitted(stranger):
    offer = OfferFactory(posted_by=stranger, organisation=None)

    assert rules.can_edit(stranger, offer)
    assert not rules.can_submit(stranger, offer)


def test_a_waiting_seat_does_not_submit():
    seat = SeatFactory(organisation=OrganisationFactory(operator=True), waiting=True)
    offer = OfferFactory(posted_by=seat.person, organisation=None)

    assert not rules.can_submit(seat.person, offer)


def test_a_function_alone_has_no_offers(expert):
    offer = OfferFactory(posted_by=expert, organisation=None)

    assert not rules.can_submit(expert, offer)


def test_colleagues_edit_and_submit():
    offer = OfferFactory()
    colleague = SeatFactory(organisation=offer.organisation).person

    assert rules.can_edit(colleague, offer)
    assert rules.can_submit(colleague, offer)


def test_others_do_not_edit(operator, authority, expert, auditor, admin, stranger):
    offer = OfferFactory(state=State.SUBMITTED)

    for user in (operator, authority, expert, auditor, admin, stranger, AnonymousUser()):
        assert not rules.can_edit(user, offer)


def test_the_secretariat_edits_what_was_submitted(secretariat):
    assert rules.can_edit(secretariat, OfferFactory(state=State.SUBMITTED))
    assert not rules.can_edit(secretariat, OfferFactory())


@pytest.fixture
def belgium():
    """A national authority, and one for Flanders."""
    return {
        "country": SeatFactory(
            organisation=OrganisationFactory(authority=True, country="BE")
        ).person,
        "region": SeatFactory(
            organisation=OrganisationFactory(
                authority=True, country="BE", authority_regions=["BE2"]
            )
        ).person,
    }


def moderators(offer, people):
    return {name for name, person in people.items() if rules.can_moderate(person, offer)}


def test_the_region_comes_before_the_country(belgium, secretariat, authority):
    people = belgium | {"secretariat": secretariat, "sweden": authority}

    antwerp = OfferFactory(country="BE", nuts="BE21", state=State.SUBMITTED)
    hainaut = OfferFactory(country="BE", nuts="BE32", state=State.SUBMITTED)
    poland = OfferFactory(country="PL", nuts="", state=State.SUBMITTED)

    assert moderators(antwerp, people) == {"region", "secretariat"}
    assert moderators(hainaut, people) == {"country", "secretariat"}
    assert moderators(poland, people) == {"secretariat"}


def test_nobody_decides_for_the_own_organisation(belgium, secretariat):
    flemish = belgium["region"].seats.get().organisation
    offer = OfferFactory(country="BE", nuts="BE21", organisation=flemish, state=State.SUBMITTED)
    colleague = SeatFactory(organisation=flemish).person
    double = SeatFactory(organisation=flemish, person=secretariat).person
    people = belgium | {"colleague": colleague, "double": double}

    assert moderators(offer, people) == {"country"}


def test_nobody_decides_what_they_posted(secretariat):
    assert not rules.can_moderate(secretariat, OfferFactory(posted_by=secretariat))


def test_a_former_colleague_has_no_say(authority):
    authority.seats.update(since="2020-01-01", until="2021-01-01")
    offer = OfferFactory(state=State.SUBMITTED)

    assert not rules.can_moderate(authority, offer)


def test_a_new_offer_is_for_the_organisation_acted_for():
    user = UserFactory()
    first = SeatFactory(person=user, organisation=OrganisationFactory(operator=True)).organisation
    second = SeatFactory(person=user, organisation=OrganisationFactory(extended=True)).organisation
    office = SeatFactory(
        person=user, organisation=OrganisationFactory(core=True), function=Function.EXPERT
    ).organisation

    assert rules.organisation_for(user, second) == second
    assert rules.organisation_for(user, office) in (first, second)
