"""What meetings offer to templates, their own and others'."""

from django import template

from hub.languages import reader_language
from meetings import rules
from meetings.facts import MeetingFacts
from meetings.models import Action, MeetingPage

register = template.Library()

MOST_ACTIONS = 20


@register.simple_tag(takes_context=True)
def meeting_facts(context, meeting: MeetingPage) -> MeetingFacts:
    """All that this reader sees of the meeting."""
    return MeetingFacts(meeting, context["request"].user, reader_language())


@register.simple_tag(takes_context=True)
def sees_actions(context) -> bool:
    """Whether the list of actions is for this person."""
    return rules.can_view_actions(context["request"].user)


@register.simple_tag(takes_context=True)
def meeting_that_adopted(context, version) -> MeetingPage | None:
    """The meeting whose decision adopted the version, if this reader may see its page."""
    meetings = MeetingPage.objects.listed_in(reader_language()).visible_to(context["request"].user)
    deciding = MeetingPage.objects.filter(decisions__adopts=version)
    return meetings.filter(translation_key__in=deciding.values("translation_key")).first()


@register.inclusion_tag("meetings/_package_actions.html", takes_context=True)
def actions_of_package(context, package) -> dict:
    """What was promised for a work package, as far as this reader may see it."""
    user = context["request"].user
    actions = []
    if rules.can_view_actions(user):
        visible = Action.objects.visible_to(user).filter(work_package=package.source)
        actions = list(visible.for_list(rules.own_organisations(user))[:MOST_ACTIONS])
    return {"actions": actions, "reader_language": reader_language()}


@register.inclusion_tag("meetings/_upcoming.html", takes_context=True)
def upcoming_meetings(context, count: int = 3) -> dict:
    """The next meetings, for the home page; nothing where none is planned."""
    meetings = MeetingPage.objects.listed_in(reader_language()).visible_to(context["request"].user)
    planned = meetings.filter(state=MeetingPage.State.PLANNED).upcoming()
    return {"meetings": list(planned[:count]), "reader_language": reader_language()}
