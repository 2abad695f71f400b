"""What people tell the secretariat about the site; anybody may, without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_MESSAGE = 4000


class FeedbackKind(models.TextChoices):
    """What it is about."""

    GENERAL = "general", _("Something else about the site")
    ACCESSIBILITY = "accessibility", _("Something that is not accessible to me")


class FeedbackState(models.TextChoices):
    """Whether somebody has dealt with it."""

    OPEN = "open", pgettext_lazy("state of a message", "Open")
    ANSWERED = "answered", pgettext_lazy("state of a message", "Answered")
    CLOSED = "closed", pgettext_lazy("state of a message", "Closed")


class FeedbackQuerySet(models.QuerySet):
    """Which messages."""

    def open(self):
        return self.filter(state=FeedbackState.OPEN)

    def open_first(self):
        """Those that wait, the longest waiting first; then the others, the newest first."""
        waiting = models.Case(
            models.When(state=FeedbackState.OPEN, then=models.F("sent_at")),
            output_field=models.DateTimeField(),
        )
        return self.order_by(waiting.asc(nulls_last=True), "-sent_at", "-pk")


class Feedback(models.Model):
    """One message with its answer; forgotten a year after it was sent."""

    kind = models.CharField(_("what it is about"), max_length=15, choices=FeedbackKind.choices)
    message = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    page = models.CharField(_("address of the page"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True, db_index=True)
    state = models.CharField(
        _("state"), max_length=10, choices=FeedbackState.choices, default=FeedbackState.OPEN
    )
    answer = models.TextField(_("answer"), max_length=LONGEST_MESSAGE, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("message about the site")
        verbose_name_plural = _("messages about the site")
        ordering = ["-sent_at", "-pk"]
        permissions = [("answer_feedback", "Can answer messages about the site")]
        constraints = [
            models.CheckConstraint(
                name="feedback_is_dealt_with_by_somebody",
                condition=Q(state="open", answered_at__isnull=True, answered_by__isnull=True)
                | Q(
                    state__in=["answered", "closed"],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.sent_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        return self.state == FeedbackState.OPEN

    @property
    def badge(self) -> str:
        """How the state looks in a list."""
        return {"open": "open", "answered": "done"}.get(self.state, "idle")
