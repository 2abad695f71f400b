from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupPagePermission

from hub.registries import retention_rules
from hub.site import SiteSetUp
from network import actions
from network.models import Function, Seat, State, User
from network.roles import Role, roles_of
from network.tasks import follow_seats
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("organisation", "function", "roles"),
    [
        ({"core": True}, Function.MEMBER, {Role.CORE_MEMBER}),
        ({"authority": True}, Function.MEMBER, {Role.CORE_MEMBER, Role.AUTHORITY}),
        ({"extended": True}, Function.MEMBER, {Role.EXTENDED_MEMBER}),
        ({"operator": True}, Function.MEMBER, {Role.OPERATOR}),
        ({"core": True}, Function.EXPERT, {Role.EXPERT}),
        ({}, Function.TRANSLATOR, {Role.TRANSLATOR}),
        ({}, Function.MEMBER, set()),
    ],
)
def test_roles_follow_from_the_seat(organisation, function, roles):
    seat = SeatFactory(organisation=OrganisationFactory(**organisation), function=function)

    assert roles_of(fresh(seat.person)) == roles


def test_rights_are_the_union_of_all_seats():
    person = UserFactory()
    SeatFactory(person=person, organisation=OrganisationFactory(core=True))
    SeatFactory(person=person, organisation=OrganisationFactory(operator=True))
    SeatFactory(person=person, waiting=True, function=Function.SECRETARIAT)

    assert roles_of(fresh(person)) == {Role.CORE_MEMBER, Role.OPERATOR}


def test_derive_groups_leaves_groups_of_others_alone(member, django_user_model):
    strange = member.groups.create(name="Choir")

    actions.derive_groups(person=member)

    assert set(member.groups.values_list("name", flat=True)) == {strange.name, "Core members"}


def test_ask_for_seat_gives_nothing_yet(stranger):
    organisation = OrganisationFactory(core=True)

    seat = actions.ask_for_seat(organisation=organisation, by=stranger)

    assert (seat.confirmed_at, roles_of(fresh(stranger))) == (None, frozenset())
    with pytest.raises(actions.SeatError, match="already"):
        actions.ask_for_seat(organisation=organisation, by=stranger)


def test_confirm_seat_lets_in_and_keeps_who(secretariat, stranger):
    seat = actions.ask_for_seat(organisation=OrganisationFactory(core=True), by=stranger)

    actions.confirm_seat(seat=seat, by=secretariat)

    assert seat.confirmed_by == secretariat
    assert roles_of(fresh(stranger)) == {Role.CORE_MEMBER}
    assert [(row.history_user, row.history_change_reason) for row in seat.history.all()] == [
        (secretariat, "confirmed the seat"),
        (stranger, "asked for a seat"),
    ]


def test_confirm_seat_refuses_oneself_twice_and_ended(secretariat, stranger):
    own = actions.ask_for_seat(organisation=OrganisationFactory(core=True), by=secretariat)
    done = SeatFactory(person=stranger)
    ended = SeatFactory(waiting=True, until=timezone.localdate())

    with pytest.raises(actions.SeatError, match="cannot confirm"):
        actions.confirm_seat(seat=own, by=secretariat)
    with pytest.raises(actions.SeatError, match="confirmed already"):
        actions.confirm_seat(seat=done, by=secretariat)
    with pytest.raises(actions.SeatError, match="has ended"):
        actions.confirm_seat(seat=ended, by=secretariat)


def test_give_seat_opens_and_confirms(secretariat, stranger):
    organisation = OrganisationFactory(extended=True)

    seat = actions.give_seat(person=stranger, organisation=organisation, by=secretariat)

    assert list(Seat.objects.current().filter(person=stranger)) == [seat]
    assert roles_of(fresh(stranger)) == {Role.EXTENDED_MEMBER}


def test_end_seat_takes_the_rights_at_once(secretariat, member):
    seat = member.seats.get()

    actions.end_seat(seat=seat, by=secretariat, reason="left the agency")

    assert roles_of(fresh(member)) == frozenset()
    assert list(member.seats.current()) == []
    assert seat.history.first().history_change_reason == "left the agency"
    with pytest.raises(actions.SeatError, match="has ended"):
        actions.end_seat(seat=seat, by=secretariat)


def test_end_seat_keeps_the_last_secretariat(secretariat):
    seat = secretariat.seats.get()

    with pytest.raises(actions.SeatError, match="needs a secretariat"):
        actions.end_seat(seat=seat, by=secretariat)

    second = SeatFactory(function=Function.SECRETARIAT)
    actions.end_seat(seat=seat, by=second.person)
    assert roles_of(fresh(secretariat)) == frozenset()


def test_end_seat_refuses_others(operator, member):
    with pytest.raises(actions.SeatError, match="cannot end"):
        actions.end_seat(seat=member.seats.get(), by=operator)


def test_follow_seats_ends_rights_with_the_day(member):
    yesterday = timezone.localdate() - timedelta(days=1)
    member.seats.update(since=yesterday, until=timezone.localdate())
    assert roles_of(fresh(member)) == {Role.CORE_MEMBER}

    follow_seats.enqueue()

    assert roles_of(fresh(member)) == frozenset()


@pytest.mark.parametrize("factory", [MobilityProgrammeFactory, ProjectFactory])
def test_publish_entry_and_withdraw_it(factory, secretariat):
    entry = factory(proposed=True)

    actions.publish_entry(entry=entry, by=secretariat)
    assert list(type(entry).objects.published()) == [entry]
    with pytest.raises(actions.EntryError, match="quicker"):
        actions.publish_entry(entry=entry, by=secretariat)

    actions.withdraw_entry(entry=entry, by=secretariat, reason="the source is gone")
    assert list(type(entry).objects.published()) == []
    assert [row.history_change_reason for row in entry.history.all()][:2] == [
        "the source is gone",
        "published",
    ]


def test_publish_entry_is_not_for_its_own_organisation(secretariat, member):
    own = ProjectFactory(proposed=True, organisation=secretariat.seats.get().organisation)

    for person in (secretariat, member):
        with pytest.raises(actions.EntryError, match="cannot publish"):
            actions.publish_entry(entry=own, by=person)


def test_every_state_has_its_moves():
    assert set(actions.MOVES) == set(State)


def test_set_up_groups_may_run_again(secretariat, translator, auditor, member):
    site = SiteSetUp()
    actions.set_up_groups(site)
    before = GroupPagePermission.objects.count()
    actions.set_up_groups(SiteSetUp())

    assert GroupPagePermission.objects.count() == before
    cast = (secretariat, translator, auditor, member)
    editors = [user for user in cast if user.has_perm("wagtailadmin.access_admin")]
    assert editors == [secretariat, translator, auditor]
    assert auditor.has_perm("network.view_seat")
    assert not auditor.has_perm("network.change_seat")
    assert not translator.has_perm("network.view_seat")


def test_forget_unconfirmed_accounts_spares_everybody_else(member, stranger):
    now = timezone.now()
    old = UserFactory(date_joined=now - timedelta(days=8))
    old.emailaddress_set.update(verified=False)
    young = UserFactory(date_joined=now)
    young.emailaddress_set.update(verified=False)
    # Made by `createsuperuser`, and not used yet.
    User.objects.create_superuser("root@alma.example", date_joined=now - timedelta(days=8))
    for person in (member, stranger):
        type(person).objects.filter(pk=person.pk).update(date_joined=now - timedelta(days=400))
    week_ago = now - timedelta(days=7)
    before = User.objects.count()

    assert actions.forget_unconfirmed_accounts(week_ago, True) == 1
    assert User.objects.count() == before
    assert actions.forget_unconfirmed_accounts(week_ago, False) == 1
    assert not User.objects.filter(pk=old.pk).exists()
    assert User.objects.count() == before - 1
    assert retention_rules["network.unconfirmed_accounts"].days == 7
