"""Every change of an offer that others notice.

The one table of an offer's life is TRANSITIONS; docs/architecture.md prints it. A change of an
approved offer walks the same way (draft, submitted, returned) beside it, while the approved text
stays public.
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import page_cache
from network.history import acting
from network.models import Organisation, User
from partnersearch import emails, rules, search
from partnersearch.models import (
    APPROVED,
    BEFORE_APPROVAL,
    LONGEST_LIFE,
    NEEDED_FIELDS,
    TEXT_FIELDS,
    Offer,
    State,
)


@dataclass(frozen=True)
class Transition:
    """Where an action leads, and whether it needs a reason."""

    sources: tuple[State, ...]
    target: State
    needs_reason: bool = False


TRANSITIONS = {
    "submit": Transition((State.DRAFT, State.RETURNED), State.SUBMITTED),
    "approve": Transition((State.SUBMITTED,), State.PUBLISHED),
    "return_for_changes": Transition((State.SUBMITTED,), State.RETURNED, needs_reason=True),
    "reject": Transition((State.SUBMITTED,), State.REJECTED, needs_reason=True),
    "pause": Transition((State.PUBLISHED,), State.PAUSED),
    "resume": Transition((State.PAUSED,), State.PUBLISHED),
    "mark_partner_found": Transition(APPROVED, State.PARTNER_FOUND),
    "expire": Transition(APPROVED, State.EXPIRED),
    "withdraw": Transition(
        (State.DRAFT, State.SUBMITTED, State.RETURNED, State.PUBLISHED, State.PAUSED),
        State.WITHDRAWN,
    ),
    "archive": Transition(
        (State.PARTNER_FOUND, State.EXPIRED, State.WITHDRAWN, State.REJECTED), State.ARCHIVED
    ),
}


class OfferError(Exception):
    """What was asked for cannot be done; the message is for the person who asked."""


class TransitionError(OfferError):
    """The offer is in a state from which this is not possible."""


class ReasonMissingError(OfferError):
    """A decision against somebody needs a reason."""


class StaleOfferError(OfferError):
    """Somebody changed the offer since it was read."""


class IncompleteOfferError(OfferError):
    """Something is missing that a moderator and the readers need."""


class OwnTextError(OfferError):
    """Nobody approves words of their own."""


class TakenKeyError(OfferError):
    """The form was sent before, by somebody else."""


# What an owner does.


@transaction.atomic
def save_draft(
    *,
    by: User,
    values: dict[str, Any],
    offer: Offer | None = None,
    for_: Organisation | None = None,
    form_key: UUID | None = None,
    seen: int | None = None,
) -> Offer:
    """Keep what the owner wrote: on the offer before its first approval, as a change afterwards.

    `form_key` makes one offer of a form that is sent twice; `seen` is the number of the text that
    the owner started from.
    """
    with acting(by=by, for_=for_):
        if offer is None:
            offer, is_new = _offer_of_form(by=by, for_=for_, values=values, form_key=form_key)
            if is_new:
                return offer
        _lock(offer)
        if seen != offer.edits and offer.latest.text == offer.latest.text | values:
            return offer  # the same form once more
        _check_seen(offer, seen)
        if not offer.can_take_text:
            raise TransitionError(_("This offer is closed and cannot be changed any more."))
        if offer.is_approved:
            offer.change = {**offer.text, **(offer.change or {}), **values}
            offer.change_state = offer.change_state or State.DRAFT
        else:
            for name, value in values.items():
                setattr(offer, name, value)
        offer.edits += 1
        offer.save()
    return offer


def _offer_of_form(
    *, by: User, for_: Organisation | None, values: dict[str, Any], form_key: UUID | None
) -> tuple[Offer, bool]:
    """A new offer, or the one that the same form has made a moment ago."""
    offer, is_new = Offer.objects.get_or_create(
        form_key=form_key or uuid4(),
        defaults={"posted_by": by, "organisation": for_, "edits": 1, **values},
    )
    if offer.posted_by_id != by.pk:
        raise TakenKeyError(_("This form has been sent before. Open it again."))
    return offer, is_new


@transaction.atomic
def submit(*, offer: Offer, by: User, for_: Organisation | None = None) -> None:
    """Ask the national authority to publish the offer, or a change of it."""
    with acting(by=by, for_=for_):
        _lock(offer)
        if offer.organisation is None:
            offer.organisation = for_
        _check_complete(offer)
        _move(offer, "submit", submitted_at=timezone.now())
        emails.tell_moderators(offer)


FIELD_NAMES = {field.name: field.verbose_name for field in Offer._meta.local_fields}


def _check_complete(offer: Offer) -> None:
    text = offer.latest
    if offer.organisation is None:
        raise IncompleteOfferError(_("An offer can be sent by a confirmed organisation only."))
    if missing := [name for name in NEEDED_FIELDS if not getattr(text, name)]:
        names = ", ".join(str(FIELD_NAMES[name]) for name in missing)
        raise IncompleteOfferError(_("Still missing: %(fields)s.") % {"fields": names})
    _check_expiry(text.expires_on)


def _check_expiry(day: datetime.date | None) -> None:
    today = timezone.localdate()
    if day is None or day < today:
        raise IncompleteOfferError(_("The last day of the offer has passed. Choose a later one."))
    if day > today + LONGEST_LIFE:
        raise IncompleteOfferError(_("An offer can be open for twelve months at most."))


# What a moderator decides.


@transaction.atomic
def approve(*, offer: Offer, by: User, seen: int | None = None) -> None:
    """Publish the offer, or put the change in the place of what was public."""
    with acting(by=by):
        _lock(offer)
        _check_seen(offer, seen)
        _check_writer(offer, by)
        _check_complete(offer)
        if can_move(offer, "approve"):
            text = offer.latest
            for name in TEXT_FIELDS:
                setattr(offer, name, getattr(text, name))
        _decide(offer, "approve", by=by, published_at=offer.published_at or timezone.now())
        emails.tell_approved(offer)


@transaction.atomic
def return_for_changes(*, offer: Offer, by: User, reason: str, seen: int | None = None) -> None:
    """Ask the owner to change something; what was public stays public."""
    _decide_against(offer, "return_for_changes", by=by, reason=reason, seen=seen)


@transaction.atomic
def reject(*, offer: Offer, by: User, reason: str, seen: int | None = None) -> None:
    """Refuse the offer; of an approved one, refuse the change alone."""
    _decide_against(offer, "reject", by=by, reason=reason, seen=seen)


def _decide_against(offer: Offer, verb: str, *, by: User, reason: str, seen: int | None) -> None:
    with acting(by=by, reason=reason):
        _lock(offer)
        _check_seen(offer, seen)
        _decide(offer, verb, by=by, reason=reason)
        tell = emails.tell_returned if verb == "return_for_changes" else emails.tell_rejected
        tell(offer)


def _decide(offer: Offer, verb: str, *, by: User, reason: str = "", **changes: Any) -> None:
    _move(
        offer,
        verb,
        reason=reason,
        decided_at=timezone.now(),
        decided_by=by,
        decision_reason=reason.strip(),
        **changes,
    )


# What else happens in the life of an offer.


@transaction.atomic
def pause(*, offer: Offer, by: User, reason: str = "") -> None:
    """Take the offer out of sight for a while."""
    _close(offer, "pause", by=by, reason=reason)


@transaction.atomic
def resume(*, offer: Offer, by: User, reason: str = "") -> None:
    """Show it again."""
    _close(offer, "resume", by=by, reason=reason)


@transaction.atomic
def mark_partner_found(*, offer: Offer, by: User, reason: str = "") -> None:
    """End the offer because it did what it was for."""
    _close(offer, "mark_partner_found", by=by, reason=reason, closed_at=timezone.now())


@transaction.atomic
def withdraw(*, offer: Offer, by: User, reason: str = "") -> None:
    """End the offer because its owner no longer makes it."""
    _close(offer, "withdraw", by=by, reason=reason, closed_at=timezone.now())


@transaction.atomic
def archive(*, offer: Offer, by: User, reason: str = "") -> None:
    """Put what is over out of the way."""
    _close(offer, "archive", by=by, reason=reason)


def _close(offer: Offer, verb: str, *, by: User, reason: str, **changes: Any) -> None:
    """Its owners need not say why; the secretariat must, and they are told."""
    with acting(by=by, reason=reason):
        _lock(offer)
        by_others = not rules.is_own(by, offer)
        if by_others and verb != "archive" and not reason.strip() and can_move(offer, verb):
            raise ReasonMissingError(_("Give a reason; the owner will read it."))
        _move(offer, verb, reason=reason, **changes)
        if by_others and verb != "archive":
            emails.tell_moved(offer, reason=reason.strip())


def expire_due() -> int:
    """End every offer whose last day has passed; returns how many."""
    ended = 0
    for offer in Offer.objects.run_out().order_by("pk"):
        with transaction.atomic(), acting(by=None, reason="expired"):
            _lock(offer)
            if not Offer.objects.run_out().filter(pk=offer.pk).exists():
                continue
            _move(offer, "expire", closed_at=timezone.now())
            emails.tell_expired(offer)
        ended += 1
    return ended


# How all of them move.


def _lock(offer: Offer) -> None:
    """Read the row anew and keep it from others, so that no two people decide at once."""
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update(of=("self",)))


def _field_moved_by(offer: Offer, verb: str) -> str:
    """Until it is decided, the change of an approved offer moves instead of the offer."""
    return "change_state" if offer.change_state and verb in MOVES_OF_A_CHANGE else "state"


MOVES_OF_A_CHANGE = {"submit", "approve", "return_for_changes", "reject"}


def can_move(offer: Offer, verb: str) -> bool:
    """Whether the state of the offer allows this; who may do it is in rules.py."""
    return getattr(offer, _field_moved_by(offer, verb)) in TRANSITIONS[verb].sources


def _move(offer: Offer, verb: str, *, reason: str = "", **changes: Any) -> None:
    """Take a locked offer along the table, and bring search and page cache up to date."""
    transition = TRANSITIONS[verb]
    if not can_move(offer, verb):
        raise TransitionError(
            _("This is not possible any more: the offer is “%(state)s” now.")
            % {"state": State(getattr(offer, _field_moved_by(offer, verb))).label}
        )
    if transition.needs_reason and not reason.strip():
        raise ReasonMissingError(_("Give a reason; the owner will read it."))
    before = offer.state
    if _field_moved_by(offer, verb) == "state":
        offer.state = transition.target
    elif transition.target in BEFORE_APPROVAL:
        offer.change_state = transition.target
    else:  # approved or rejected: the change is over, the offer stays what it was
        offer.change, offer.change_state = None, ""
    if not offer.is_approved:
        offer.change, offer.change_state = None, ""
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.save()
    if State.PUBLISHED in (before, offer.state):
        search.keep(offer)
        page_cache.renew()


def _check_writer(offer: Offer, by: User) -> None:
    """The secretariat may mend an offer of others, but then somebody else approves it."""
    writer = offer.history.filter(edits=offer.edits).order_by("history_id").first()
    if writer is not None and writer.history_user_id == by.pk:
        raise OwnTextError(_("You wrote this text yourself. Somebody else has to approve it."))


def _check_seen(offer: Offer, seen: int | None) -> None:
    if seen is not None and seen != offer.edits:
        raise StaleOfferError(
            _("The offer was changed while you had it open. Check it again before you go on.")
        )
