"""Offers of organisations that look for a partner, and what the search keeps of the public ones."""

import datetime
import uuid
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.dates import InexactDate, Precision
from hub.reference import country_choices
from network.history import history
from network.models import Organisation, Seat
from network.roles import Role, has_role

LONGEST_LIFE = datetime.timedelta(days=365)


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of an offer", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("state of an offer", "Waiting for approval")
    RETURNED = "returned", pgettext_lazy("state of an offer", "Returned for changes")
    PUBLISHED = "published", pgettext_lazy("state of an offer", "Published")
    PAUSED = "paused", pgettext_lazy("state of an offer", "Paused")
    PARTNER_FOUND = "partner_found", pgettext_lazy("state of an offer", "Partner found")
    EXPIRED = "expired", pgettext_lazy("state of an offer", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an offer", "Withdrawn")
    REJECTED = "rejected", pgettext_lazy("state of an offer", "Rejected")
    ARCHIVED = "archived", pgettext_lazy("state of an offer", "Archived")

    @property
    def badge(self) -> str:
        """How components/status_badge.html shows it."""
        return _BADGES.get(self, "idle")


_BADGES = {
    State.SUBMITTED: "open",
    State.RETURNED: "open",
    State.PUBLISHED: "done",
    State.PARTNER_FOUND: "done",
    State.REJECTED: "danger",
}
BEFORE_APPROVAL = (State.DRAFT, State.SUBMITTED, State.RETURNED)
APPROVED = (State.PUBLISHED, State.PAUSED)


class PartnerRole(models.TextChoices):
    HOST = "host", pgettext_lazy("role in an offer", "We host")
    SEND = "send", pgettext_lazy("role in an offer", "We send")
    BOTH = "both", pgettext_lazy("role in an offer", "We send and host")
    OTHER = "other", pgettext_lazy("role in an offer", "Other cooperation")


class Accommodation(models.TextChoices):
    OFFERED = "offered", _("We provide accommodation")
    HELP = "help", _("We help to find accommodation")
    NEEDED = "needed", _("We need accommodation")
    NONE = "none", _("No accommodation")


class OfferText(models.Model):
    """What its owner writes and a moderator approves. No participants, no names, no addresses."""

    title = models.CharField(_("title"), max_length=150)
    pitch = models.TextField(_("what you offer"), max_length=1000, blank=True)
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    english_title = models.CharField(_("title in English"), max_length=150, blank=True)
    english_summary = models.TextField(_("summary in English"), max_length=400, blank=True)

    role = models.CharField(_("role"), max_length=10, choices=PartnerRole.choices, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    nuts = models.CharField(
        _("region"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}[0-9A-Z]{0,3}$", _("A NUTS code looks like SE33."))],
    )
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    target_groups = models.JSONField(_("target groups"), default=list, blank=True)
    seeking_countries = models.JSONField(_("looking for partners in"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)

    group_min = models.PositiveSmallIntegerField(
        _("smallest group"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
    )
    group_max = models.PositiveSmallIntegerField(
        _("largest group"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
    )
    accommodation = models.CharField(
        _("accommodation"), max_length=10, choices=Accommodation.choices, blank=True
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    date_precision = models.CharField(
        _("how exact"), max_length=10, choices=Precision.choices, default=Precision.MONTHS
    )
    date_label = models.CharField(_("in words"), max_length=100, blank=True)
    weeks_min = models.PositiveSmallIntegerField(
        _("shortest stay in weeks"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    weeks_max = models.PositiveSmallIntegerField(
        _("longest stay in weeks"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    call = models.CharField(_("call for proposals"), max_length=200, blank=True)
    expires_on = models.DateField(_("open until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def window(self) -> InexactDate | None:
        """When the groups can come or go."""
        if self.starts_on is None:
            return None
        ends_on = self.ends_on or self.starts_on
        return InexactDate(self.starts_on, ends_on, Precision(self.date_precision), self.date_label)


_FIELDS = {field.name: field for field in OfferText._meta.local_fields}
TEXT_FIELDS = list(_FIELDS)
# What a moderator and the readers need; a draft may lack all of it but title and language.
NEEDED_FIELDS = (
    "title",
    "pitch",
    "language",
    "role",
    "country",
    "sectors",
    "languages",
    "expires_on",
)


class OfferQuerySet(models.QuerySet["Offer"]):
    """Which offers."""

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def open(self) -> Self:
        """Published and not run out, also before the nightly job has passed."""
        return self.published().filter(expires_on__gte=timezone.localdate())

    def run_out(self) -> Self:
        return self.filter(state__in=APPROVED, expires_on__lt=timezone.localdate())

    def awaiting_decision(self) -> Self:
        return self.filter(Q(state=State.SUBMITTED) | Q(change_state=State.SUBMITTED))

    def own(self, user: Any) -> Self:
        """Of the person's organisations, and drafts that have no organisation yet."""
        return self.filter(_own(user)) if user.is_authenticated else self.none()

    def not_of(self, user: Any) -> Self:
        """Offers that this person may decide on: not the own organisation's."""
        seats = Seat.objects.current().filter(person=user)
        return self.exclude(posted_by=user).exclude(organisation__in=seats.values("organisation"))

    def visible_to(self, user: Any) -> Self:
        """Open ones for everybody, drafts for their own, the rest for who looks after it."""
        everybody = Q(state=State.PUBLISHED, expires_on__gte=timezone.localdate())
        if not user.is_authenticated:
            return self.filter(everybody)
        if has_role(user, Role.AUDITOR):
            return self.all()
        visible = everybody | _own(user)
        if has_role(user, Role.SECRETARIAT, Role.EXPERT, Role.STEERING_GROUP):
            visible |= ~Q(state=State.DRAFT)
        elif has_role(user, Role.AUTHORITY):
            visible |= _looked_after_by(user) & ~Q(state=State.DRAFT)
        return self.filter(visible)


def _own(user: Any) -> Q:
    seats = Seat.objects.current().filter(person=user)
    without = Q(posted_by=user, organisation__isnull=True)
    return without | Q(organisation__in=seats.values("organisation"))


def _looked_after_by(user: Any) -> Q:
    """The country, or the regions, of the authorities in which this person has a seat."""
    seats = Seat.objects.current().filter(person=user, organisation__is_authority=True)
    place = Q(pk__in=[])
    for seat in seats.select_related("organisation"):
        authority = seat.organisation
        if not authority.authority_regions:
            place |= Q(country=authority.country)
        for region in authority.authority_regions:
            place |= Q(nuts__startswith=region)
    return place


class Offer(OfferText):
    """One organisation's wish to send, to host or to work with others.

    The columns hold what has been approved as soon as something has been: `change` keeps what the
    owner wrote since, so that nothing unapproved can be shown by accident.
    """

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("organisation"),
    )
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("posted by"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    change = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)
    change_state = models.CharField(
        _("state of the change"),
        max_length=20,
        choices=State.choices,
        blank=True,
        editable=False,
    )
    # Counts what the owner saved: whoever decides or edits names the number that was read.
    edits = models.PositiveIntegerField(default=0, editable=False)
    # The form that made the offer: sent twice, it makes one offer.
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision_reason = models.TextField(_("reason"), blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    objects = OfferQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "expires_on"], name="offer_state_expires_on"),
            models.Index(fields=["country", "state"], name="offer_country_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="offer_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN, State.ARCHIVED])
                | Q(organisation__isnull=False),
                name="only_a_draft_has_no_organisation",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="offer_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=True, change_state="")
                | Q(
                    change__isnull=False,
                    change_state__in=BEFORE_APPROVAL,
                    state__in=APPROVED,
                ),
                name="only_an_approved_offer_has_a_change",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED)
                | Q(
                    published_at__isnull=False, expires_on__isnull=False, submitted_at__isnull=False
                ),
                name="approved_offer_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(group_min__isnull=True)
                | Q(group_max__isnull=True)
                | Q(group_min__lte=F("group_max")),
                name="offer_group_min_below_max",
            ),
            models.CheckConstraint(
                condition=Q(weeks_min__isnull=True)
                | Q(weeks_max__isnull=True)
                | Q(weeks_min__lte=F("weeks_max")),
                name="offer_weeks_min_below_max",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="offer_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnersearch:offer_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Everybody can see it now."""
        return (
            self.state == State.PUBLISHED
            and self.expires_on is not None
            and self.expires_on >= timezone.localdate()
        )

    @property
    def is_approved(self) -> bool:
        """The columns hold what a moderator approved and is still on offer."""
        return self.state in APPROVED

    @property
    def awaits_decision(self) -> bool:
        return State.SUBMITTED in (self.state, self.change_state)

    @property
    def can_take_text(self) -> bool:
        """Its owner may still write."""
        return self.state in BEFORE_APPROVAL or self.is_approved

    @property
    def badge(self) -> str:
        return State(self.state).badge

    def authorities(self) -> list[Organisation]:
        """In charge of the region, else of the country; never whose offer it is."""
        for region in (self.nuts, ""):
            others = Organisation.objects.in_charge_of(self.country, region)
            if found := [other for other in others if other.pk != self.organisation_id]:
                return found
        return []

    @property
    def text(self) -> dict[str, Any]:
        """What is approved, or being written before the first approval."""
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    @property
    def latest(self) -> "Offer":
        """As its owner last saved it: a copy for form and moderator, never to be saved."""
        values = self.text
        for name, value in (self.change or {}).items():
            values[name] = _FIELDS[name].to_python(value)
        return Offer(
            pk=self.pk,
            organisation_id=self.organisation_id,
            state=self.change_state or self.state,
            edits=self.edits,
            **values,
        )


class OfferDocument(models.Model):
    """The words of an open offer, folded to plain letters: what the search engine reads.

    Migration 0002 ties the engine of the database to this table (triggers, a generated column);
    a migration that rebuilds the table on SQLite must put the triggers back.
    """

    offer = models.OneToOneField(
        Offer, on_delete=models.CASCADE, primary_key=True, related_name="document"
    )
    title = models.TextField()
    names = models.TextField()
    body = models.TextField()

    def __str__(self) -> str:
        return self.title


class OfferFacet(models.Model):
    """One value by which an open offer can be filtered."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=10)
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "offer"], name="facet_value_once_per_offer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
