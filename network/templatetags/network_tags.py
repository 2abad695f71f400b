"""What this app offers to the templates of others."""

from django import template

from hub import reference
from network.acting import current_seats

register = template.Library()


@register.simple_tag(takes_context=True)
def own_seats(context) -> list:
    """The person's confirmed seats; no query beyond that of the header."""
    request = context.get("request")
    return current_seats(request) if request else []


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
