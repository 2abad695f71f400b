"""Offers of invented organisations, in every state; their dates follow the day of loading."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from hub.dates import Precision, rounded
from hub.demo import DemoContext
from network.history import acting
from network.models import Function, Organisation, User
from partnersearch import search
from partnersearch.demo_offers import OFFERS, DemoOffer, Step
from partnersearch.models import APPROVED, Offer, State


def load(context: DemoContext) -> None:
    """Each offer by its own key: one that is there is left as it is."""
    new = [key for key, offer in OFFERS.items() if _load(key, offer)]
    context.say(f"{len(OFFERS)} offers in every state, {len(new)} of them new")


def _load(key: str, demo_offer: DemoOffer) -> bool:
    form_key = uuid5(NAMESPACE_URL, f"demo:{key}")
    if Offer.objects.filter(form_key=form_key).exists():
        return False
    organisation = Organisation.objects.get(slug=demo_offer.organisation)
    owner = _people(organisation)[0]
    offer = Offer(
        form_key=form_key, organisation=organisation, posted_by=owner, edits=1, **demo_offer.text
    )
    offer.expires_on = timezone.localdate() + timedelta(days=demo_offer.open_for_days)
    if demo_offer.months:
        first, last = demo_offer.months
        window = rounded(_month(first), _month(last), Precision.MONTHS)
        offer.starts_on, offer.ends_on = window.start, window.end
    moderator = _moderator(offer)
    for step in demo_offer.steps:
        _take(offer, step, owner=owner, moderator=moderator)
    if demo_offer.change:
        _ask_for_change(offer, demo_offer.change, owner=owner)
    search.keep(offer)
    return True


def _take(offer: Offer, step: Step, *, owner: User, moderator: User) -> None:
    """Into the next state, with the history that it would have."""
    when = timezone.now() - timedelta(days=step.days_ago)
    decided = step.state in (State.PUBLISHED, State.RETURNED, State.REJECTED)
    by = moderator if decided else None if step.state == State.EXPIRED else owner
    offer.state = step.state
    if step.state == State.DRAFT:
        offer.created_at = when
    elif step.state == State.SUBMITTED:
        offer.submitted_at = when
    elif step.state == State.PUBLISHED:
        offer.published_at = when
    elif step.state not in (*APPROVED, State.RETURNED):
        offer.closed_at = when
    if decided:
        offer.decided_at, offer.decided_by, offer.decision_reason = when, moderator, step.reason
    _save(offer, by=by, when=when, reason=step.reason)


def _ask_for_change(offer: Offer, change: dict[str, object], *, owner: User) -> None:
    offer.change, offer.change_state = {**offer.text, **change}, State.SUBMITTED
    offer.edits += 1
    offer.submitted_at = timezone.now() - timedelta(days=1)
    _save(offer, by=owner, when=offer.submitted_at, reason="")


def _save(offer: Offer, *, by: User | None, when: datetime, reason: str) -> None:
    vars(offer)["_history_date"] = when  # read by simple_history
    for_ = offer.organisation if by == offer.posted_by else None
    with acting(by=by, for_=for_, reason=reason):
        offer.save()


def _people(organisation: Organisation) -> list[User]:
    seats = organisation.seats.current().filter(function=Function.MEMBER)
    return [seat.person for seat in seats.select_related("person").order_by("pk")]


def _moderator(offer: Offer) -> User:
    for authority in offer.authorities():
        return _people(authority)[0]
    return User.objects.get(email="secretariat@alma.example")


def _month(distance: int) -> date:
    """The first day of the month that is so many months away."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 + distance
    return date(months // 12, months % 12 + 1, 1)
