"""What meetings offer to templates, their own and others'."""

from django import template

from hub.languages import reader_language
from meetings import rules
from meetings.facts import MeetingFacts
from meetings.models import MeetingPage

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_facts(context, meeting: MeetingPage) -> MeetingFacts:
    """All that this reader sees of the meeting."""
    return MeetingFacts(meeting, context["request"].user, reader_language())


@register.simple_tag(takes_context=True)
def sees_actions(context) -> bool:
    """Whether the list of actions is for this person."""
    return rules.can_view_actions(context["request"].user)


@register.inclusion_tag("meetings/_upcoming.html", takes_context=True)
def upcoming_meetings(context, count: int = 3) -> dict:
    """The next meetings, for the home page; nothing where none is planned."""
    meetings = MeetingPage.objects.listed_in(reader_language()).visible_to(context["request"].user)
    planned = meetings.filter(state=MeetingPage.State.PLANNED).upcoming()
    return {"meetings": list(planned[:count]), "reader_language": reader_language()}
