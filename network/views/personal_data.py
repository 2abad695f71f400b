"""One function for each address at which people look after their personal data."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.registries import consent_purposes, privacy_notices
from network import actions, rules
from network.forms import ErasureForm
from network.models import Consent, DataCopy, Erasure, User
from network.personal_data import PersonalDataError

PER_PAGE = 20


@require_safe
def privacy_notice_list(request: HttpRequest) -> HttpResponse:
    """What is done with personal data, purpose by purpose."""
    context = {"notices": privacy_notices.items()}
    return render(request, "network/privacy_notice_list.html", context)


# /accounts/data/


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def personal_data(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    given = {consent.purpose: consent for consent in person.consents.filter(withdrawn_at=None)}
    context = {
        "copies": person.data_copies.all()[:5],
        "erasure": person.erasures.open().first(),
        "purposes": [(key, purpose, given.get(key)) for key, purpose in consent_purposes.items()],
        "may_erase_others": rules.can_erase_others(request.user),
        "earlier": person.consents.exclude(withdrawn_at=None)[:PER_PAGE],
    }
    return render(request, "network/personal_data.html", context)


@login_required
@require_POST
def data_copy_ask(request: HttpRequest) -> HttpResponse:
    actions.ask_for_data(by=_person(request))
    messages.success(
        request, _("Your data are being put together. We write to you when they are ready.")
    )
    return redirect("network:personal_data")


@login_required
@require_safe
def data_copy_fetch(request: HttpRequest, key: str) -> FileResponse:
    """For its person alone; others are not told that it exists."""
    copy = get_object_or_404(DataCopy, key=key, person=request.user)
    if not copy.can_be_fetched:
        raise Http404
    response = FileResponse(copy.file.open(), as_attachment=True, filename="my-data.zip")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def consent_give(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose not in consent_purposes or consent_purposes[purpose].form:
        raise Http404
    if request.POST.get("agreed") != "yes":
        messages.error(request, _("Tick the box if you agree."))
        return redirect("network:personal_data")
    actions.give_consent(purpose=purpose, by=_person(request))
    messages.success(request, _("You have agreed. You can withdraw it here at any time."))
    return redirect("network:personal_data")


@login_required
@require_POST
def consent_withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    consent = get_object_or_404(Consent, purpose=purpose, person=request.user, withdrawn_at=None)
    actions.withdraw_consent(consent=consent, by=_person(request))
    messages.success(request, _("Your consent is withdrawn."))
    return redirect("network:personal_data")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def erasure_ask(request: HttpRequest) -> HttpResponse:
    """What goes and what stays; then it is planned, and can be called off."""
    if request.method != "POST":
        return render(request, "network/erasure_ask.html")
    try:
        actions.ask_for_erasure(person=_person(request), by=_person(request))
    except PersonalDataError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Your account is going to be erased. You can call it off here.")
        )
    return redirect("network:personal_data")


@login_required
@require_POST
def erasure_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    erasure = get_object_or_404(Erasure.objects.select_related("person"), pk=pk)
    if not rules.can_cancel_erasure(request.user, erasure):
        raise Http404
    try:
        actions.cancel_erasure(erasure=erasure, by=_person(request))
    except PersonalDataError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The account stays as it is."))
    is_own = erasure.person_id == request.user.pk
    return redirect("network:personal_data" if is_own else "network:erasure_list")


# /accounts/erasures/


@login_required
@require_safe
@cache_control(private=True, no_store=True)
def erasure_list(request: HttpRequest) -> HttpResponse:
    """For the secretariat and administrators: what is planned, done and called off."""
    if not rules.can_erase_others(request.user):
        raise PermissionDenied
    erasures = Erasure.objects.select_related("person", "asked_by")
    page = Paginator(erasures, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/erasure_list.html", {"erasures": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def erasure_create(request: HttpRequest) -> HttpResponse:
    """For a person who asked for it otherwise, with a reason."""
    if not rules.can_erase_others(request.user):
        raise PermissionDenied
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.ask_for_erasure(
                person=cast(User, form.person),
                by=_person(request),
                reason=data["reason"],
                at_once=data["at_once"],
            )
        except PersonalDataError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The erasure is planned."))
            return redirect("network:erasure_list")
    return render(request, "network/erasure_create.html", {"form": form})


# Shared


def _person(request: HttpRequest) -> User:
    """Who has signed in."""
    return cast(User, request.user)
