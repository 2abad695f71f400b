"""What the hub needs of this app before anybody writes a word."""

from django.utils.translation import gettext_lazy as _

from hub.site import SiteSetUp
from meetings.models import MeetingIndexPage


def set_up(site: SiteSetUp) -> None:
    site.index_page(MeetingIndexPage, slug="meetings", title=_("Meetings"))
