"""What the site itself answers: its front door, its search, its health, its errors."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import cookies, kept_forms, mailbox, readiness, sitemap
from hub.languages import ReaderRequest, switched_on
from hub.search import cleaned, search

HITS_A_PAGE = 20


# /


@require_safe
def root(request: ReaderRequest) -> HttpResponse:
    """To the reader's language."""
    response = HttpResponseRedirect(f"/{request.reader_language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


# /<lang>/search/


@require_safe
def site_search(request: ReaderRequest) -> HttpResponse:
    words = cleaned(request.GET.get("q", ""))
    found = search(words, user=request.user, language=request.reader_language)
    kind = request.GET.get("kind", "")
    kinds = found.kinds()
    if kind not in [key for key, _name, _count in kinds]:
        kind = ""
    hits = found.of_kind(kind) if kind else found.hits
    context = {
        "words": words,
        "kind": kind,
        "kinds": kinds,
        "total": len(found.hits),
        "incomplete": found.incomplete,
        "results": Paginator(hits, HITS_A_PAGE).get_page(request.GET.get("page")),
    }
    response = render(request, "hub/site_search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


# /<lang>/accounts/kept-form/


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request: HttpRequest) -> HttpResponse:
    """What somebody typed before the session ended, to be sent again or thrown away."""
    request.is_kept_by_nobody = True  # type: ignore[attr-defined]
    if request.method == "POST":
        kept_forms.forget(request)
        messages.success(request, _("The form is thrown away."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = kept_forms.kept(request)
    # Choices and numbers are sent again too; what is worth reading is what was written.
    texts = [value for _name, value in form["fields"] if " " in value.strip()] if form else []
    return render(request, "hub/kept_form.html", {"form": form, "texts": texts})


# /<lang>/cookies/


@require_safe
def cookie_list(request: HttpRequest) -> HttpResponse:
    return render(request, "hub/cookie_list.html", {"cookies": cookies.all_cookies()})


# /healthz, /readyz


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """All that a visitor needs is there."""
    parts = readiness.report()
    well = all(answer == "ok" for answer in parts.values())
    status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
    answer = {"ready": well, **parts, "reminders": readiness.reminders()}
    response = JsonResponse(answer, status=status)
    add_never_cache_headers(response)
    return response


# /sitemap.xml, /robots.txt


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    context = {"entries": sitemap.all_entries(), "base": request.build_absolute_uri("/")[:-1]}
    return render(request, "hub/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    context = {
        "languages": settings.HUB_LANGUAGES,
        "sitemap": request.build_absolute_uri("/sitemap.xml"),
    }
    return render(request, "hub/robots.txt", context, content_type="text/plain")


# /mail/


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """The mails of the demo, the newest first."""
    if not mailbox.is_open():
        raise Http404
    letters = Paginator(mailbox.letters(), HITS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "hub/letter_list.html", {"letters": letters})


@require_safe
def letter_detail(request: HttpRequest, key: str) -> HttpResponse:
    letter = mailbox.letter(key) if mailbox.is_open() else None
    if letter is None:
        raise Http404
    return render(request, "hub/letter_detail.html", {"letter": letter})


# Errors: in the reader's language, whatever went wrong


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # The host itself may be what is bad, so nothing that asks for it is rendered.
    return _plain_error(request, "400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain_error(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that waited too long, or a browser that keeps no cookies."""
    if kept_forms.keep_if_ours(request):
        is_signed_in = request.user.is_authenticated
        return redirect("kept_form" if is_signed_in else kept_forms.log_in_address())
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def _plain_error(request: HttpRequest, template: str, status: int) -> HttpResponse:
    language = switched_on(getattr(request, "reader_language", None))
    with translation.override(language):
        return HttpResponse(render_to_string(template), status=status)
