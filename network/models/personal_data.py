import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.registries import consent_purposes

# The consent to what a person shows to everybody.
PUBLIC_PROFILE = "public_profile"


class ErasureQuerySet(models.QuerySet):
    """Which erasures."""

    def open(self):
        return self.filter(done_at=None, cancelled_at=None)

    def due(self):
        return self.open().filter(due_at__lte=timezone.now())


class Erasure(models.Model):
    """Somebody's data are to be erased on a day; until then it can be called off."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="erasures",
        verbose_name=_("person"),
    )
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now, editable=False)
    # Nobody asked, when the account was not used for two years.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    is_for_inactivity = models.BooleanField(_("account was not used"), default=False)
    due_at = models.DateTimeField(_("takes effect at"))
    cancelled_at = models.DateTimeField(_("called off at"), null=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)
    # Where a frozen text still names the person, or why the erasure could not be done.
    remains = models.TextField(_("what remains"), blank=True, editable=False)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(cancelled_at__isnull=True, done_at__isnull=True),
                name="one_open_erasure_per_person",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(done_at__isnull=True),
                name="erasure_is_done_or_called_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.due_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def has_begun(self) -> bool:
        """The account is closed: it is too late to call it off."""
        return not self.person.is_active and self.due_at <= timezone.now()


class Consent(models.Model):
    """A person agreed to one use of personal data, in these words, until the person withdrew it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("person"),
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    text_version = models.CharField(_("version of the text"), max_length=20)
    text = models.TextField(_("text as it was shown"))
    language = models.CharField(_("language"), max_length=5)
    given_at = models.DateTimeField(_("given at"), default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("given by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"

    @property
    def title(self) -> str:
        """What it is for, as today's texts call it."""
        known = self.purpose in consent_purposes
        return str(consent_purposes[self.purpose].title) if known else self.purpose


def place_of_copy(copy: "DataCopy", name: str) -> str:
    """The name of the file tells nobody whose it is."""
    return f"data-copies/{copy.key}.zip"


class DataCopyQuerySet(models.QuerySet):
    """Which copies."""

    def waiting(self):
        return self.filter(ready_at=None, failed_at=None)


class DataCopy(models.Model):
    """All that the hub keeps of a person, in one file that only this person can fetch."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="data_copies",
        verbose_name=_("person"),
    )
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now, editable=False)
    percent = models.PositiveSmallIntegerField(_("progress"), default=0, editable=False)
    ready_at = models.DateTimeField(_("ready at"), null=True, editable=False)
    expires_at = models.DateTimeField(_("can be fetched until"), null=True, editable=False)
    failed_at = models.DateTimeField(_("failed at"), null=True, editable=False)
    file = models.FileField(upload_to=place_of_copy, blank=True, editable=False)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of personal data")
        verbose_name_plural = _("copies of personal data")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ready_at__isnull=True, failed_at__isnull=True),
                name="one_copy_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def can_be_fetched(self) -> bool:
        if not self.file or self.expires_at is None or self.expires_at <= timezone.now():
            return False
        return self.file.storage.exists(self.file.name)
