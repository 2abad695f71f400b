"""Who may see what of a meeting, and who may do what about it."""

from meetings.models import Action, MeetingPage
from network.models import User
from network.roles import Role, has_role, is_member

# Whom a meeting is for, beside those who read everything that members read.
INVITED: dict[str, tuple[Role, ...]] = {
    MeetingPage.Audience.CORE: (),
    MeetingPage.Audience.NETWORK: (Role.EXTENDED_MEMBER,),
    MeetingPage.Audience.PROJECTS: (Role.EXTENDED_MEMBER, Role.OPERATOR),
    MeetingPage.Audience.EVERYONE: (Role.EXTENDED_MEMBER, Role.OPERATOR),
}


def own_organisations(user: User) -> set[int]:
    """The organisations that the person has a seat in now; asked once for each user object."""
    if not user.is_authenticated:
        return set()
    known = user.__dict__.get("_own_organisations")
    if known is None:
        known = set(user.seats.current().values_list("organisation_id", flat=True))
        user.__dict__["_own_organisations"] = known
    return known


def is_invited(user: User, meeting: MeetingPage) -> bool:
    return is_member(user) or has_role(user, *INVITED[meeting.audience])


def can_view_agenda(user: User, meeting: MeetingPage) -> bool:
    """An open session shows its agenda to everybody."""
    return meeting.audience == MeetingPage.Audience.EVERYONE or is_invited(user, meeting)


def can_view_link(user: User, meeting: MeetingPage) -> bool:
    """Never the public, not even for an open session."""
    return is_invited(user, meeting)


def can_view_report(user: User) -> bool:
    """All of a published report; its summary is for everybody."""
    return is_member(user)


def can_write_report(user: User) -> bool:
    """Drafts and their revisions are nobody else's business."""
    return has_role(user, Role.SECRETARIAT, Role.EXPERT)


def can_preview_report(user: User) -> bool:
    """Whoever publishes it has to see it before."""
    return can_write_report(user) or can_publish_report(user)


def can_publish_report(user: User) -> bool:
    return has_role(user, Role.SECRETARIAT, Role.STEERING_GROUP)


def can_view_actions(user: User) -> bool:
    """Operators see those of their own organisation (`Action.objects.visible_to`)."""
    return is_member(user) or has_role(user, Role.OPERATOR)


def can_complete_action(user: User, action: Action) -> bool:
    """A member completes what the own organisation promised; those who keep the list, anything."""
    if can_drop_action(user, action):
        return True
    mine = action.organisation_id in own_organisations(user)
    return action.is_open and mine and has_role(user, Role.CORE_MEMBER)


def can_drop_action(user: User, action: Action) -> bool:
    return action.is_open and has_role(user, Role.SECRETARIAT, Role.EXPERT)
