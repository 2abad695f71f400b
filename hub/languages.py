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

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import get_resolver, is_valid_path, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import Page

# Of the number of a list's page.
MOST_DIGITS = 6
_reader_language: ContextVar[str] = ContextVar("reader_language")


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
    if language and language in settings.HUB_LANGUAGES:
        return language
    return settings.HUB_LANGUAGES[0]


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
    return first if any(first == code for code, _name in settings.LANGUAGES) else None


class ReaderRequest(HttpRequest):
    """What a request is behind our middleware; `language_in_path` is None at /admin/."""

    reader_language: str
    language_in_path: str | None


class ReaderLanguageMiddleware:
    """Sets `request.reader_language`, and `request.language_in_path` where the path names it.

    Takes the place of Django's LocaleMiddleware, which knows no languages that are switched off.
    """

    def __init__(self, get_response: Callable[[ReaderRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: ReaderRequest) -> HttpResponseBase:
        named = language_of_path(request.path_info)
        is_on = named in settings.HUB_LANGUAGES
        request.language_in_path = named if is_on else None
        request.reader_language = named if named and is_on else preferred_language(request)
        request.LANGUAGE_CODE = request.reader_language
        with reading_in(request.reader_language):
            answer = self._not_here if named and not is_on else self.get_response
            response = answer(request)
            # Wagtail's previews and its admin leave another language active.
            translation.activate(request.reader_language)
            return self._finished(request, response)

    def _not_here(self, request: ReaderRequest) -> HttpResponseBase:
        view: Any = get_resolver().resolve_error_handler(404)
        return view(request, exception=Http404())

    def _finished(self, request: ReaderRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.language_in_path is None:
            if response.status_code == HTTPStatus.NOT_FOUND and request.resolver_match is None:
                response = self._with_language(request) or response
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", request.reader_language)
        return response

    def _with_language(self, request: ReaderRequest) -> HttpResponseBase | None:
        """`/accounts/login/` leads to `/da/accounts/login/`; what a view refused does not."""
        if language_of_path(request.path_info):
            return None
        path = f"/{request.reader_language}{request.path_info}"
        needs_slash = not is_valid_path(path)
        if needs_slash and not is_valid_path(f"{path}/"):
            return None
        address = request.get_full_path(force_append_slash=needs_slash)
        return HttpResponseRedirect(f"/{request.reader_language}{address}")


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


def language_links(request: ReaderRequest) -> list[LanguageLink]:
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


def view_context(request: Any) -> dict[str, Any]:
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
        "canonical_url": request.build_absolute_uri(path + _page_of_list(request)),
        "alternates": alternates,
        "language_links": language_links(request),
    }


def page_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """For pages: one query, for the languages that the page is live in."""
    own = page.locale.language_code
    reader = getattr(request, "reader_language", own)
    shown_in = "" if getattr(request, "is_preview", False) or own == reader else own
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
    return {
        "shown_in": "",
        "canonical_url": absolute(path + _page_of_list(request)),
        "alternates": alternates,
    }


def _page_of_list(request: HttpRequest) -> str:
    """The second page of a list is another page than the first; no other query is."""
    number = request.GET.get("page", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < MOST_DIGITS
    return f"?page={number}" if is_number and int(number) > 1 else ""
