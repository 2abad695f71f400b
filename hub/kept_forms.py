"""A form that met the log-in page is kept, and offered to the same person to be sent again.

Who had filled it in is known by a cookie that outlives the session: it names the account, is
signed, and lets nobody in. Without it nothing is kept, so strangers cannot fill the database.
"""

from collections.abc import Callable
from http import HTTPStatus
from time import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse

COOKIE = "form_owner"
COOKIE_SECONDS = 30 * 24 * 3600
SESSION_KEY = "kept_form"
KEPT_SECONDS = 24 * 3600
# Characters of all names and values together; the session is a row of the database.
MOST_CHARACTERS = 500_000
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# Codes of a second step and answers of passkeys; one that was not used still lets in.
SECRETS = frozenset({"code", "credential"})
_signer = Signer(salt="hub.kept_forms")


class KeptFormMiddleware:
    """Keeps what a view answered with the log-in page; forgets what was sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST":
            if _leads_to_log_in(response) and keep(request):
                response = HttpResponseRedirect(log_in_address())
            elif response.status_code < HTTPStatus.BAD_REQUEST:
                _forget_if_sent(request)
        _hand_out_cookie(request, response)
        return response


# Who


def remember_owner(request: HttpRequest, user: Any) -> None:
    """This person has signed in: forms filled in from now on are theirs."""
    request.form_owner = str(user.pk)  # type: ignore[attr-defined]


def forget_owner(request: HttpRequest) -> None:
    """The person has signed out on this device."""
    request.form_owner = ""  # type: ignore[attr-defined]


def owner_of(request: HttpRequest) -> str:
    """The account that fills in forms in this browser, "" if nobody knows."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    try:
        return _signer.unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return ""


def _hand_out_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    owner = getattr(request, "form_owner", None)
    if owner:
        response.set_cookie(
            COOKIE,
            _signer.sign(owner),
            max_age=COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    elif owner == "":
        response.delete_cookie(COOKIE, samesite="Lax")


# What


def keep(request: HttpRequest) -> bool:
    """Keep the form in the session, if it is known whose it is; passwords and codes never are."""
    owner = owner_of(request)
    if not owner or request.method != "POST" or request.content_type not in FORM_TYPES:
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if any("password" in name or name in SECRETS for name, _value in fields):
        return False
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return False
    files = [file.name for files in request.FILES.lists() for file in files[1]]
    request.session[SESSION_KEY] = {
        "owner": owner,
        "path": request.get_full_path(),
        "fields": fields,
        "files": files,
        "at": time(),
    }
    request.is_form_kept = True  # type: ignore[attr-defined]
    return True


def keep_if_ours(request: HttpRequest) -> bool:
    """Keep a form with an old token, if the browser says that a page of ours has sent it."""
    origin = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == origin and keep(request)


def kept(request: HttpRequest) -> dict[str, Any] | None:
    """The form that this person can send again; another person's is thrown away."""
    form = request.session.get(SESSION_KEY)
    if form and form["owner"] == owner_of(request) and time() - form["at"] < KEPT_SECONDS:
        return form
    if form:
        forget(request)
    return None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def log_in_address() -> str:
    query = urlencode({REDIRECT_FIELD_NAME: reverse("kept_form")})
    return f"{reverse('account_login')}?{query}"


def _forget_if_sent(request: HttpRequest) -> None:
    session = getattr(request, "session", None)
    if session is None or getattr(request, "is_form_kept", False):
        return
    form = session.get(SESSION_KEY)
    if form and form["path"] == request.get_full_path() and request.user.is_authenticated:
        forget(request)


def _leads_to_log_in(response: HttpResponseBase) -> bool:
    if response.status_code != HTTPStatus.FOUND:
        return False
    try:
        return resolve(urlsplit(response.headers["Location"]).path).view_name == "account_login"
    except (Resolver404, ValueError):
        return False
