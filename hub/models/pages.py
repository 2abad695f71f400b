"""The pages that editors compose, and what every page of the hub shares."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageManager, PagePermissionTester
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub import languages, privacy, routing
from hub.blocks import ContentBlocks
from hub.fields import WebAddressField


class HubPageQuerySet(PageQuerySet):
    """Which pages."""

    def visible_to(self, user):
        """Without those that this person may not see; `.public()` leaves their translations open."""
        return privacy.visible_to(self, user)

    def listed_in(self, language: str):
        """One live page for each translation: in this language, else in the one it was written in."""
        pages = self.live().filter(alias_of=None)
        translated = pages.model.objects.live().filter(
            alias_of=None,
            locale__language_code=language,
            translation_key=models.OuterRef("translation_key"),
        )
        return pages.filter(
            models.Q(locale__language_code=language)
            | models.Q(locale=models.F("written_in")) & ~models.Exists(translated)
        ).select_related("locale")


class BasePagePermissionTester(PagePermissionTester):
    """Who may change pages and add none translates: the pages in their own language stay as they are."""

    def can_edit(self):
        may_edit = super().can_edit()
        if not may_edit or self.user.is_superuser or not self.page.holds_the_text:
            return may_edit
        return "add" in self.permissions


class BasePage(Page):
    """A page of the hub: written in one language, translated into others.

    Records (decisions, versions, actions …) hang on `source`, never on a translation.
    """

    written_in = models.ForeignKey(
        Locale,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("written in"),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )

    objects = PageManager.from_queryset(HubPageQuerySet)()

    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("written_in", overridable=False),
    ]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        self._set_language()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """What Wagtail calls for a page that is not live."""
        self._set_language()
        super().minimal_clean()

    def _set_language(self):
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        if self.written_in_id is None:
            self.written_in_id = self.locale_id

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **languages.page_context(self, request)}

    def permissions_for_user(self, user):
        return BasePagePermissionTester(user, self)

    def get_view_restrictions(self):
        return privacy.restrictions_of(self)

    @property
    def is_source(self) -> bool:
        """Whether this is the page in the language it was written in."""
        return self.locale_id == self.written_in_id

    @property
    def holds_the_text(self) -> bool:
        """Whether this is the page in its own language; a page just made has no language yet."""
        return self.locale_id is None or self.written_in_id in (None, self.locale_id)

    @cached_property
    def source(self):
        """The page in the language that it was written in; it carries the records."""
        if self.is_source:
            return self
        return type(self)._default_manager.get(
            translation_key=self.translation_key, locale_id=self.written_in_id
        )


class HomePage(BasePage):
    """The front page in one language; everything else stands below it."""

    lede = models.TextField(_("introduction"), max_length=400, blank=True)
    body = StreamField(ContentBlocks(), blank=True, verbose_name=_("body"))
    disclaimer = models.TextField(
        _("whose views these are"),
        max_length=600,
        blank=True,
        help_text=_("Beside the emblem. Empty: the wording of the grant agreements of the Union."),
    )
    funding_note = models.TextField(
        _("what funds the network"),
        max_length=400,
        blank=True,
        help_text=_("Empty: that the network is supported by the EaSI strand of ESF+."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("disclaimer"), FieldPanel("funding_note")],
            heading=_("At the foot of every page"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lede")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        return routing.route_in_reader_language(self, request, path_components)


class ContentPage(BasePage):
    """Anything that is told in words and pictures."""

    body = StreamField(ContentBlocks(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["hub.HomePage", "hub.ContentPage"]
    subpage_types = ["hub.ContentPage"]

    class Meta:
        verbose_name = _("content page")


class NewsIndexPage(BasePage):
    """All news, newest first."""

    max_count_per_parent = 1
    parent_page_types = ["hub.HomePage"]
    subpage_types = ["hub.NewsPage"]

    class Meta:
        verbose_name = _("news list")


class NewsPage(BasePage):
    """One piece of news."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(ContentBlocks(), blank=True, verbose_name=_("body"))
    source_name = models.CharField(
        _("source"), max_length=160, blank=True, help_text=_("Where the facts come from.")
    )
    source_url = WebAddressField(_("address of the source"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("body"),
        FieldPanel("source_name"),
        FieldPanel("source_url"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("source_url", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    parent_page_types = ["hub.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news")
