"""The mails of this app, each in the language of who gets it."""

from collections import Counter

from hub import mail
from hub.jobs import task
from meetings.models import Action, ReportPage
from network.models import Seat, User
from network.roles import MEMBERS


@task
def announce_report(report_id: int) -> None:
    """To everybody who may read it, with the number of new actions of the own organisation."""
    report = ReportPage.objects.get(pk=report_id)
    meeting = report.get_parent().specific
    promised = Counter(
        Action.objects.filter(meeting=meeting).values_list("organisation_id", flat=True)
    )
    organisations: dict[int, set[int]] = {}
    for person, organisation in Seat.objects.current().values_list("person_id", "organisation_id"):
        organisations.setdefault(person, set()).add(organisation)
    groups = [role.value for role in MEMBERS]
    members = User.objects.filter(is_active=True, groups__name__in=groups).distinct()
    for member in members.order_by("pk"):
        own = organisations.get(member.pk, set())
        mail.send(
            to=member,
            template="meetings/report_published",
            context={
                "report": report,
                "meeting": meeting,
                "own_actions": sum(promised[organisation] for organisation in own),
            },
        )
