"""Invitations into an organisation: sent by mail, answered once, withdrawn, forgotten."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from network import emails, rules
from network.actions.seats import SeatError, confirm_seat, end_seat
from network.history import acting
from network.models import Function, Invitation, InvitationState, Organisation, Seat, User
from network.models.invitation import hashed

# Nobody writes to the whole world through us.
MOST_OPEN = 50
WAIT_BEFORE_AGAIN = timedelta(minutes=5)
MOST_AT_ONCE = 3  # to one address within that time, withdrawn ones too

INVITATION_MOVES: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.OPEN: frozenset(
        {InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.WITHDRAWN}
    ),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.DECLINED: frozenset(),
    InvitationState.WITHDRAWN: frozenset(),
}


class InvitationError(Exception):
    """An invitation cannot be sent or answered in this way; the message is for the person."""


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    email: str,
    by: User,
    language: str,
    function: Function = Function.MEMBER,
    message: str = "",
    takes_over: Seat | None = None,
) -> Invitation:
    """Send a link to the address; who is invited already gets a new one."""
    if not rules.can_invite(by, organisation, function):
        raise InvitationError(_("You cannot invite into this organisation."))
    if takes_over is not None and not rules.can_hand_over_seat(by, takes_over):
        raise InvitationError(_("You cannot hand over this seat."))
    address = email.lower()
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    there = organisation.seats.current().filter(person__email__iexact=address, function=function)
    if there.exists():
        raise InvitationError(_("This person has this seat already."))
    waiting = organisation.invitations.open()
    known = waiting.filter(email=address, function=function).first()
    if known is None and waiting.count() >= MOST_OPEN:
        raise InvitationError(_("Too many invitations are open. Withdraw some first."))
    since = timezone.now() - WAIT_BEFORE_AGAIN
    sent = Invitation.history.filter(
        organisation=organisation,
        email=address,
        state=InvitationState.OPEN,
        history_date__gt=since,
    )
    if sent.count() >= MOST_AT_ONCE:
        raise InvitationError(_("The mail was sent a moment ago. Try again in five minutes."))
    invitation = known or Invitation(organisation=organisation, email=address, function=function)
    invitation.language, invitation.message, invitation.invited_by = language, message, by
    invitation.takes_over = takes_over
    _post(invitation, by=by, reason="invited")
    return invitation


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User) -> None:
    """A new link by mail, valid from now; the old one ends."""
    locked = _open(invitation)
    if not rules.can_manage_invitation(by, locked):
        raise InvitationError(_("You cannot invite into this organisation."))
    if timezone.now() - locked.sent_at < WAIT_BEFORE_AGAIN:
        raise InvitationError(_("The mail was sent a moment ago. Try again in five minutes."))
    locked.invited_by = by
    _post(locked, by=by, reason="sent the invitation again")


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """The link ends at once."""
    locked = _open(invitation)
    if not rules.can_manage_invitation(by, locked):
        raise InvitationError(_("You cannot withdraw this invitation."))
    _close(locked, InvitationState.WITHDRAWN, by=by, reason="withdrew the invitation")


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Seat:
    """The person whose address it is takes the seat.

    It is confirmed by who invited; has that person lost the right since, it waits like any request.
    """
    locked = _open(invitation)
    if not rules.can_answer_invitation(by, locked):
        raise InvitationError(_("This invitation is for another e-mail address, or has run out."))
    organisation, inviter = locked.organisation, locked.invited_by
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    seat = Seat.objects.filter(
        person=by, organisation=organisation, function=locked.function, until__isnull=True
    ).first()
    if seat is None:
        with acting(by=by, reason="accepted an invitation"):
            seat = Seat.objects.create(
                person=by, organisation=organisation, function=locked.function
            )
    if seat.is_waiting:
        if inviter is not None and inviter.is_active and rules.can_confirm_seat(inviter, seat):
            confirm_seat(seat=seat, by=inviter)
        else:
            emails.tell_asked(seat)
    _close(locked, InvitationState.ACCEPTED, by=by, reason="accepted the invitation")
    _take_over(locked, seat)
    emails.tell_answered(locked, seat=seat)
    invitation.refresh_from_db()
    return seat


@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: User | None) -> None:
    """By the person, or by whoever holds the link and has no account."""
    locked = _open(invitation)
    if by is not None and not rules.can_answer_invitation(by, locked):
        raise InvitationError(_("This invitation is for another e-mail address, or has run out."))
    _close(locked, InvitationState.DECLINED, by=by, reason="declined the invitation")
    emails.tell_answered(locked, seat=None)


@transaction.atomic
def join_by_invitation(
    *, invitation: Invitation, first_name: str, last_name: str, language: str, password: str
) -> User:
    """Make the account of whoever opened the link: the mail arrived, so the address is confirmed."""
    locked = _open(invitation)
    if not locked.is_valid:
        raise InvitationError(_("This invitation has run out."))
    if address_is_taken(locked.email):
        raise InvitationError(_("Sign in with the address to which the invitation was sent."))
    user = User.objects.create_user(
        locked.email,
        password,
        first_name=first_name,
        last_name=last_name,
        language=language,
    )
    EmailAddress.objects.create(user=user, email=locked.email, verified=True, primary=True)
    accept_invitation(invitation=invitation, by=user)
    return user


def address_is_taken(email: str) -> bool:
    """Whether somebody signs in with this address, or has claimed and confirmed it."""
    return (
        User.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    )


@transaction.atomic
def forget_invitations(before: datetime, dry_run: bool) -> int:
    """Answered, withdrawn or run out before that day: the addresses go, with their history."""
    old = Invitation.objects.filter(
        Q(answered_at__lt=before) | Q(state=InvitationState.OPEN, expires_at__lt=before)
    )
    keys = list(old.values_list("pk", flat=True))
    if not dry_run:
        Invitation.objects.filter(pk__in=keys).delete()
        Invitation.history.filter(id__in=keys).delete()
    return len(keys)


def _post(invitation: Invitation, *, by: User, reason: str) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hashed(token)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + timedelta(days=settings.INVITATION_DAYS)
    with acting(by=by, for_=invitation.organisation, reason=reason):
        invitation.save()
    emails.tell_invited(invitation, token=token)


def _open(invitation: Invitation) -> Invitation:
    """Locked, so that it is answered once."""
    locked = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if locked is None or locked.state != InvitationState.OPEN:
        raise InvitationError(_("This invitation was answered or withdrawn already."))
    return locked


def _close(invitation: Invitation, state: InvitationState, *, by: User | None, reason: str) -> None:
    if state not in INVITATION_MOVES[InvitationState(invitation.state)]:
        raise InvitationError(_("This invitation was answered or withdrawn already."))
    invitation.state, invitation.answered_at = state, timezone.now()
    with acting(by=by, reason=reason):
        invitation.save()


def _take_over(invitation: Invitation, seat: Seat) -> None:
    """The seat that was handed over ends, as its owner wished, when the new one counts."""
    old = invitation.takes_over
    if old is None or not seat.is_current or not old.is_current:
        return
    try:
        end_seat(seat=old, by=old.person, reason="handed over", successor=seat.person)
    except SeatError:
        return  # whoever handed it over may go on
