import pytest
from django.contrib.auth.models import AnonymousUser

from network import rules
from network.models import Function, Organisation
from tests.factories.network import (
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


ROLES = (
    "secretariat",
    "expert",
    "steering",
    "member",
    "operator",
    "authority",
    "auditor",
    "admin",
    "stranger",
)


@pytest.fixture
def cast(request):
    people = {role: request.getfixturevalue(role) for role in ROLES}
    return {"visitor": AnonymousUser(), **people}


def who(cast, rule, thing):
    return {name for name, user in cast.items() if rule(user, thing)}


def test_first_seat_is_confirmed_by_secretariat_or_national_authority(cast):
    swedish = SeatFactory(waiting=True, organisation=OrganisationFactory(country="SE"))
    german = SeatFactory(waiting=True, organisation=OrganisationFactory(country="DE"))

    assert who(cast, rules.can_confirm_seat, swedish) == {"secretariat", "authority"}
    assert who(cast, rules.can_confirm_seat, german) == {"secretariat"}


def test_later_seats_are_confirmed_by_a_colleague(cast):
    agency = cast["member"].seats.get().organisation
    seat = SeatFactory(waiting=True, organisation=agency)

    assert who(cast, rules.can_confirm_seat, seat) == {"secretariat", "member"}


def test_functions_are_given_by_the_secretariat_and_administrators_by_administrators(cast):
    expert = SeatFactory(waiting=True, function=Function.EXPERT)
    administrator = SeatFactory(waiting=True, function=Function.ADMINISTRATOR)

    assert who(cast, rules.can_confirm_seat, expert) == {"secretariat"}
    assert who(cast, rules.can_confirm_seat, administrator) == {"admin"}


def test_nobody_confirms_themselves(secretariat):
    own = SeatFactory(waiting=True, person=secretariat)

    assert not rules.can_confirm_seat(secretariat, own)


def test_seats_are_ended_by_their_person_or_who_could_give_them(cast):
    assert who(cast, rules.can_end_seat, cast["operator"].seats.get()) == {
        "secretariat",
        "operator",
    }
    assert who(cast, rules.can_end_seat, cast["admin"].seats.get()) == {"admin"}


def test_one_acts_only_on_an_own_current_seat(cast, member):
    seat = member.seats.get()
    waiting = SeatFactory(waiting=True, person=member)

    assert who(cast, rules.can_act_on, seat) == {"member"}
    assert who(cast, rules.can_act_on, waiting) == set()


def test_authority_of_the_region_goes_before_that_of_the_country(authority):
    regional = OrganisationFactory(authority=True, country="SE", authority_regions=["SE33"])
    person = SeatFactory(organisation=regional).person

    assert not rules.is_authority_for(authority, "SE", "SE331")
    assert rules.is_authority_for(person, "SE", "SE331")
    assert rules.is_authority_for(authority, "SE", "SE11")
    assert rules.is_authority_for(authority, "SE")
    assert list(Organisation.objects.in_charge_of("SE", "SE331")) == [regional]


def test_entries_are_published_by_the_secretariat_of_another_organisation(cast):
    entry = ProjectFactory(proposed=True, organisation=cast["operator"].seats.get().organisation)
    own = ProjectFactory(proposed=True, organisation=cast["secretariat"].seats.get().organisation)

    assert who(cast, rules.can_publish_entry, entry) == {"secretariat"}
    assert who(cast, rules.can_publish_entry, own) == set()


def test_a_person_without_seat_has_no_rights():
    person = UserFactory()

    assert not rules.can_publish_entry(person, ProjectFactory())
