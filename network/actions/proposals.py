"""Organisations that are not there yet: proposed with a seat, taken in or declined."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hub import page_cache
from network import emails, rules
from network.actions.seats import SeatError, confirm_seat
from network.history import acting
from network.models import Organisation, OrganisationProposal, ProposalState, Seat, User
from network.models.organisation import RESERVED_SLUGS

MOST_OPEN = 5

PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset(
        {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.DECLINED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


@transaction.atomic
def propose_organisation(*, proposal: OrganisationProposal, by: User) -> OrganisationProposal:
    """The person asks for a seat in an organisation that nobody has entered yet."""
    if not rules.can_ask_for_seat(by):
        raise SeatError(_("Sign in first."))
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    mine = OrganisationProposal.objects.filter(person=by, state=ProposalState.OPEN)
    if mine.filter(name__iexact=proposal.name, country=proposal.country).exists():
        raise SeatError(_("You have this seat already, or have asked for it."))
    if mine.count() >= MOST_OPEN:
        raise SeatError(_("You have asked for several organisations. Wait for an answer first."))
    proposal.person = by
    with acting(by=by, reason="proposed an organisation"):
        proposal.save()
    emails.tell_proposed(proposal)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    proposal: OrganisationProposal,
    by: User,
    circle: str,
    existing: Organisation | None = None,
) -> Organisation:
    """Enter the organisation, or take the one that was there all along; the seat is confirmed."""
    locked = _open(proposal, by)
    organisation = existing or _entered(locked, circle, by)
    seat = Seat.objects.filter(
        person=locked.person, organisation=organisation, function="member", until__isnull=True
    ).first()
    if seat is None:
        with acting(by=by, reason="opened a seat"):
            seat = Seat.objects.create(
                person=locked.person, organisation=organisation, message=locked.message
            )
    if seat.is_waiting:
        if rules.can_confirm_seat(by, seat):
            confirm_seat(seat=seat, by=by)
        else:  # it has people, who know better
            emails.tell_asked(seat)
    locked.organisation = organisation
    _decide(locked, ProposalState.ACCEPTED, by=by, reason="")
    page_cache.renew()
    return organisation


@transaction.atomic
def decline_proposal(*, proposal: OrganisationProposal, by: User, reason: str) -> None:
    """Answered with no; the person reads why."""
    locked = _open(proposal, by)
    if not reason.strip():
        raise SeatError(_("Give a reason; the person will read it."))
    _decide(locked, ProposalState.DECLINED, by=by, reason=reason.strip())
    emails.tell_proposal_declined(locked)


@transaction.atomic
def withdraw_proposal(*, proposal: OrganisationProposal, by: User) -> None:
    locked = _locked(proposal)
    if locked.person_id != by.pk:
        raise SeatError(_("This request cannot be withdrawn any more."))
    _decide(locked, ProposalState.WITHDRAWN, by=by, reason="")


@transaction.atomic
def forget_proposals(before: datetime, dry_run: bool) -> int:
    """Declined or withdrawn before that day, with their history."""
    over = (ProposalState.DECLINED, ProposalState.WITHDRAWN)
    old = OrganisationProposal.objects.filter(state__in=over, decided_at__lt=before)
    keys = list(old.values_list("pk", flat=True))
    if not dry_run:
        old.delete()
        OrganisationProposal.history.filter(id__in=keys).delete()
    return len(keys)


def _locked(proposal: OrganisationProposal) -> OrganisationProposal:
    """Locked, so that it is answered once."""
    proposals = OrganisationProposal.objects.select_for_update(of=("self",))
    locked = proposals.select_related("person").get(pk=proposal.pk)
    if not locked.is_open:
        raise SeatError(_("Somebody else was quicker: this is done already."))
    return locked


def _open(proposal: OrganisationProposal, by: User) -> OrganisationProposal:
    locked = _locked(proposal)
    if not rules.can_decide_proposal(by, locked):
        raise SeatError(_("You cannot decide on this request."))
    return locked


def _decide(proposal: OrganisationProposal, state: ProposalState, *, by: User, reason: str) -> None:
    if state not in PROPOSAL_MOVES[ProposalState(proposal.state)]:
        raise SeatError(_("Somebody else was quicker: this is done already."))
    proposal.state, proposal.reason = state, reason
    proposal.decided_at, proposal.decided_by = timezone.now(), by
    with acting(by=by, reason=reason or state.name.lower()):
        proposal.save()


def _entered(proposal: OrganisationProposal, circle: str, by: User) -> Organisation:
    stem = slugify(proposal.name)[:70] or f"organisation-{proposal.pk}"
    slug, number = stem, 1
    while slug in RESERVED_SLUGS or Organisation.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    with acting(by=by, reason="took in a proposed organisation"):
        return Organisation.objects.create(
            name=proposal.name,
            slug=slug,
            kind=proposal.kind,
            country=proposal.country,
            region=proposal.region,
            website=proposal.website,
            circle=circle,
        )
