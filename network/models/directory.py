"""What entries of the public directory share: first proposed, then published."""

from anyascii import anyascii
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.fields import WebAddressField
from hub.reference import language_choices, nuts_name, nuts_region
from network.models.seat import Seat
from network.roles import Role, has_role

LONGEST_SLUG = 80


class State(models.TextChoices):
    """How far an entry of the directory has come."""

    PROPOSED = "proposed", pgettext_lazy("state of an entry", "Proposed")
    PUBLISHED = "published", pgettext_lazy("state of an entry", "Published")


class EntryQuerySet(models.QuerySet):
    """Which entries of the directory."""

    def published(self):
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, user):
        """What is published and what one's organisations propose; some roles see all."""
        if has_role(user, Role.SECRETARIAT, Role.AUDITOR):
            return self
        if not user.is_authenticated:
            return self.published()
        own = Seat.objects.current().filter(person_id=user.pk).values("organisation")
        return self.filter(Q(state=State.PUBLISHED) | Q(organisation__in=own))


class Entry(models.Model):
    """A public fact about somebody's work, with its own language and its source."""

    region: str  # a field of each kind of entry

    slug = models.SlugField(
        _("address"),
        max_length=LONGEST_SLUG,
        unique=True,
        blank=True,
        help_text=_("Made from the name if empty."),
    )
    language = models.CharField(_("own language"), max_length=5, choices=language_choices)
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("organisation in charge"),
        help_text=_("If it takes part in the network."),
    )
    website = WebAddressField(_("website"), blank=True)
    source_name = models.CharField(_("source"), max_length=160, blank=True)
    source_url = WebAddressField(_("address of the source"), blank=True)
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @property
    def place(self) -> str:
        """The region by its own name; nothing for a whole country."""
        return nuts_name(self.region) if self.region else ""

    @property
    def place_language(self) -> str:
        region = nuts_region(self.region)
        return region.language if region else ""

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    def _free_slug(self) -> str:
        wanted = slugify(anyascii(str(self)))[: LONGEST_SLUG - 4] or "entry"
        taken = set(
            type(self)
            ._default_manager.filter(slug__startswith=wanted)
            .values_list("slug", flat=True)
        )
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)
