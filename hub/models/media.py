"""Images and documents: public ones, and ones for members that only a checked view hands out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from hub.uploads import validate_upload


class Visibility(models.TextChoices):
    """Who is handed a file."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of the network")


class HubImage(AbstractImage):
    """A picture with what law and courtesy ask for: alternative text, credit, licence."""

    alternative_text = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_(
            "What the picture shows, for people who do not see it. Empty if it only decorates."
        ),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    admin_form_fields = (
        *(name for name in WagtailImage.admin_form_fields if name != "description"),
        "alternative_text",
        "credit",
        "licence",
        "visibility",
    )
    search_fields = [*AbstractImage.search_fields, index.FilterField("visibility")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        return self.alternative_text

    def clean(self):
        super().clean()
        _check_content(self.file)


class Rendition(AbstractRendition):
    """One size of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendition_once_per_size",
            )
        ]


class HubDocument(AbstractDocument):
    """A file to download."""

    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    admin_form_fields = (*WagtailDocument.admin_form_fields, "visibility")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("visibility")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [
            ("choose_document", "Can choose document"),
            ("view_members_files", "Can view files for members"),
        ]

    def clean(self):
        super().clean()
        _check_content(self.file)


def _check_content(file) -> None:
    """Look into a file that is being uploaded; one that is stored was looked into before."""
    if file and not file._committed:
        try:
            validate_upload(file)
        except ValidationError as error:
            raise ValidationError({"file": error}) from None
