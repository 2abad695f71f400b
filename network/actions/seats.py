"""Seats are asked for, given, confirmed and ended; the rights follow."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network import rules
from network.actions.groups import derive_groups
from network.history import acting
from network.models import Function, Organisation, Seat, User


class SeatError(Exception):
    """A seat cannot be given, confirmed or ended in this way; the message is for the person."""


@transaction.atomic
def ask_for_seat(
    *, organisation: Organisation, by: User, function: Function = Function.MEMBER
) -> Seat:
    """The person asks to be let in; nothing follows before somebody else confirms."""
    if not rules.can_ask_for_seat(by):
        raise SeatError(_("Sign in first."))
    if Seat.objects.filter(
        person=by, organisation=organisation, function=function, until__isnull=True
    ).exists():
        raise SeatError(_("You have this seat already, or have asked for it."))
    with acting(by=by, reason="asked for a seat"):
        return Seat.objects.create(person=by, organisation=organisation, function=function)


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
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
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


@transaction.atomic
def end_seat(*, seat: Seat, by: User, reason: str = "") -> None:
    """The seat ends today, with the rights that it gave; the last secretariat stays."""
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if locked.until is not None:
        raise SeatError(_("This seat has ended."))
    if not rules.can_end_seat(by, locked):
        raise SeatError(_("You cannot end this seat."))
    close(locked, signed=by, reason=reason or "ended the seat")
    seat.refresh_from_db()


def close(locked: Seat, *, signed: User, reason: str) -> None:
    """End a seat whose row is locked, whoever asked for it; never the last secretariat's."""
    others = Seat.objects.current().filter(function=Function.SECRETARIAT).exclude(pk=locked.pk)
    if locked.function == Function.SECRETARIAT and not others.exists():
        raise SeatError(_("The network needs a secretariat: name another person first."))
    locked.until = max(timezone.localdate(), locked.since)
    with acting(by=signed, reason=reason):
        locked.save()
    derive_groups(person=locked.person)
