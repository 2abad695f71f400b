"""Living texts in templates."""

from django import template

register = template.Library()


@register.simple_tag
def suggestions_to(clause_id: str, asked) -> list:
    """The open suggestions to a clause; `asked` maps clauses to suggestions, or is nothing."""
    return (asked or {}).get(clause_id, [])
