"""The reader's language: the first part of the path, and nothing else.

A page that is missing in it is shown in the language it was written in, with a notice and the
right `lang`; every link stays in the reader's language. What base.html is handed (by the context
processor for views, by `BasePage.get_context` for pages):

    reader_language   the code of the interface's language
    shown_in          the code of the page's own language if that is another one, else ""
    canonical_url     the address that search engines should keep
    alternates        [Alternate(language, url)] for <link rel="alternate" hreflang>, with x-default
    language_links    [LanguageLink(code, name, url, current)] for the switcher, keeping the page
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.url_routing import RouteResult

_reader_language: ContextVar[str] = ContextVar("reader_language")
# No page lies deeper, so a longer path is not looked up part by part.
DEEPEST = 12


@dataclass(frozen=True)
class Alternate:
    language: str
    url: str


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool


# Which language


def reader_language() -> str:
    """The language that links lead to; inside `{% language %}` still the reader's."""
    return _reader_language.get(None) or translation.get_language() or settings.LANGUAGE_CODE


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """As if somebody read in this language: for mails, commands and tests."""
    token = _reader_language.set(language)
    try:
        with translation.override(language):
            yield
    finally:
        _reader_language.reset(token)


def switched_on(language: str | None) -> str:
    """This language if the site speaks it, else the site's first one."""
    return language if language in settings.HUB_LANGUAGES else settings.HUB_LANGUAGES[0]


def preferred_language(request: HttpRequest) -> str:
    """The first language that the browser asks for among those switched on."""
    for wanted, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        code = wanted.split("-")[0]
        if code in settings.HUB_LANGUAGES:
            return code
    return settings.HUB_LANGUAGES[0]


def language_of_path(path: str) -> str | None:
    """The language that an address names: `da` for /da/meetings/, None for /admin/."""
    first = path[1:].split("/", 1)[0]
    return first if first in dict(settings.LANGUAGES) else None


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Sets `request.reader_language`, and `request.language_in_path` where the path names it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _reader_language.set(settings.LANGUAGE_CODE)
        try:
            return super().__call__(request)
        finally:
            _reader_language.reset(token)

    def process_request(self, request: HttpRequest) -> None:
        named = language_of_path(request.path_info)
        is_on = named in settings.HUB_LANGUAGES
        request.language_in_path = named if is_on else None
        request.reader_language = named if is_on else preferred_language(request)
        request.LANGUAGE_CODE = request.reader_language
        _reader_language.set(request.reader_language)
        translation.activate(request.reader_language)
        if named and not is_on:
            raise Http404(f"{named} is not switched on")

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # Wagtail's previews and the admin leave another language active.
        translation.activate(request.reader_language)
        return super().process_response(request, response)


# Addresses


def path_below_home(page: Page) -> str:
    """`meetings/first/` for the page /home-da/meetings/first/ of the tree."""
    return page.url_path.split("/", 2)[2]


def page_url(page: Page, language: str | None = None) -> str:
    """The page's address for the reader; no query, and no `.specific` needed."""
    return f"/{language or reader_language()}/{path_below_home(page)}"


def reader_url(name: str, *args: Any, **kwargs: Any) -> str:
    """`reverse` in the reader's language, whatever language is active."""
    with translation.override(reader_language()):
        return reverse(name, args=args, kwargs=kwargs)


def in_language(path: str, language: str) -> str:
    """The same address under another language; an address without one stays."""
    named = language_of_path(path)
    return f"/{language}{path[1 + len(named) :]}" if named else path


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The page at hand in every language switched on, with its routable rest and its query."""
    path = request.get_full_path()
    return [
        LanguageLink(
            code=code,
            name=name,
            url=in_language(path, code) if language_of_path(path) else f"/{code}/",
            current=code == request.reader_language,
        )
        for code, name in settings.LANGUAGES
        if code in settings.HUB_LANGUAGES
    ]


# What base.html is handed


def view_context(request: HttpRequest) -> dict[str, Any]:
    """For views: they exist in every language, and are the same page in all of them."""
    language = getattr(request, "reader_language", None)
    if language is None:  # an error before our middleware
        return {"reader_language": translation.get_language() or settings.LANGUAGE_CODE}
    path = request.path
    named = language_of_path(path)
    alternates = [
        Alternate(code, request.build_absolute_uri(in_language(path, code)))
        for code in settings.HUB_LANGUAGES
        if named
    ]
    if alternates:
        alternates.append(Alternate("x-default", alternates[0].url))
    return {
        "reader_language": language,
        "shown_in": "",
        "canonical_url": request.build_absolute_uri(path),
        "alternates": alternates,
        "language_links": language_links(request),
    }


def page_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """For pages: one query, for the languages that the page is live in."""
    own = page.locale.language_code
    reader = getattr(request, "reader_language", own)
    if getattr(request, "is_preview", False) or own == reader:
        shown_in = ""
    else:
        shown_in = own
    absolute = request.build_absolute_uri
    path = request.path
    if shown_in or not language_of_path(path):
        canonical = in_language(path, own) if language_of_path(path) else page_url(page, own)
        return {
            "shown_in": shown_in,
            "canonical_url": absolute(canonical),
            "alternates": [],
        }
    live = set(
        Page.objects.filter(translation_key=page.translation_key, live=True, alias_of=None)
        .filter(locale__language_code__in=settings.HUB_LANGUAGES)
        .values_list("locale__language_code", flat=True)
    )
    alternates = [
        Alternate(code, absolute(in_language(path, code)))
        for code in settings.HUB_LANGUAGES
        if code in live
    ]
    if alternates:
        alternates.append(Alternate("x-default", alternates[0].url))
    return {"shown_in": "", "canonical_url": absolute(path), "alternates": alternates}


# Which page answers


def route_in_reader_language(
    home: Page, request: HttpRequest, components: list[str]
) -> RouteResult:
    """The page at this path in the reader's language, else in the language it was written in.

    One query looks for all parts of the path in all languages; the longest hit wins, and the
    rest of the path goes to it if it has routes of its own. Homes never ask each other.
    """
    reader = getattr(request, "reader_language", None) or reader_language()
    prefixes = list(accumulate(components[:DEEPEST], lambda path, part: f"{path}{part}/", initial=""))
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
            return candidate.specific
    pages = [candidate.specific for candidate in candidates]
    in_order = sorted(pages, key=lambda page: settings.HUB_LANGUAGES.index(page.locale.language_code))
    return next((page for page in in_order if getattr(page, "is_source", False)), in_order[0])


# Who may see a page


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Privacy counts for a page, all below it, and all their translations; one query."""
    steplen = page.steplen
    line = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
    keys = Page.objects.filter(path__in=line).values("translation_key")
    return PageViewRestriction.objects.filter(page__translation_key__in=keys)


def visible_to(pages: QuerySet, user: Any) -> QuerySet:
    """These pages without those that this person may not see; no query of its own.

    Takes the place of `.public()`, which leaves the translations of a private page open.
    """
    if user.is_superuser:
        return pages.exclude(_below(PageViewRestriction.objects.filter(restriction_type="password")))
    closed = Q(restriction_type__in=["login", "groups", "password"])
    if user.is_authenticated:
        mine = PageViewRestriction.objects.filter(groups__in=user.groups.all()).values("pk")
        closed = Q(restriction_type="password") | Q(restriction_type="groups") & ~Q(pk__in=mine)
    return pages.exclude(_below(PageViewRestriction.objects.filter(closed)))


def _below(restrictions: QuerySet[PageViewRestriction]) -> Exists:
    keys = restrictions.values("page__translation_key")
    return Exists(
        Page.objects.filter(translation_key__in=keys)
        .annotate(theirs=OuterRef("path"))
        .filter(theirs__startswith=F("path"))
    )


def refuse_outsiders(page: Page, request: HttpRequest, *_route: Any) -> None:
    """Who is logged in and still may not see a page is told so, not sent to log in again."""
    if not request.user.is_authenticated:
        return
    for restriction in page.get_view_restrictions():
        if restriction.restriction_type == PageViewRestriction.GROUPS:
            if not restriction.accept_request(request):
                raise PermissionDenied


# Links and redirects


class ReaderPageLinkHandler(PageLinkHandler):
    """Links in rich text lead to the page in the reader's language; one query a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        ids = [attrs.get("id") for attrs in attrs_list]
        paths = {
            str(page.pk): page_url(page)
            for page in Page.objects.filter(pk__in=[key for key in ids if key]).only("url_path")
        }
        return [f'<a href="{paths[key]}">' if key in paths else "<a>" for key in map(str, ids)]


class ReaderRedirectMiddleware(RedirectMiddleware):
    """An old address is known in every language, though Wagtail notes it in one only."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code != 404:
            return response
        language = getattr(request, "language_in_path", None)
        if language is None:
            return super().process_response(request, response)
        path = Redirect.normalise_path(request.path)
        if "\0" in path:
            return response
        old = {in_language(path, code): code for code in settings.HUB_LANGUAGES}
        found = Redirect.objects.filter(old_path__in=old).select_related("redirect_page")
        ours = sorted(found, key=lambda redirect: old[redirect.old_path] != language)
        if not ours:
            return response
        target = self._target(ours[0], language)
        if target is None or target.rstrip("/") == request.path.rstrip("/"):
            return response
        answer = HttpResponseRedirect(target, status=301 if ours[0].is_permanent else 302)
        return answer

    def _target(self, redirect: Redirect, language: str) -> str | None:
        if redirect.redirect_page:
            rest = redirect.redirect_page_route_path.lstrip("/")
            return page_url(redirect.redirect_page, language) + rest
        link = redirect.redirect_link
        return in_language(link, language) if link.startswith("/") else link or None


def vary_on_language(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Accept-Language"])
    return response
