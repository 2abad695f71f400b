"""The second step of signing in, demanded of those who could do most harm, whichever way they came.

The session has to hold a record of a second step, so an older session, a reset with log-in and
another sign-in service are all asked for it before anything else is shown.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from hub import kept_forms
from network.roles import Role, roles_of

DEMANDED_OF = frozenset(
    {
        Role.SECRETARIAT,
        Role.EXPERT,
        Role.STEERING_GROUP,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    }
)
# Where each factor is asked for, the likelier one first; recovery codes alone are no factor.
ASKED_AT = {
    Authenticator.Type.TOTP: "mfa_reauthenticate",
    Authenticator.Type.WEBAUTHN: "mfa_reauthenticate_webauthn",
}
ALWAYS_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)
OPEN_FOR_SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    }
)
# Where the person wanted to go, until the second step is set up.
SESSION_KEY = "second_factor_wanted"


def is_demanded_of(user: Any) -> bool:
    """Whether this person may do nothing without a second step."""
    if not settings.HUB_SECOND_FACTOR or not user.is_authenticated:
        return False
    return user.is_superuser or not DEMANDED_OF.isdisjoint(roles_of(user))


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the second step was taken in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


class SecondFactorMiddleware:
    """Leads to setting the second step up, or to taking it, before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith("mfa_"):  # secrets and recovery codes stay in no browser's memory
            request.is_kept_by_nobody = True  # type: ignore[attr-defined]
        if not is_demanded_of(request.user):
            return None
        factors = _factors_of(request.user)
        if factors and is_confirmed(request):
            if request.session.get(SESSION_KEY) == request.get_full_path():
                del request.session[SESSION_KEY]
            return None
        if name in ALWAYS_OPEN or (not factors and name in OPEN_FOR_SETTING_UP):
            request.second_factor_missing = True  # type: ignore[attr-defined]
            return None
        if _is_read_by_a_program(request):
            raise PermissionDenied
        wanted = request.get_full_path() if request.method == "GET" else ""
        if kept_forms.keep(request):
            wanted = reverse("kept_form")
        return _asked_for_it(request, factors[0], wanted) if factors else _set_up(request, wanted)


def _factors_of(user: Any) -> list[str]:
    """The kinds of second step that the person has set up; one query."""
    kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    return [kind for kind in ASKED_AT if kind in kinds]


def _set_up(request: HttpRequest, wanted: str) -> HttpResponse:
    if wanted:
        request.session[SESSION_KEY] = wanted
    return HttpResponseRedirect(reverse("mfa_index"))


def _asked_for_it(request: HttpRequest, factor: str, wanted: str) -> HttpResponse:
    query = {REDIRECT_FIELD_NAME: wanted or reverse("network:profile_edit")}
    return HttpResponseRedirect(f"{reverse(ASKED_AT[factor])}?{urlencode(query)}")


def _is_read_by_a_program(request: HttpRequest) -> bool:
    """A script of the editor can do nothing with the page that it would be led to."""
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Mode") in {"cors", "same-origin", "no-cors"}
        or "application/json" in request.headers.get("Accept", "")
    )
