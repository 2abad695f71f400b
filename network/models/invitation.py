import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.history import history
from network.models.seat import Function


class InvitationState(models.TextChoices):
    """The life of an invitation; that it has run out is a matter of time."""

    OPEN = "open", pgettext_lazy("invitation", "Open")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Withdrawn")


def hashed(token: str) -> str:
    """What is kept of a token: whoever reads the table cannot use the links."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


class InvitationQuerySet(models.QuerySet):
    """Which invitations."""

    def open(self):
        """Not answered and not withdrawn, also if they have run out."""
        return self.filter(state=InvitationState.OPEN)

    def valid(self):
        """Those that can still be answered."""
        return self.open().filter(expires_at__gt=timezone.now())

    def with_token(self, token: str):
        return self.filter(token_hash=hashed(token))

    def to_address_of(self, user):
        """Sent to an address that this person has confirmed."""
        if not user.is_authenticated:
            return self.none()
        confirmed = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
        return self.filter(email__in={address.lower() for address in confirmed})


class Invitation(models.Model):
    """A seat for whoever owns an address: it takes effect when that person accepts."""

    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    function = models.CharField(
        _("function"), max_length=20, choices=Function.choices, default=Function.MEMBER
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language of the mail"), max_length=5, choices=settings.LANGUAGES)
    message = models.TextField(_("message"), max_length=500, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    takes_over = models.ForeignKey(
        "network.Seat",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("takes over from"),
    )
    created_at = models.DateTimeField(_("invited at"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    history = history(excluded_fields=["token_hash"])

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "function", "email"],
                condition=Q(state=InvitationState.OPEN),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=Q(state=InvitationState.OPEN, answered_at__isnull=True)
                | ~Q(state=InvitationState.OPEN) & Q(answered_at__isnull=False),
                name="invitation_is_open_until_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"

    @property
    def is_valid(self) -> bool:
        """Can still be answered."""
        return self.state == InvitationState.OPEN and self.expires_at > timezone.now()
