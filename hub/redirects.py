"""Old addresses."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from hub.languages import in_language, page_url


class ReaderRedirectMiddleware(RedirectMiddleware):
    """An old address is known in every language, though Wagtail notes it in one only."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code != HTTPStatus.NOT_FOUND:
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
        answer = HttpResponsePermanentRedirect if ours[0].is_permanent else HttpResponseRedirect
        return answer(target)

    def _target(self, redirect: Redirect, language: str) -> str | None:
        if redirect.redirect_page:
            rest = redirect.redirect_page_route_path.lstrip("/")
            return page_url(redirect.redirect_page, language) + rest
        link = redirect.redirect_link
        return in_language(link, language) if link.startswith("/") else link or None
