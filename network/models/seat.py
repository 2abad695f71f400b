from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from network.history import history


class Function(models.TextChoices):
    """What a person does on a seat."""

    MEMBER = "member", _("Member")
    SECRETARIAT = "secretariat", _("Secretariat")
    EXPERT = "expert", _("Thematic expert")
    STEERING_GROUP = "steering_group", _("Steering group")
    TRANSLATOR = "translator", _("Translator")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Technical administrator")


class SeatQuerySet(models.QuerySet):
    """Which seats."""

    def current(self):
        """Confirmed and not ended."""
        today = timezone.localdate()
        return self.filter(
            Q(until__isnull=True) | Q(until__gt=today),
            since__lte=today,
            confirmed_at__isnull=False,
        )

    def waiting(self):
        """Asked for, not yet confirmed."""
        return self.filter(confirmed_at__isnull=True, until__isnull=True)

    def with_requests(self):
        """Each with the number of those who wait to become a colleague: `requests`."""
        waiting = (
            Seat.objects.waiting()
            .filter(organisation=OuterRef("organisation"), function=Function.MEMBER)
            .order_by()
            .values("organisation")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(requests=Coalesce(Subquery(waiting), 0))

    def of_secretariat(self):
        """Whoever can act for the network now."""
        return self.current().filter(function=Function.SECRETARIAT, person__is_active=True)


class Seat(models.Model):
    """A person's place in an organisation, with a function: all rights follow from it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="seats",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        related_name="seats",
        verbose_name=_("organisation"),
    )
    function = models.CharField(
        _("function"), max_length=20, choices=Function.choices, default=Function.MEMBER
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day without the seat.")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    message = models.TextField(_("what you do there"), max_length=500, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_reason = models.TextField(_("reason"), max_length=500, blank=True, editable=False)
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("who takes over"),
    )

    objects = SeatQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["organisation__name", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "function"],
                condition=Q(until__isnull=True),
                name="one_open_seat_per_function",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="seat_confirmed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="nobody_confirms_themselves",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="seat_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"

    @property
    def is_waiting(self) -> bool:
        """Asked for, and nobody has answered."""
        return self.confirmed_at is None and self.until is None

    @property
    def is_current(self) -> bool:
        """Confirmed and not ended."""
        today = timezone.localdate()
        return (
            self.confirmed_at is not None
            and self.since <= today
            and (self.until is None or self.until > today)
        )

    @property
    def state_label(self) -> Any:
        """How it stands, for the person."""
        if self.is_waiting:
            return _("Waits for confirmation")
        if self.confirmed_at is None:
            mine = self.ended_by_id is None or self.ended_by_id == self.person_id
            return pgettext("seat", "Withdrawn") if mine else pgettext("seat", "Declined")
        return _("Confirmed") if self.is_current else pgettext("seat", "Ended")

    @property
    def badge(self) -> str:
        """How components/status_badge.html shows it."""
        return "open" if self.is_waiting else "done" if self.is_current else "idle"
