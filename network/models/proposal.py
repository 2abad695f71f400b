from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.fields import WebAddressField
from hub.reference import country_choices
from network.history import history
from network.models.organisation import OrganisationKind


class ProposalState(models.TextChoices):
    """The life of a proposal."""

    OPEN = "open", _("Waits for confirmation")
    ACCEPTED = "accepted", pgettext_lazy("organisation", "Taken in")
    DECLINED = "declined", pgettext_lazy("seat", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("seat", "Withdrawn")

    @property
    def badge(self) -> str:
        """How components/status_badge.html shows it."""
        return {self.OPEN: "open", self.ACCEPTED: "done"}.get(self, "idle")


class OrganisationProposal(models.Model):
    """A person asks for a seat in an organisation that is not there yet.

    Nothing of it stands among the organisations before somebody has confirmed it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="organisation_proposals",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(_("region"), max_length=5, blank=True)
    website = WebAddressField(_("website"), blank=True)
    message = models.TextField(_("what you do there"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    created_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )

    history = history()

    class Meta:
        verbose_name = _("proposed organisation")
        verbose_name_plural = _("proposed organisations")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="proposal_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.ACCEPTED) | Q(organisation__isnull=False),
                name="accepted_proposal_has_its_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    @property
    def badge(self) -> str:
        return ProposalState(self.state).badge
