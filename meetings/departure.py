"""What stays to be done when somebody leaves an organisation."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from hub.languages import reader_url
from meetings.models import Action
from network.departure import LeftThing
from network.models import Organisation, User


def actions_left_behind(organisation: Organisation, people: Collection[User]) -> list[LeftThing]:
    """The open actions of the organisation: it promised them, whoever works on them."""
    if not people:
        return []
    url = reader_url("meetings:action_list")
    return [
        LeftThing(kind=_("Actions of the meetings"), title=action.text, url=url)
        for action in Action.objects.open().filter(organisation=organisation)
    ]
