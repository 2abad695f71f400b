from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.history import history
from network.roles import is_member


class State(models.TextChoices):
    """The life of a suggestion; actions.py says what follows what."""

    DRAFT = "draft", _("Not sent yet")
    OPEN = "open", _("Waits for a decision")
    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_WITH_CHANGES = "changed", _("Accepted with changes")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a later suggestion")


DECIDED = (State.ACCEPTED, State.ACCEPTED_WITH_CHANGES, State.DECLINED)
TAKEN = (State.ACCEPTED, State.ACCEPTED_WITH_CHANGES)


class SuggestionQuerySet(models.QuerySet):
    """Which suggestions."""

    def of(self, page):
        return self.filter(page_id=page.source.pk)

    def visible_to(self, user):
        """Members, as soon as it is sent."""
        return self.sent() if is_member(user) else self.none()

    def open(self):
        return self.filter(state=State.OPEN)

    def sent(self):
        return self.exclude(state=State.DRAFT)

    def in_order(self):
        return self.select_related("organisation", "author", "decided_by").order_by(
            "-created_at", "-pk"
        )


class Suggestion(models.Model):
    """Other words for one clause, proposed by an organisation to a version of a living page."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.PROTECT,
        related_name="suggestions",
        verbose_name=_("page"),
    )
    version = models.ForeignKey(
        "workpackages.Version",
        on_delete=models.PROTECT,
        related_name="suggestions",
        verbose_name=_("version"),
    )
    field = models.CharField(_("text"), max_length=40, default="body")
    clause_id = models.CharField(_("clause"), max_length=36)
    clause_number = models.CharField(_("number of the clause"), max_length=20, blank=True)
    base = models.JSONField(_("wording before"))
    proposed = models.JSONField(_("proposed wording"))
    result = models.JSONField(_("wording as accepted"), null=True, blank=True)
    rationale = models.TextField(_("reasons"), blank=True, max_length=2000)
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        related_name="suggestions",
        verbose_name=_("organisation"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="suggestions",
        verbose_name=_("written by"),
    )
    language = models.CharField(_("language of the reasons"), max_length=10)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    answer = models.TextField(_("answer"), blank=True, max_length=2000)

    objects = SuggestionQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["page", "state"], name="suggestion_page_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="suggestion_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True)),
                name="suggestion_decided_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | ~Q(answer=""),
                name="suggestion_decision_has_answer",
            ),
            models.UniqueConstraint(
                fields=["page", "field", "clause_id", "organisation"],
                condition=Q(state=State.OPEN),
                name="one_open_suggestion_per_clause_and_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.clause_number or self.clause_id}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def badge(self) -> str:
        """How the state looks in a list."""
        if self.state in TAKEN:
            return "done"
        return "open" if self.is_open else "idle"
