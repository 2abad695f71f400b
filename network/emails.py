"""The mails of this app; each template has its subject in the first line."""

from typing import Any

from django.utils import timezone

from hub import mail
from network import departure
from network.models import DataCopy, Erasure, Invitation, OrganisationProposal, Seat, User


def announce_erasure(erasure: Erasure) -> None:
    """To the person: when it takes effect, and how to call it off."""
    mail.send(to=erasure.person, template="network/erasure_planned", context={"erasure": erasure})


def confirm_erasure(*, address: str, language: str) -> None:
    """To the person who was erased: past the queue, which would keep the address."""
    mail.send_past_the_queue(to=address, template="network/erasure_done", language=language)


def report_remains(erasure: Erasure) -> None:
    """To the secretariat: where frozen texts still name the person."""
    for person in departure.secretariat():
        mail.send(to=person, template="network/erasure_remains", context={"erasure": erasure})


def announce_data_copy(copy: DataCopy) -> None:
    """To the person: where the file is, and for how long."""
    mail.send(to=copy.person, template="network/data_copy_ready", context={"copy": copy})


def tell_account_closed(account: User, *, reason: str) -> None:
    """Before it is closed: nothing is sent to closed accounts."""
    mail.send(to=account, template="network/account_closed", context={"reason": reason})


def tell_account_reopened(account: User, *, reason: str) -> None:
    mail.send(to=account, template="network/account_reopened", context={"reason": reason})


def tell_second_factor_reset(account: User, *, reason: str) -> None:
    mail.send(to=account, template="network/second_factor_reset", context={"reason": reason})


def tell_account_made(account: User) -> None:
    """To the first people of a hub: where to choose a password."""
    mail.send(to=account, template="network/account_made")


# Seats and invitations


def tell_asked(seat: Seat) -> None:
    """Somebody waits to be let in."""
    for person in departure.confirmers_of(seat):
        _send(person, "seat_asked", seat)


def tell_confirmed(seat: Seat) -> None:
    _send(seat.person, "seat_confirmed", seat)


def tell_declined(seat: Seat) -> None:
    context = {"organisation": seat.organisation.name, "reason": seat.ended_reason}
    mail.send(to=seat.person, template="network/seat_declined", context=context)


def tell_left(seat: Seat, *, things: list[departure.LeftThing], tells_person: bool = True) -> None:
    """Who takes over, or has to find somebody who does; and the person."""
    heirs = departure.heirs(seat.person, seat.organisation)
    if seat.person in heirs:  # another seat in the same organisation goes on
        heirs = []
    # Who is being erased has no name any more, not even in a mail about it.
    leaver = seat.person if tells_person else User(erased_at=timezone.now())
    told = [(person, "seat_left") for person in heirs if person.pk != seat.ended_by_id]
    if tells_person:
        told.append((seat.person, "seat_ended"))
    for person, template in told:
        shown = departure.shown_to(person, things, seat.organisation)
        _send(person, template, seat, things=shown, heirs=heirs, leaver=leaver)


def tell_proposed(proposal: OrganisationProposal) -> None:
    """An organisation that is not there yet is to be looked at."""
    people = departure.in_charge(proposal.country, proposal.region) or departure.secretariat()
    for person in people:
        if person != proposal.person:
            mail.send(
                to=person, template="network/organisation_proposed", context={"proposal": proposal}
            )


def tell_proposal_declined(proposal: OrganisationProposal) -> None:
    context = {"organisation": proposal.name, "reason": proposal.reason}
    mail.send(to=proposal.person, template="network/seat_declined", context=context)


def tell_invited(invitation: Invitation, *, token: str) -> None:
    """To the address, in the language that the inviter chose for it."""
    context = {"invitation": invitation, "token": token}
    mail.send(
        to=invitation.email,
        template="network/invitation",
        context=context,
        language=invitation.language,
    )


def tell_answered(invitation: Invitation, *, seat: Seat | None) -> None:
    """Who invited learns what came of it."""
    if invitation.invited_by:
        context = {"invitation": invitation, "seat": seat}
        mail.send(to=invitation.invited_by, template="network/invitation_answered", context=context)


def _send(person: User, template: str, seat: Seat, **more: Any) -> None:
    mail.send(to=person, template=f"network/{template}", context={"seat": seat, **more})
