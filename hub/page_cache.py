"""Whole pages for visitors: anonymous GETs below a language, until anything public changes.

Every entry carries the generation in which its rendering began. `renew()` starts another
generation when the transaction is committed, so publishing in one process shows at once in all
and a page rendered from the old rows is never served. There is no lock: a lock gave stale answers.
"""

import hashlib
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import cc_delim_re

GENERATION = "generation"
# Pages tell of dates that pass (“next meeting”), so none lives longer than this.
SECONDS = 600
KNOWN_QUERY_KEYS = frozenset({"page"})
NEVER_STORED = frozenset({"private", "no-store", "no-cache"})


class PageCacheMiddleware:
    """Stands before the session: what it answers has no cookie, no user and no CSRF token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_cached(request):
            return _kept_private(request, self.get_response(request))
        cache = caches["pages"]
        key = _key(request)
        found = cache.get_many([GENERATION, key])
        generation = found.get(GENERATION) or _first_generation()
        entry = found.get(key)
        if entry is not None and entry[0] == generation:
            return _from_entry(entry)
        response = self.get_response(request)
        if request.method == "GET" and _may_be_stored(request, response):
            cache.set(key, _to_entry(generation, response), SECONDS)
        return _kept_private(request, response)


def renew() -> None:
    """Let every process forget its pages once the transaction is committed."""
    transaction.on_commit(_next_generation)


def renew_after(**_signal: object) -> None:
    """The receiver of Wagtail's signals; connected in `HubConfig.ready`."""
    renew()


def _next_generation() -> None:
    caches["pages"].set(GENERATION, secrets.token_hex(8), None)


def _first_generation() -> str:
    caches["pages"].add(GENERATION, secrets.token_hex(8), None)
    return caches["pages"].get(GENERATION, "")


def _may_be_cached(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and getattr(request, "language_in_path", None) is not None
        and not request.path_info.startswith(f"/{request.language_in_path}/accounts/")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not getattr(request, "is_dummy", False)  # Wagtail's previews
        and KNOWN_QUERY_KEYS.issuperset(request.GET)
    )


def _kept_private(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What one person is shown, or is given a cookie with, no proxy keeps for another."""
    if getattr(request, "is_kept_by_nobody", False):
        response.headers["Cache-Control"] = "private, no-store"
    elif settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _key(request: HttpRequest) -> str:
    query = [(name, request.GET.getlist(name)) for name in sorted(request.GET)]
    address = f"{request.scheme}://{request.get_host()}{request.path}?{query}"
    return hashlib.sha256(address.encode(errors="surrogatepass")).hexdigest()


def _may_be_stored(request: HttpRequest, response: HttpResponseBase) -> bool:
    cache_control = response.get("Cache-Control", "")
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and NEVER_STORED.isdisjoint(cc_delim_re.split(cache_control.lower()))
        and not getattr(request, "_csp_nonce", None)
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def _to_entry(generation: str, response: Any) -> tuple[str, bytes, dict[str, str]]:
    return generation, response.content, dict(response.items())


def _from_entry(entry: tuple[str, bytes, dict[str, str]]) -> HttpResponse:
    _generation, content, headers = entry
    response = HttpResponse(content, headers=headers)
    response.headers["X-Page-Cache"] = "hit"
    return response
