"""Which page answers: the one in the reader's language, else the one it was written in."""

from itertools import accumulate
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from hub.languages import path_below_home, reader_language

# No page lies deeper, so a longer path is not looked up part by part.
DEEPEST = 12


def route_in_reader_language(
    home: Page, request: HttpRequest, components: list[str]
) -> RouteResult:
    """The page at this path in the reader's language, else in the language it was written in.

    One query looks for all parts of the path in all languages; the longest hit wins, and the
    rest of the path goes to it if it has routes of its own. Homes never ask each other.
    """
    reader = getattr(request, "reader_language", None) or reader_language()
    prefixes = list(
        accumulate(components[:DEEPEST], lambda path, part: f"{path}{part}/", initial="")
    )
    roots = _home_paths(home)
    hits = list(
        Page.objects.filter(
            url_path__in=[root + prefix for root in roots for prefix in prefixes],
            live=True,
            alias_of=None,
        ).select_related("locale")
    )
    longest = max((len(path_below_home(hit)) for hit in hits), default=None)
    candidates = [hit for hit in hits if len(path_below_home(hit)) == longest]
    if not candidates:
        raise Http404
    page = _best(candidates, reader)
    rest = components[len([part for part in path_below_home(page).split("/") if part]) :]
    if isinstance(page, RoutablePageMixin):
        return page.route(request, rest)
    if rest:
        raise Http404
    return RouteResult(page)


def _home_paths(home: Page) -> dict[str, str]:
    """{"/home-da/": "da", …}: the homes of this site in the languages switched on."""
    paths = Site.get_site_root_paths()
    sites = {root.site_id for root in paths if root.root_path == home.url_path}
    return {
        root.root_path: root.language_code
        for root in paths
        if root.site_id in sites and root.language_code in settings.HUB_LANGUAGES
    }


def _best(candidates: list[Page], reader: str) -> Any:
    """The reader's own, else the one in the language it was written in."""
    for candidate in candidates:
        if candidate.locale.language_code == reader:
            return _specific(candidate)
    in_order = sorted(
        candidates, key=lambda page: settings.HUB_LANGUAGES.index(page.locale.language_code)
    )
    pages = [_specific(candidate) for candidate in in_order]
    return next((page for page in pages if getattr(page, "is_source", False)), pages[0])


def _specific(page: Page) -> Any:
    """With all its fields, and the locale that is known already."""
    specific = page.specific
    specific.locale = page.locale
    return specific
