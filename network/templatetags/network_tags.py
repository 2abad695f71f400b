"""What this app offers to the templates of others."""

from django import template
from django.db.models import Count

from hub import reference
from network.acting import current_seats
from network.models import Organisation
from network.models.organisation import Circle
from network.roles import is_member

register = template.Library()


@register.simple_tag(takes_context=True)
def own_seats(context) -> list:
    """The person's confirmed seats; no query beyond that of the header."""
    request = context.get("request")
    return current_seats(request) if request else []


@register.simple_tag(takes_context=True)
def reader_is_member(context) -> bool:
    """Whether the members' workshop is for this person; errors may come before anybody is known."""
    user = getattr(context.get("request"), "user", None)
    return user is not None and is_member(user)


@register.simple_tag
def network_numbers() -> dict[str, int]:
    """How many organisations take part in the network, in how many countries; one query."""
    members = Organisation.objects.filter(circle__in=[Circle.CORE, Circle.EXTENDED])
    return members.order_by().aggregate(
        members=Count("pk"), countries=Count("country", distinct=True)
    )


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
