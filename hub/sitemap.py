"""The list of all public addresses with their languages, for search engines: few queries.

An app registers a function in `hub.registries.sitemap_parts` that gives `SitemapEntry`s; for a view
that exists in every language: `entry_in_every_language("partnersearch:offer_detail", offer.pk)`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from hub.languages import page_url
from hub.privacy import visible_to
from hub.registries import sitemap_parts


@dataclass(frozen=True)
class SitemapEntry:
    """One thing: its path in each language that it exists in."""

    paths: dict[str, str]
    changed_at: datetime | None = None


def entry_in_every_language(
    name: str, *args: Any, changed_at: datetime | None = None, **kwargs: Any
) -> SitemapEntry:
    paths = {}
    for code in settings.HUB_LANGUAGES:
        with translation.override(code):
            paths[code] = reverse(name, args=args, kwargs=kwargs)
    return SitemapEntry(paths, changed_at)


def all_entries() -> Iterator[SitemapEntry]:
    yield from page_entries()
    for part in sitemap_parts:
        yield from part()


def page_entries() -> Iterator[SitemapEntry]:
    """All pages that everybody may see, one entry for a page with its translations; one query."""
    pages = visible_to(Page.objects.live(), AnonymousUser()).filter(
        depth__gt=1, alias_of=None, locale__language_code__in=settings.HUB_LANGUAGES
    )
    lines: dict[Any, list[Page]] = {}
    for page in (
        pages.select_related("locale")
        .only("url_path", "translation_key", "last_published_at", "locale__language_code")
        .order_by("path")
    ):
        lines.setdefault(page.translation_key, []).append(page)
    for line in lines.values():
        changes = [page.last_published_at for page in line if page.last_published_at]
        yield SitemapEntry(
            {page.locale.language_code: page_url(page, page.locale.language_code) for page in line},
            max(changes, default=None),
        )
