from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workpackages import clauses


class VersionKind(models.TextChoices):
    """Whether members still comment on it."""

    DRAFT = "draft", _("Draft for comments")
    ADOPTED = "adopted", _("Adopted version")


class FrozenVersionError(Exception):
    """A version never changes and is never deleted."""


class VersionQuerySet(models.QuerySet):
    """Which versions; none of them changes."""

    def adopted(self):
        return self.filter(kind=VersionKind.ADOPTED)

    def of(self, page):
        return self.filter(page_id=page.source.pk)

    def newest(self):
        return self.order_by("-number").first()

    def without_text(self):
        """For lists: the large columns stay in the database."""
        return self.defer("content", "html", "text")

    def update(self, **kwargs):
        raise FrozenVersionError

    def delete(self):
        raise FrozenVersionError


class Version(models.Model):
    """The text of a living page as it stood once, with its checksum; it never changes."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("page"),
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind.choices)
    label = models.CharField(_("label"), max_length=60)
    date = models.DateField(_("date"), default=timezone.localdate)
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    content = models.JSONField(_("content"))
    html = models.TextField(_("text as it was shown"))
    text = models.TextField(_("plain text"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    revision = models.OneToOneField(
        "wagtailcore.Revision",
        on_delete=models.PROTECT,
        related_name="version",
        verbose_name=_("revision"),
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["page_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="version_number_once_per_page"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="version_numbers_begin_at_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.number} ({self.label})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise FrozenVersionError
        self.sha256 = self.computed_sha256()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise FrozenVersionError

    @property
    def title(self) -> str:
        return self.content["title"]

    @property
    def is_adopted(self) -> bool:
        return self.kind == VersionKind.ADOPTED

    def clauses_of(self, field: str = "body") -> list[clauses.Clause]:
        """Canonical, because only canonical texts are frozen."""
        return self.content[field]

    def computed_sha256(self) -> str:
        """The checksum of what the row holds now; `manage.py verify_versions` compares it."""
        return clauses.checksum(
            {
                "content": self.content,
                "number": self.number,
                "kind": str(self.kind),
                "label": self.label,
                "date": self.date.isoformat(),
                "note": self.note,
            }
        )
