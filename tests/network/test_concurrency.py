"""Several people at once, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from network import actions
from network.models import Function, Invitation, Seat, User
from tests.factories.network import InvitationFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call returned or raised; all start together."""
    together = Barrier(len(calls))

    def run(call):
        try:
            together.wait()
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def ending(seat):
    return lambda: actions.end_seat(
        seat=Seat.objects.get(pk=seat.pk), by=User.objects.get(pk=seat.person_id)
    )


def test_of_two_secretariats_that_leave_one_stays():
    seats = [SeatFactory(function=Function.SECRETARIAT) for _number in range(2)]

    results = at_once(*map(ending, seats))

    assert [type(result) for result in results].count(actions.SeatError) == 1, results
    assert Seat.objects.of_secretariat().count() == 1


def test_a_seat_ends_while_the_other_account_is_closed(admin):
    first, second = (SeatFactory(function=Function.SECRETARIAT) for _number in range(2))

    def close():
        return actions.close_account(
            account=User.objects.get(pk=second.person_id), by=admin, reason="Left"
        )

    results = at_once(ending(first), close)

    assert sum(isinstance(result, Exception) for result in results) == 1, results
    assert Seat.objects.of_secretariat().count() == 1


def closing(person, admin):
    return lambda: actions.close_account(
        account=User.objects.get(pk=person.pk), by=admin, reason="Left"
    )


def test_of_two_secretariats_whose_accounts_are_closed_one_stays(admin):
    people = [SeatFactory(function=Function.SECRETARIAT).person for _number in range(2)]

    results = at_once(*[closing(person, admin) for person in people])

    assert [type(result) for result in results].count(actions.AccountError) == 1, results
    assert Seat.objects.of_secretariat().count() == 1


def test_an_account_is_closed_once(admin, member):
    results = at_once(closing(member, admin), closing(member, admin))

    assert [type(result) for result in results].count(actions.AccountError) == 1, results


def test_an_invitation_is_accepted_once():
    person = UserFactory()
    inviter = SeatFactory()
    invitation = InvitationFactory(
        organisation=inviter.organisation, invited_by=inviter.person, email=person.email
    )

    def accept():
        return actions.accept_invitation(
            invitation=Invitation.objects.get(pk=invitation.pk),
            by=User.objects.get(pk=person.pk),
        )

    results = at_once(accept, accept, accept)

    assert sum(isinstance(result, Seat) for result in results) == 1, results
    assert person.seats.count() == 1


def test_two_requests_of_one_person_make_one_seat():
    person, organisation = UserFactory(), SeatFactory().organisation

    def ask():
        return actions.ask_for_seat(organisation=organisation, by=User.objects.get(pk=person.pk))

    results = at_once(ask, ask)

    assert sum(isinstance(result, actions.SeatError) for result in results) == 1, results
    assert person.seats.count() == 1
