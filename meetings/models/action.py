from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.history import history
from network.roles import Role, has_role, is_member


class ActionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Action.State.OPEN)

    def visible_to(self, user):
        """Those who read reports see all; an operator sees what the own organisation has to do."""
        if is_member(user):
            return self
        if has_role(user, Role.OPERATOR):
            return self.filter(organisation__in=user.seats.current().values("organisation"))
        return self.none()

    def for_list(self, own_organisations=()):
        """What a row prints; what is open before what is closed, one's own before the others'."""
        first = models.When(organisation__in=list(own_organisations), then=0)
        return (
            self.select_related("organisation", "work_package__locale", "meeting__locale")
            .annotate(
                not_own=models.Case(first, default=1),
                closed=models.Case(models.When(state=Action.State.OPEN, then=0), default=1),
            )
            .order_by("closed", "not_own", "due_on", "pk")
        )


class Action(models.Model):
    """What somebody promised at a meeting, with a day by which it is done."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("action", "Open")
        DONE = "done", pgettext_lazy("action", "Done")
        DROPPED = "dropped", pgettext_lazy("action", "Dropped")

    meeting = models.ForeignKey(
        "meetings.MeetingPage",
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        related_name="actions",
    )
    text = models.TextField(_("what is to be done"))
    organisation = models.ForeignKey(
        "network.Organisation",
        verbose_name=_("responsible organisation"),
        on_delete=models.PROTECT,
        related_name="actions",
    )
    work_package = models.ForeignKey(
        "workpackages.WorkPackagePage",
        verbose_name=_("work package"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
    )
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("why it was dropped"), blank=True)
    carried_over_from = models.OneToOneField(
        "self",
        verbose_name=_("carried over from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_over_to",
    )
    history = history()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="action_closed_at_with_closed_by",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | ~Q(state="open") & Q(closed_at__isnull=False),
                name="action_is_open_until_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""),
                name="action_dropped_with_reason",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def badge(self) -> str:
        """How the state looks in a list; what is overdue waits for somebody."""
        if self.is_open:
            return "open" if self.days_overdue else "idle"
        return "done" if self.state == self.State.DONE else "idle"

    @property
    def days_overdue(self) -> int:
        return max((timezone.localdate() - self.due_on).days, 0) if self.is_open else 0
