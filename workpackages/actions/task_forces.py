"""People join task forces and leave them; what they may edit follows with the next request."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import page_cache
from network.history import acting
from network.models import User
from workpackages import emails, rules
from workpackages.models import TaskForceMembership, WorkPackagePage


class TaskForceError(Exception):
    """Somebody cannot join or leave in this way; the message is for the person."""


@transaction.atomic
def join_task_force(*, package: WorkPackagePage, person: User, by: User) -> TaskForceMembership:
    """The person sits in the task force from today on and is told so."""
    if not rules.can_manage_task_force(by, package):
        raise TaskForceError(_("You cannot change this task force."))
    # The page's row is the lock: of two who name the same person, the second is told.
    source = WorkPackagePage.objects.select_for_update(of=("self",)).get(pk=package.source.pk)
    if not User.objects.in_directory().filter(pk=person.pk).exists():
        raise TaskForceError(_("This person has no confirmed seat in an organisation."))
    if source.memberships.filter(person=person, until__isnull=True).exists():
        raise TaskForceError(_("This person is in the task force already."))
    with acting(by=by, reason="joined the task force"):
        membership = TaskForceMembership.objects.create(package=source, person=person)
    page_cache.renew()
    emails.tell_joined(membership)
    return membership


@transaction.atomic
def leave_task_force(*, membership: TaskForceMembership, by: User, reason: str = "") -> None:
    """The seat ends today, with the right to edit."""
    locked = TaskForceMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if not rules.can_end_membership(by, locked):
        raise TaskForceError(_("You cannot change this task force."))
    if locked.until is not None:
        raise TaskForceError(_("This person has left the task force already."))
    locked.until = max(timezone.localdate(), locked.since)
    with acting(by=by, reason=reason or "left the task force"):
        locked.save()
    page_cache.renew()
    if by.pk != locked.person_id:
        emails.tell_left(locked, reason)
