"""A page of clauses, with versions and suggestions, which nothing but our actions publishes.

docs/living-pages.md says which door each guard closes.
"""

import json
from collections.abc import Iterable
from importlib import import_module

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from hub.models import BasePage, BasePagePermissionTester
from network.roles import Role, has_role
from workpackages import clauses, reading
from workpackages.models.version import Version, VersionKind


class NotAdoptedError(PermissionDenied):
    """The text is not the newest adopted version, so it may not be published."""

    def __init__(self):
        super().__init__(_("Only an adopted version of this text can be published."))


class StaleTextError(PermissionDenied):
    """Somebody else saved the text in the meantime."""

    def __init__(self):
        super().__init__(
            _("Somebody else saved this text in the meantime. Please look at it again.")
        )


class LivingPagePermissionTester(BasePagePermissionTester):
    """In Wagtail's menus, views and APIs nobody publishes a living page, not even a superuser."""

    def can_edit(self):
        """Translators edit translations; the text itself is the expert's and the secretariat's."""
        if self.page.holds_the_text and not self.user.is_superuser:
            return super().can_edit() and has_role(self.user, Role.EXPERT, Role.SECRETARIAT)
        return super().can_edit()

    def can_publish(self):
        return not self.page.holds_the_text and super().can_publish()

    def can_unpublish(self):
        return not self.page.holds_the_text and super().can_unpublish()

    def can_submit_for_moderation(self):
        return False

    def can_copy(self):
        return False

    def can_set_view_restrictions(self):
        return super().can_publish()

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and not has_versions(self.page)

    def can_move(self):
        return super().can_delete(ignore_bulk=True)


def has_versions(page: Page) -> bool:
    """Whether a version hangs on the page or on a page below it."""
    return Version.objects.filter(page__path__startswith=page.path).exists()


class LivingPage(RoutablePageMixin, BasePage):
    """Text of clauses that lives: a working text, drafts for comments, adopted versions.

    The working text is the newest revision; the live page is the newest adopted version.
    """

    # The StreamFields of clauses, the first one is the main text.
    clause_fields: tuple[str, ...] = ("body",)
    # What a version freezes: clause fields, other fields, child relations.
    frozen_fields: tuple[str, ...] = ("body",)
    # What changes without a new version.
    fact_fields: tuple[str, ...] = ("title", "summary", "open_to_extended")
    # Whether editors announce it and make its versions by hand.
    versions_by_hand = True
    # The module with the addresses below the page.
    subpage_urlconf = "workpackages.page_urls"

    version_number = models.PositiveIntegerField(
        _("version that the text follows"), null=True, blank=True, editable=False
    )
    open_to_extended = models.BooleanField(
        _("extended members may read drafts"),
        default=False,
        help_text=_("They then see drafts for comments and the suggestions to them."),
    )

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("version_number", overridable=False),
        SynchronizedField("open_to_extended", overridable=False),
    ]
    exclude_fields_in_copy = ["version_number"]
    settings_panels: list = []  # dates there would publish or unpublish by themselves

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        return tuple(import_module(cls.subpage_urlconf).urlpatterns)

    # -- what is shown -----------------------------------------------------------------------------

    def fields_for(self, user) -> tuple[str, ...]:
        """The clause fields that this person may read, on the page and in its versions."""
        return self.clause_fields

    def text_context(self, content: dict) -> dict:
        """What the template needs beside the clauses, from a frozen text."""
        return {}

    def compared_context(self, old: dict, new: dict) -> dict:
        """What a comparison shows beside the clauses."""
        return {}

    # -- who holds the text ------------------------------------------------------------------------

    def permissions_for_user(self, user):
        return LivingPagePermissionTester(user, self)

    # -- the frozen part ---------------------------------------------------------------------------

    @classmethod
    def frozen(cls, data: dict) -> dict:
        """What a version keeps of a page's data (as in a revision), in its one spelling."""
        data = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
        return {name: _frozen_value(cls, name, data.get(name)) for name in cls.frozen_fields}

    def frozen_now(self) -> dict:
        return self.frozen(self.serializable_data())

    def clauses_of(self, field: str = "body") -> list[clauses.Clause]:
        return clauses.canonical_text(_raw(getattr(self, field)))

    def set_clauses(self, field: str, text: Iterable[clauses.Clause]) -> None:
        setattr(self, field, json.dumps(clauses.with_ids(text)))

    def without_text(self):
        """The same page with its facts alone."""
        for name in self.frozen_fields:
            field = self._meta.get_field(name)
            if isinstance(field, StreamField):
                self.set_clauses(name, [])
            elif field.one_to_many:
                getattr(self, name).set([])
            else:
                setattr(self, name, field.get_default())
        return self

    @classmethod
    def html_of(cls, content: dict) -> str:
        """A frozen text as it is shown; stored beside it as the proof."""
        return "".join(
            reading.text_html(reading.numbered(clauses.canonical_text(content[field])))
            for field in cls.clause_fields
        )

    @classmethod
    def words_of(cls, content: dict) -> str:
        return "\n\n".join(clauses.full_text(content[field]) for field in cls.clause_fields)

    # -- versions ----------------------------------------------------------------------------------

    @cached_property
    def newest_adopted(self) -> Version | None:
        """Without its text: for the version bar."""
        return Version.objects.of(self).adopted().without_text().newest()

    @cached_property
    def open_draft(self) -> Version | None:
        """The newest version, if it is a draft for comments."""
        newest = Version.objects.of(self).without_text().newest()
        return newest if newest and newest.kind == VersionKind.DRAFT else None

    def working_text(self):
        """The page with the text that is being worked on, as it stands in the database now."""
        source = type(self)._default_manager.get(pk=self.source.pk)
        return source.get_latest_revision_as_object()

    # -- guards ------------------------------------------------------------------------------------

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """The one writer of text: locks, refuses what is stale, spares what a version holds."""
        if not self.holds_the_text:
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        with transaction.atomic():
            stored = Page.objects.select_for_update().only("latest_revision").get(pk=self.pk)
            if stored.latest_revision_id != self.latest_revision_id:
                raise StaleTextError
            if overwrite_revision and Version.objects.filter(revision=overwrite_revision).exists():
                overwrite_revision = None
            self.go_live_at = self.expire_at = None
            for field in self.clause_fields:
                raw = _raw(getattr(self, field))
                self.set_clauses(field, clauses.split_paragraphs(clauses.with_ids(raw)))
            self._number_rows()
            revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
            if not self.live:
                self._keep_text_in_revisions()
            return revision

    def _number_rows(self) -> None:
        """Rows written in code have no place yet, and a database returns such rows in any order."""
        for name in self.frozen_fields:
            if not self._meta.get_field(name).one_to_many:
                continue
            rows = list(getattr(self, name).all())
            if any(row.sort_order is None for row in rows):
                for place, row in enumerate(rows):
                    row.sort_order = place
                getattr(self, name).set(rows)

    def _keep_text_in_revisions(self) -> None:
        """What was never announced can be translated, but not the text that is being written."""
        row = type(self)._default_manager.get(pk=self.pk)
        if any(row.frozen_now().values()):
            row.without_text().save()

    def publish(self, revision, *args, **kwargs):
        if self.holds_the_text:
            self.require_adopted(self.frozen(revision.content))
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs):
        if self.holds_the_text:
            raise NotAdoptedError
        return super().unpublish(*args, **kwargs)

    def save(self, *args, **kwargs):
        if self.holds_the_text and kwargs.get("update_fields") is None:
            if self.pk is None and any(self.frozen_now().values()):
                self.live, self.live_revision = False, None
            elif self.pk and self.live:
                self.require_adopted(self.frozen_now())
        return super().save(*args, **kwargs)

    def require_adopted(self, frozen: dict) -> None:
        """Before the first adopted version only the facts may be live."""
        newest = Version.objects.filter(page_id=self.pk).adopted().newest()
        if newest is None:
            is_right = not any(frozen.values())
        else:
            is_right = frozen == {name: newest.content[name] for name in self.frozen_fields}
        if not is_right:
            raise NotAdoptedError


def _raw(value) -> list[dict]:
    return [dict(clause) for clause in value.get_prep_value()]


def _frozen_value(model, name: str, value):
    field = model._meta.get_field(name)
    if isinstance(field, StreamField):
        return clauses.canonical_text(json.loads(value) if value else [])
    if field.one_to_many:
        rows = sorted(value or [], key=lambda row: row.get("sort_order") or 0)
        return [_frozen_row(field.related_model, row) for row in rows]
    return value


def _frozen_row(model, row: dict) -> dict:
    """A child row by its content; of its keys only the translation key stays the same."""
    loose = {"pk", "locale", "sort_order"} | {
        field.name for field in model._meta.get_fields() if isinstance(field, ParentalKey)
    }
    return {name: value for name, value in row.items() if name not in loose}
