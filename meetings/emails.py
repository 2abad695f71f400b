"""The mails of this app, each in the language of who gets it."""

from hub import mail
from meetings.models import MeetingPage, ReportPage
from network.models import User
from network.roles import MEMBERS


def announce_report(
    *, report: ReportPage, meeting: MeetingPage, actions_of: dict[int, int]
) -> None:
    """To everybody who may read it; `actions_of` counts the new actions of each organisation."""
    members = User.objects.filter(is_active=True, groups__name__in=[role.value for role in MEMBERS])
    for member in members.distinct().prefetch_related("seats").order_by("pk"):
        own = {seat.organisation_id for seat in member.seats.all()}
        mail.send(
            to=member,
            template="meetings/report_published",
            context={
                "report": report,
                "meeting": meeting,
                "own_actions": sum(actions_of.get(organisation, 0) for organisation in own),
            },
        )
