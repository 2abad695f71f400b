from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.fields import WebAddressField
from hub.reference import country_choices, nuts_name, nuts_region
from network.history import history


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    PUBLIC_BODY = "public", _("Public body")
    MUNICIPALITY = "municipality", _("Municipality or region")
    NGO = "ngo", _("Non-governmental organisation")
    YOUTH = "youth", _("Youth organisation")
    EDUCATION = "education", _("Education or training provider")
    SOCIAL_PARTNER = "social_partner", _("Chamber or social partner")
    COMPANY = "company", _("Company or social enterprise")
    RESEARCH = "research", _("Research")
    OTHER = "other", _("Other")


class Circle(models.TextChoices):
    """How near an organisation stands to the network's work."""

    CORE = "core", _("Core group")
    EXTENDED = "extended", _("Extended group")
    PROJECTS = "projects", _("Projects")


# Addresses below /members/ that are no organisations.
RESERVED_SLUGS = frozenset({"people", "groups"})


def validate_organisation_slug(slug: str) -> None:
    """The directory has pages of its own at some addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is taken."))


def in_charge_among(authorities, region: str) -> list:
    """Of the authorities of a country those of the region, else those of the whole country."""
    regional = [
        authority
        for authority in authorities
        if any(region.startswith(code) for code in authority.authority_regions)
    ]
    if region and regional:
        return regional
    return [authority for authority in authorities if not authority.authority_regions]


class OrganisationQuerySet(models.QuerySet):
    """Which organisations."""

    def in_directory(self):
        """Public facts: those that belong to a circle."""
        return self.exclude(circle="")

    def about(self, words: str):
        """Every word stands in the name."""
        organisations = self
        for word in words.split():
            named = Q()
            for spelling in {word, word.lower(), word.capitalize()}:
                named |= Q(name__icontains=spelling) | Q(latin_name__icontains=spelling)
            organisations = organisations.filter(named)
        return organisations

    def in_charge_of(self, country: str, region: str = ""):
        """The national authorities for a place: those of its region, else of its country.

        `country` is an EU code, `region` a NUTS code; a mark covers the regions within it.
        """
        authorities = self.filter(is_authority=True, circle=Circle.CORE, country=country)
        return self.filter(pk__in=[found.pk for found in in_charge_among(authorities, region)])

    def named(self, words: str):
        """Every word stands in the name, in its own script or in Latin."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(latin_name__icontains=word))
        return found


class Organisation(models.Model):
    """A body that takes part in the network or in one of its projects."""

    name = models.CharField(_("name"), max_length=200)
    latin_name = models.CharField(
        _("name in Latin script"),
        max_length=200,
        blank=True,
        help_text=_("If the name has another script."),
    )
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, validators=[validate_organisation_slug]
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(_("region"), max_length=5, blank=True, help_text=_("NUTS code"))
    language = models.CharField(_("language of the name"), max_length=5, blank=True)
    website = WebAddressField(_("website"), blank=True)
    circle = models.CharField(_("circle"), max_length=10, choices=Circle.choices, blank=True)
    is_authority = models.BooleanField(_("national authority"), default=False)
    authority_regions = models.JSONField(
        _("regions it is in charge of"),
        default=list,
        blank=True,
        help_text=_("NUTS codes; none: the whole country."),
    )

    objects = OrganisationQuerySet.as_manager()
    history = history()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_authority=False) | Q(circle=Circle.CORE),
                name="only_core_organisations_are_authorities",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:organisation_detail", kwargs={"slug": self.slug})

    @property
    def place(self) -> str:
        """The region by its own name; nothing for a whole country."""
        return nuts_name(self.region) if self.region else ""

    @property
    def place_language(self) -> str:
        region = nuts_region(self.region)
        return region.language if region else ""
