"""What this app offers to the templates of others."""

from django import template
from django.conf import settings
from django.db.models import Count, Model
from wagtail.models import Page

from hub import reference
from hub.languages import page_url, reader_url
from network import departure, rules
from network.acting import current_seats
from network.events import PAGE, may_see_some
from network.models import Function, Organisation, User
from network.models.organisation import Circle
from network.roles import is_member

register = template.Library()


@register.simple_tag(takes_context=True)
def own_seats(context) -> list:
    """The person's confirmed seats; no query beyond that of the header."""
    request = context.get("request")
    return current_seats(request) if request else []


@register.simple_tag
def who_took_over(person, organisation) -> list[str]:
    """The names of those who answer now for what this person led; none while the person is there."""
    if person is None or organisation is None:
        return []
    heirs = departure.heirs(person, organisation)
    return [] if person in heirs else [heir.name for heir in heirs]


@register.simple_tag(takes_context=True)
def requests_waiting(context) -> int | None:
    """How many requests for seats this person may decide on; None if that is never asked of them."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not rules.can_read_requests(user, seats := current_seats(request)):
        return None
    if not rules.decides_for_others(user):  # the seats know already how many wait
        return sum(
            {
                seat.organisation_id: seat.requests
                for seat in seats
                if seat.function == Function.MEMBER
            }.values()
        )
    return rules.requests_for(user, seats).count() + rules.proposals_for(user, seats).count()


@register.simple_tag(takes_context=True)
def reader_is_member(context) -> bool:
    """Whether the members' workshop is for this person; errors may come before anybody is known."""
    user = getattr(context.get("request"), "user", None)
    return user is not None and is_member(user)


@register.simple_tag(takes_context=True)
def sees_accounts(context) -> bool:
    """Whether the list of accounts is for this person."""
    user = getattr(context.get("request"), "user", None)
    return user is not None and rules.can_read_accounts(user)


@register.simple_tag
def network_numbers() -> dict[str, int]:
    """How many organisations take part in the network, in how many countries; one query."""
    members = Organisation.objects.filter(circle__in=[Circle.CORE, Circle.EXTENDED])
    return members.order_by().aggregate(
        members=Count("pk"), countries=Count("country", distinct=True)
    )


@register.simple_tag
def erasure_days() -> int:
    """How long an erasure can be called off."""
    return settings.HUB_ERASURE_GRACE_DAYS


@register.filter
def at(numbers: dict[str, int], key: str) -> int:
    """What a table of numbers holds for a key."""
    return numbers.get(key, 0)


@register.filter
def country_name(code: str) -> str:
    """A country in the reader's language."""
    return reference.country_name(code) if code else ""


@register.filter
def fund_name(code: str):
    """A fund in the reader's language."""
    return reference.FUNDS.get(code, code)


@register.filter
def language_name(code: str) -> str:
    """A language in the reader's language."""
    return reference.language_name(code) if code else ""


@register.simple_tag(takes_context=True)
def history_url(context, thing=None) -> str:
    """The history of a record, or of the page at hand, for those who may read it; else nothing."""
    # `include … only` hands on the request beside the context.
    request = context.get("request") or getattr(context, "request", None)
    user = getattr(request, "user", None)
    if user is None or not rules.can_read_history(user):
        return ""
    thing = context.get("page") if thing is None else thing
    if isinstance(thing, Page):
        return reader_url("network:history_detail", PAGE, str(thing.pk))
    if not isinstance(thing, Model) or thing.pk is None or not may_see_some(type(thing), user):
        return ""
    return reader_url("network:history_detail", thing._meta.label_lower, str(thing.pk))


@register.inclusion_tag("network/_history_link.html", takes_context=True)
def history_link(context, thing) -> dict[str, str]:
    """A link to the history of a record, where its reader may see that; no query."""
    return {"url": history_url(context, thing)}


@register.filter
def own_address(thing) -> str:
    """Where a record or a live page can be read itself; nothing if it has no address."""
    if isinstance(thing, Page):
        return page_url(thing) if thing.live else ""
    if isinstance(thing, User) and not User.objects.in_directory().filter(pk=thing.pk).exists():
        return ""  # whoever sits nowhere has no page in the directory
    address = getattr(thing, "get_absolute_url", None)
    return address() if address else ""
