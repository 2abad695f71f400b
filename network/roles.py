"""Roles: the groups that `network.actions.derive_groups` gives to a person from seats."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is in the network; the value is the name of the group."""

    CORE_MEMBER = "Core members", _("Core member")
    EXTENDED_MEMBER = "Extended members", _("Extended member")
    OPERATOR = "Project operators", _("Project operator")
    SECRETARIAT = "Secretariat", _("Secretariat")
    EXPERT = "Thematic experts", _("Thematic expert")
    STEERING_GROUP = "Steering group", _("Steering group")
    TRANSLATOR = "Translators", _("Translator")
    AUDITOR = "Auditors", _("Auditor")
    ADMINISTRATOR = "Administrators", _("Technical administrator")
    AUTHORITY = "National authorities", _("National authority")


# Who reads what members read (the auditor reads everything).
MEMBERS = frozenset(
    {
        Role.CORE_MEMBER,
        Role.SECRETARIAT,
        Role.EXPERT,
        Role.STEERING_GROUP,
        Role.AUDITOR,
        Role.AUTHORITY,
    }
)


def roles_of(user) -> frozenset[Role]:
    """The person's roles; one query for each user object, none for visitors."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known = user.__dict__.get("_roles")
    if known is None:
        names = set(user.groups.values_list("name", flat=True))
        known = user.__dict__["_roles"] = frozenset(role for role in Role if role.value in names)
    return known


def has_role(user, *roles: Role) -> bool:
    """Whether the person has one of these roles."""
    return not roles_of(user).isdisjoint(roles)


def is_member(user) -> bool:
    """Whether the person reads what core members read."""
    return has_role(user, *MEMBERS)
