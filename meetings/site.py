"""What the hub needs of this app before anybody writes a word."""

from django.utils.translation import gettext_lazy as _

from hub.site import SiteSetUp
from meetings.models import MeetingIndexPage
from network.roles import Role


def set_up(site: SiteSetUp) -> None:
    # Secretariat and auditor read all records anyway.
    site.grant(Role.EXPERT, "meetings.view_decision", "meetings.view_action")
    site.index_page(MeetingIndexPage, slug="meetings", title=_("Meetings"))
