"""What meetings offer to templates, their own and others'."""

from django import template

from hub.languages import reader_language
from meetings.facts import MeetingFacts, ReportFacts
from meetings.models import MeetingPage, ReportPage

register = template.Library()


@register.simple_tag(takes_context=True)
def meeting_facts(context, meeting: MeetingPage) -> MeetingFacts:
    """All that this reader sees of the meeting."""
    return MeetingFacts(meeting, context["request"].user, reader_language())


@register.simple_tag(takes_context=True)
def report_facts(context, report: ReportPage) -> ReportFacts:
    """All that this reader sees of the report."""
    meeting = report.get_parent().specific
    return ReportFacts(meeting, context["request"].user, reader_language(), report)


@register.inclusion_tag("meetings/_upcoming.html", takes_context=True)
def upcoming_meetings(context, count: int = 3) -> dict:
    """The next meetings, for the home page; nothing where none is planned."""
    meetings = MeetingPage.objects.listed_in(reader_language()).visible_to(context["request"].user)
    planned = meetings.filter(state=MeetingPage.State.PLANNED).upcoming()
    return {"meetings": list(planned[:count]), "reader_language": reader_language()}
