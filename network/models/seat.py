from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
