"""The mails about offers; each template has its subject in the first line."""

from hub.mail import send
from network import departure
from network.models import Function, Seat, User
from partnersearch.models import Offer


def tell_moderators(offer: Offer) -> None:
    """An offer, or a change of one, waits for a decision."""
    for person in moderators_of(offer):
        _send(person, "offer_submitted", offer)


def tell_approved(offer: Offer) -> None:
    for person in owners_of(offer):
        _send(person, "offer_approved", offer)


def tell_returned(offer: Offer) -> None:
    for person in owners_of(offer):
        _send(person, "offer_returned", offer)


def tell_rejected(offer: Offer) -> None:
    """Of an offer that is still approved, the change alone was rejected."""
    for person in owners_of(offer):
        _send(person, "offer_rejected", offer)


def tell_expired(offer: Offer) -> None:
    for person in owners_of(offer):
        _send(person, "offer_expired", offer)


def tell_moved(offer: Offer, *, reason: str) -> None:
    """The secretariat paused or ended it, or showed it again."""
    for person in owners_of(offer):
        _send(person, "offer_moved", offer, reason=reason)


def moderators_of(offer: Offer) -> list[User]:
    """The people of the authority in charge, else of the secretariat; not who posted it."""
    seats = Seat.objects.current().filter(
        organisation__in=offer.authorities(), function=Function.MEMBER
    )
    if not seats.exists():
        seats = Seat.objects.current().filter(function=Function.SECRETARIAT)
    people = User.objects.filter(is_active=True, seats__in=seats)
    if offer.posted_by:
        people = people.exclude(pk=offer.posted_by.pk)
    return list(people.distinct().order_by("pk"))


def owners_of(offer: Offer) -> list[User]:
    """Who posted it, while in the organisation; else who has taken over, or everybody there."""
    if offer.organisation is None:
        return [offer.posted_by] if offer.posted_by else []
    return departure.heirs(offer.posted_by, offer.organisation)


def _send(person: User, template: str, offer: Offer, **more: str) -> None:
    context = {"offer": offer, "title": offer.latest.title, **more}
    send(to=person, template=f"partnersearch/{template}", context=context)
