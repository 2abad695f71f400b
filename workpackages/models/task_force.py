from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.history import history


class TaskForceMembershipQuerySet(models.QuerySet):
    """Who sits in task forces."""

    def current(self):
        """Begun and not ended."""
        today = timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gt=today), since__lte=today)


class TaskForceMembership(models.Model):
    """A person in the task force of a work package: edits it and the text of its programme."""

    package = models.ForeignKey(
        "workpackages.WorkPackagePage",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("work package"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="task_force_memberships",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day without the seat.")
    )

    objects = TaskForceMembershipQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("seat in a task force")
        verbose_name_plural = _("seats in task forces")
        ordering = ["package", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "person"],
                condition=Q(until__isnull=True),
                name="once_in_a_task_force",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="task_force_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.package}"
