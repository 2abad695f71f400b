from django.db import models
from django.utils.translation import gettext_lazy as _

from network.history import history
from network.roles import is_member


class DecisionQuerySet(models.QuerySet):
    """Which decisions."""

    def visible_to(self, user):
        """Those who read reports."""
        return self if is_member(user) else self.none()


class Decision(models.Model):
    """What a meeting decided, numbered within the year of the meeting: 2023-01."""

    meeting = models.ForeignKey(
        "meetings.MeetingPage",
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    sequence = models.PositiveSmallIntegerField(_("number within the year"))
    text = models.TextField(_("decision"))
    adopts = models.ForeignKey(
        "workpackages.Version",
        verbose_name=_("adopted version"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    objects = DecisionQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["year", "sequence"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "sequence"], name="decision_number_once_a_year"
            ),
            models.UniqueConstraint(fields=["adopts"], name="version_adopted_by_one_decision"),
        ]

    def __str__(self):
        return f"{self.number} {self.text}"

    @property
    def number(self) -> str:
        return f"{self.year}-{self.sequence:02}"
