"""Accounts in the hands of technical administrators: one function for each address."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from network import actions, rules
from network.forms import AccountReasonForm, AccountSearchForm
from network.models import Seat, User

PER_PAGE = 20
DONE = {
    actions.close_account: _("The account is closed."),
    actions.reopen_account: _("The account is open again."),
    actions.reset_second_factor: _("The second step is reset."),
}


@login_required
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, by name."""
    form = AccountSearchForm(request.GET)
    found = form.applied_to(_readable(request)).order_by("last_name", "first_name", "email")
    context = {
        "form": form,
        "is_filtered": bool(request.GET.get("words") or request.GET.get("state")),
        "page_of_accounts": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "network/account_list.html", context)


@login_required
@require_safe
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(_readable(request), pk=pk)
    context = {"account": account, "may_change": rules.can_manage_account(request.user, account)}
    return render(request, "network/account_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.close_account)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.reopen_account)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_reset(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, actions.reset_second_factor)


def _readable(request: HttpRequest) -> Any:
    if not rules.can_read_accounts(request.user):
        raise PermissionDenied
    seats = Seat.objects.current().select_related("organisation")
    factors = Authenticator.objects.filter(
        user=OuterRef("pk"), type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
    return (
        User.objects.filter(erased_at=None)
        .annotate(has_second_factor=Exists(factors))
        .prefetch_related(Prefetch("seats", queryset=seats, to_attr="held_seats"))
    )


def _change(request: HttpRequest, pk: int, action: Callable[..., None]) -> HttpResponse:
    """Asks for the reason, then does it; the person is told by mail."""
    account = get_object_or_404(_readable(request), pk=pk)
    if not rules.can_manage_account(request.user, account):
        raise PermissionDenied
    form = AccountReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(account=account, by=request.user, reason=form.cleaned_data["reason"])
        except actions.AccountError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(DONE[action]))
        return redirect("network:account_detail", pk=account.pk)
    context = {
        "form": form,
        "account": account,
        "what": action.__name__,
        "is_danger": action is not actions.reopen_account,
    }
    return render(request, "network/account_change.html", context)
