"""What every hub has before anybody writes a word: languages, homes, index pages, groups, rights.

Apps register a function in `hub.registries.site_parts`; it is handed a `SiteSetUp`:

    def set_up(site: SiteSetUp) -> None:
        site.index_page(MeetingIndexPage, slug="meetings", title=_("Meetings"))   # lazy title
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)
from wagtail_localize.segments.extract import extract_segments

from hub.models import HomePage, NewsIndexPage

# Wagtail's own groups, which nobody of the hub is in.
STRANGE_GROUPS = ["Moderators", "Editors"]


class SiteSetUp:
    """Makes what is missing and leaves what is there."""

    def __init__(self, say: Callable[[str], None] = lambda sentence: None) -> None:
        self.say = say
        self.languages: list[str] = settings.HUB_LANGUAGES

    @cached_property
    def locales(self) -> dict[str, Locale]:
        return {
            code: Locale.objects.get_or_create(language_code=code)[0] for code in self.languages
        }

    @cached_property
    def homes(self) -> dict[str, HomePage]:
        """The home page of each language."""
        first = self.languages[0]
        homes = {home.locale.language_code: home for home in HomePage.objects.all()}
        if first not in homes:
            homes[first] = self._first_home(self.locales[first])
        for code in self.languages:
            if code not in homes:
                homes[code] = self._translated(homes[first], code, settings.HUB_NAME)
        return {code: homes[code] for code in self.languages}

    def index_page(self, model: type[Page], *, slug: str, title: Any, **fields: Any) -> Page:
        """A page below the home in every language; `title` may be lazy. Returns the first one."""
        first = self.languages[0]
        page = model.objects.child_of(self.homes[first]).filter(slug=slug).first()
        if page is None:
            with translation.override(first):
                page = model(title=str(title), slug=slug, locale=self.locales[first], **fields)
            self.homes[first].add_child(instance=page)
            page.save_revision().publish()
            self.say(f"page /{first}/{slug}/")
        there = set(
            Page.objects.filter(translation_key=page.translation_key).values_list(
                "locale__language_code", flat=True
            )
        )
        for code in self.languages:
            if code not in there:
                self._translated(page, code, title)
        return page

    def grant_pages(self, group: str, permissions: Iterable[str]) -> None:
        """Rights on one language's tree do not reach another's, so they are given on each home."""
        for home in self.homes.values():
            for codename in permissions:
                GroupPagePermission.objects.get_or_create(
                    group=self._group(group),
                    page=home.page_ptr,
                    permission=_permission("wagtailcore", f"{codename}_page"),
                )

    def grant_files(self, group: str, permissions: Iterable[str]) -> None:
        """Rights on images and documents; they hang on Wagtail's own models, not on ours."""
        for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for codename in permissions:
                GroupCollectionPermission.objects.get_or_create(
                    group=self._group(group),
                    collection=self._root_collection,
                    permission=_permission(app, f"{codename}_{kind}"),
                )

    def grant(self, group: str, *permissions: str) -> None:
        """Rights on whole models: `site.grant("Translators", "wagtailadmin.access_admin")`."""
        wanted = [_permission(*permission.split(".")) for permission in permissions]
        self._group(group).permissions.add(*wanted)

    def _group(self, name: str) -> Group:
        return self._groups.setdefault(name, Group.objects.get_or_create(name=name)[0])

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {}

    @cached_property
    def _root_collection(self) -> Collection:
        return Collection.get_first_root_node()

    def _first_home(self, locale: Locale) -> HomePage:
        root = Page.get_first_root_node()
        home = HomePage(title=settings.HUB_NAME, slug="hub", locale=locale)
        root.add_child(instance=home)
        home.save_revision().publish()
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            site = Site(hostname="localhost", is_default_site=True)
        # Wagtail's greeting goes only after the site has left it: the site would go with it.
        greeting = site.root_page if site.pk else None
        site.root_page, site.site_name = home, settings.HUB_NAME
        site.save()
        if greeting is not None and greeting.specific_class is Page:
            greeting.delete()
        self.say("home page and site")
        return HomePage.objects.get(pk=home.pk)

    def _translated(self, page: Any, code: str, title: Any) -> Any:
        """A page with a translated title; a draft if it has words that nobody has translated yet.

        Until somebody publishes the draft, readers see the source with a notice.
        """
        copy = page.copy_for_translation(self.locales[code])
        with translation.override(code):
            copy.title = copy.draft_title = str(title)
        revision = copy.save_revision()
        if not _has_words(page.specific):
            revision.publish()
        self.say(f"page in {code}: {copy.title}")
        return copy


def _has_words(page: Page) -> bool:
    """Whether there is more to translate than the title and the slug."""
    return any(segment.path not in {"title", "slug"} for segment in extract_segments(page))


def set_up_hub(site: SiteSetUp) -> None:
    """The hub's own part: homes, news, no groups but ours."""
    Group.objects.filter(name__in=STRANGE_GROUPS).delete()
    site.homes  # noqa: B018  makes them
    site.index_page(NewsIndexPage, slug="news", title=translation.gettext_lazy("News"))


def _permission(app: str, codename: str) -> Permission:
    """By its app and name: some models of ours repeat the names of Wagtail's."""
    return Permission.objects.filter(content_type__app_label=app).get(codename=codename)
