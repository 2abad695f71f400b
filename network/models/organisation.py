from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.fields import WebAddressField
from hub.reference import country_choices
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


class OrganisationQuerySet(models.QuerySet):
    """Which organisations."""

    def in_charge_of(self, country: str, region: str = ""):
        """The national authorities for a place: those of its region, else of its country.

        `country` is an EU code, `region` a NUTS code; a mark covers the regions within it.
        """
        authorities = self.filter(is_authority=True, circle=Circle.CORE, country=country)
        regional = [
            authority.pk
            for authority in authorities
            if any(region.startswith(code) for code in authority.authority_regions)
        ]
        if region and regional:
            return self.filter(pk__in=regional)
        return authorities.filter(authority_regions=[])


class Organisation(models.Model):
    """A body that takes part in the network or in one of its projects."""

    name = models.CharField(_("name"), max_length=200)
    latin_name = models.CharField(
        _("name in Latin script"),
        max_length=200,
        blank=True,
        help_text=_("If the name has another script."),
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
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
