"""Who may do what with an offer."""

from typing import Any

from network.models import Function, Organisation, Seat
from network.roles import Role, has_role
from partnersearch.models import Offer, State


def has_seat_in(user: Any, organisation: Organisation | None, *functions: Function) -> bool:
    """A confirmed seat, with one of these functions if any are named."""
    if organisation is None or not user.is_authenticated:
        return False
    return any(
        seat.organisation_id == organisation.pk and (not functions or seat.function in functions)
        for seat in seats_of(user)
    )


def seats_of(user: Any) -> list[Seat]:
    """The person's confirmed seats; one query for each user object."""
    if "_offer_seats" not in user.__dict__:
        seats = Seat.objects.current().filter(person=user).select_related("organisation")
        user.__dict__["_offer_seats"] = list(seats)
    return user.__dict__["_offer_seats"]


def can_create(user: Any) -> bool:
    """Every account may save drafts."""
    return user.is_authenticated and user.is_active


def member_seats(user: Any) -> list[Seat]:
    """In organisations that take part in the network or in a project; they may have offers."""
    return [
        seat
        for seat in seats_of(user)
        if seat.function == Function.MEMBER and seat.organisation.circle
    ]


def organisation_for(user: Any, acting_for: Organisation | None) -> Organisation | None:
    """For which organisation a new offer is: the one acted for, if it may have offers."""
    organisations = [seat.organisation for seat in member_seats(user)]
    return acting_for if acting_for in organisations else next(iter(organisations), None)


def is_own(user: Any, offer: Offer) -> bool:
    """Of the person's organisation; a draft without organisation is of who wrote it."""
    if not can_create(user):
        return False
    if offer.organisation_id is None:
        return offer.posted_by_id == user.pk
    return any(seat.organisation_id == offer.organisation_id for seat in member_seats(user))


def can_edit(user: Any, offer: Offer) -> bool:
    """Its organisation, and the secretariat once something was submitted."""
    if is_own(user, offer):
        return True
    return has_role(user, Role.SECRETARIAT) and offer.state != State.DRAFT


def can_submit(user: Any, offer: Offer) -> bool:
    """Whoever may edit; a draft without organisation needs one first."""
    if offer.organisation_id is None:
        return is_own(user, offer) and bool(member_seats(user))
    return can_edit(user, offer)


def can_close(user: Any, offer: Offer) -> bool:
    """Pause, resume, withdraw, name a partner found, archive."""
    return can_edit(user, offer)


def can_moderate(user: Any, offer: Offer) -> bool:
    """The national authority in charge, else the secretariat; nobody for the own organisation.

    The secretariat may stand in for an authority that does not answer; mails go to who is in
    charge.
    """
    if offer.posted_by_id == user.pk or has_seat_in(user, offer.organisation):
        return False
    if has_role(user, Role.SECRETARIAT):
        return True
    return has_role(user, Role.AUTHORITY) and any(
        has_seat_in(user, authority, Function.MEMBER) for authority in offer.authorities()
    )


def can_read_queue(user: Any) -> bool:
    return has_role(
        user,
        Role.SECRETARIAT,
        Role.AUTHORITY,
        Role.EXPERT,
        Role.STEERING_GROUP,
        Role.AUDITOR,
    )


def can_read_history(user: Any, offer: Offer) -> bool:
    """Who did what and why, and a change not approved yet: owners and who looks after offers."""
    if is_own(user, offer):
        return True
    if has_role(user, Role.AUDITOR):
        return True
    return offer.change_state != State.DRAFT and (
        has_role(user, Role.SECRETARIAT, Role.EXPERT, Role.STEERING_GROUP)
        or can_moderate(user, offer)
    )
