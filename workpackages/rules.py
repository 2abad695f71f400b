"""Who may do what with a living text; tests/permission_table.py has it as a table."""

from network.departure import heirs, people_in
from network.models import User
from network.roles import Role, has_role, is_member
from workpackages.models import (
    LivingPage,
    Suggestion,
    TaskForceMembership,
    Version,
    WorkPackagePage,
)


def can_read_drafts(user: User, page: LivingPage) -> bool:
    """Members read drafts for comments; extended members where the page is open to them."""
    if is_member(user):
        return True
    return page.open_to_extended and has_role(user, Role.EXTENDED_MEMBER)


def can_read_version(user: User, version: Version, page: LivingPage) -> bool:
    """Everybody who sees the page reads what was adopted."""
    return version.is_adopted or can_read_drafts(user, page)


def can_read_working_text(user: User, page: LivingPage) -> bool:
    """Those who may edit it, and the auditor."""
    return has_role(user, Role.AUDITOR) or can_edit(user, page)


def can_edit(user: User, page: LivingPage) -> bool:
    """The expert and the secretariat; a task force in the programme that it works for."""
    if has_role(user, Role.EXPERT, Role.SECRETARIAT):
        return True
    return is_in_task_force(user, page) and is_member(user)


def is_in_task_force(user: User, page: LivingPage) -> bool:
    """Whether the person sits in the task force of a work package of this programme."""
    if not user.is_authenticated:
        return False
    memberships = TaskForceMembership.objects.current().filter(person_id=user.pk)
    return memberships.filter(package__programme=page.source.pk, package__live=True).exists()


def can_edit_package(user: User, package: WorkPackagePage) -> bool:
    """The expert, the secretariat and the members of its task force."""
    if has_role(user, Role.EXPERT, Role.SECRETARIAT):
        return True
    if not is_member(user):
        return False
    memberships = TaskForceMembership.objects.current().filter(person_id=user.pk)
    return memberships.filter(package=package.source.pk).exists()


def can_manage_task_forces(user: User) -> bool:
    """The secretariat says who sits in them."""
    return has_role(user, Role.SECRETARIAT)


def can_manage_task_force(user: User, package: WorkPackagePage) -> bool:
    return can_manage_task_forces(user)


def can_end_membership(user: User, membership: TaskForceMembership) -> bool:
    """The secretariat, and each person for himself or herself."""
    if not user.is_authenticated:
        return False
    return membership.person_id == user.pk or has_role(user, Role.SECRETARIAT)


def can_suggest(user: User, page: LivingPage) -> bool:
    """Core members, in the name of their organisation."""
    return has_role(user, Role.CORE_MEMBER)


def can_change_suggestion(user: User, suggestion: Suggestion) -> bool:
    """Its author, as long as in the organisation; else the colleagues who have taken over."""
    if not user.is_authenticated:
        return False
    organisation = suggestion.organisation
    return user in people_in(organisation) and user in heirs(suggestion.author, organisation)


def can_decide(user: User, page: LivingPage) -> bool:
    """The expert and the secretariat."""
    return has_role(user, Role.EXPERT, Role.SECRETARIAT)


def can_make_draft(user: User, page: LivingPage) -> bool:
    return has_role(user, Role.EXPERT, Role.SECRETARIAT)


def can_adopt(user: User, page: LivingPage) -> bool:
    return has_role(user, Role.SECRETARIAT, Role.STEERING_GROUP)


def can_publish_facts(user: User, page: LivingPage) -> bool:
    return has_role(user, Role.SECRETARIAT, Role.EXPERT)
