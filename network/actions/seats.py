"""Seats are asked for, given, confirmed, declined, handed over and ended; the rights follow."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network import departure, emails, rules
from network.actions.groups import derive_groups
from network.history import acting
from network.models import Function, Organisation, Seat, User


class SeatError(Exception):
    """A seat cannot be given, confirmed or ended in this way; the message is for the person."""


@transaction.atomic
def ask_for_seat(
    *,
    organisation: Organisation,
    by: User,
    function: Function = Function.MEMBER,
    message: str = "",
) -> Seat:
    """The person asks to be let in; nothing follows before somebody else confirms."""
    if not rules.can_ask_for_seat(by):
        raise SeatError(_("Sign in first."))
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if Seat.objects.filter(
        person=by, organisation=organisation, function=function, until__isnull=True
    ).exists():
        raise SeatError(_("You have this seat already, or have asked for it."))
    with acting(by=by, reason="asked for a seat"):
        seat = Seat.objects.create(
            person=by, organisation=organisation, function=function, message=message
        )
    emails.tell_asked(seat)
    return seat


@transaction.atomic
def withdraw_request(*, seat: Seat, by: User) -> None:
    """The person does not want it any more; those who were asked have nothing left to do."""
    locked = _locked(seat)
    if not rules.can_withdraw_request(by, locked):
        raise SeatError(_("This request cannot be withdrawn any more."))
    _end(locked, by=by, reason="withdrew the request")
    seat.refresh_from_db()


@transaction.atomic
def give_seat(
    *, person: User, organisation: Organisation, by: User, function: Function = Function.MEMBER
) -> Seat:
    """Open and confirm a seat in one step."""
    seat = Seat.objects.filter(
        person=person, organisation=organisation, function=function, until__isnull=True
    ).first()
    if seat is None:
        with acting(by=by, reason="opened a seat"):
            seat = Seat.objects.create(person=person, organisation=organisation, function=function)
    confirm_seat(seat=seat, by=by)
    return seat


@transaction.atomic
def confirm_seat(*, seat: Seat, by: User) -> None:
    """Let the person in; the groups follow."""
    locked = _locked(seat)
    if locked.until is not None:
        raise SeatError(_("This seat has ended."))
    if locked.confirmed_at is not None:
        raise SeatError(_("This seat is confirmed already."))
    if not rules.can_confirm_seat(by, locked):
        raise SeatError(_("You cannot confirm this seat."))
    locked.confirmed_at, locked.confirmed_by = timezone.now(), by
    with acting(by=by, reason="confirmed the seat"):
        locked.save()
    seat.refresh_from_db()
    derive_groups(person=seat.person)
    emails.tell_confirmed(seat)


@transaction.atomic
def decline_seat(*, seat: Seat, by: User, reason: str) -> None:
    """The request is answered with no; the person reads why."""
    locked = _locked(seat)
    if not locked.is_waiting:
        raise SeatError(_("Somebody else was quicker: this is done already."))
    if not rules.can_confirm_seat(by, locked):
        raise SeatError(_("You cannot decide on this request."))
    if not reason.strip():
        raise SeatError(_("Give a reason; the person will read it."))
    _end(locked, by=by, reason=reason.strip())
    seat.refresh_from_db()
    emails.tell_declined(seat)


@transaction.atomic
def end_seat(*, seat: Seat, by: User, reason: str = "", successor: User | None = None) -> None:
    """The seat ends today, with the rights that it gave; the last secretariat stays.

    What the person led stays with the organisation: `successor` is named for it, a colleague.
    """
    lock_secretariat()
    locked = _locked(seat)
    if locked.until is not None:
        raise SeatError(_("This seat has ended."))
    if not rules.can_end_seat(by, locked):
        raise SeatError(_("You cannot end this seat."))
    if successor is not None and not _is_colleague(successor, locked):
        raise SeatError(_("Only a colleague of the same organisation can take over."))
    close(locked, signed=by, reason=reason.strip() or "ended the seat", successor=successor)
    seat.refresh_from_db()


def close(
    locked: Seat,
    *,
    signed: User,
    reason: str,
    successor: User | None = None,
    tells_person: bool = True,
) -> None:
    """End a seat whose row is locked, whoever asked for it; never the last secretariat's."""
    if locked.function == Function.SECRETARIAT:
        keep_secretariat(without=locked)
    was_current = locked.is_current
    people = departure.led_by(locked.person, locked.organisation) if was_current else []
    _end(locked, by=signed, reason=reason, successor=successor)
    derive_groups(person=locked.person)
    if was_current:
        things = departure.things_of(locked.organisation, people)
        emails.tell_left(locked, things=things, tells_person=tells_person)


@transaction.atomic
def hand_over_seat(*, seat: Seat, to: User, by: User, reason: str = "") -> None:
    """A colleague takes over: gets the same function, and is named for what the person led."""
    if not rules.can_hand_over_seat(by, seat):
        raise SeatError(_("You cannot hand over this seat."))
    if not _is_colleague(to, seat):
        raise SeatError(_("Only a colleague of the same organisation can take over."))
    same = Seat.objects.current().filter(
        person=to, organisation=seat.organisation, function=seat.function
    )
    if not same.exists():
        give_seat(
            person=to, organisation=seat.organisation, function=Function(seat.function), by=by
        )
    end_seat(seat=seat, by=by, reason=reason, successor=to)


# The last secretariat


def lock_secretariat() -> None:
    """Of several people who leave at the same moment, one goes after the other."""
    secretariat = Seat.objects.filter(function=Function.SECRETARIAT, until__isnull=True)
    list(secretariat.select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def keep_secretariat(*, without: Seat | User) -> None:
    """Refuse what would leave the network without a secretariat: the end of a seat or an account."""
    lock_secretariat()
    seats = Seat.objects.of_secretariat()
    mine = (
        seats.filter(person=without) if isinstance(without, User) else seats.filter(pk=without.pk)
    )
    if mine.exists() and not seats.exclude(pk__in=mine).exists():
        raise SeatError(_("The network needs a secretariat: name another person first."))


def _locked(seat: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)


def _end(seat: Seat, *, by: User, reason: str, successor: User | None = None) -> None:
    seat.until = max(timezone.localdate(), seat.since)
    seat.ended_by, seat.ended_reason, seat.successor = by, reason, successor
    with acting(by=by, reason=reason):
        seat.save()


def _is_colleague(person: User, seat: Seat) -> bool:
    return person.pk != seat.person_id and person in departure.people_in(seat.organisation)
