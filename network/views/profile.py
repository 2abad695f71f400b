"""One's own profile, and for whom one acts."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub import page_cache
from network import actions, rules
from network.acting import SESSION_KEY, acting_seat, current_seats
from network.forms import ProfileForm
from network.models import User
from network.models.visibility import EXTENDED, MEMBER, PUBLIC


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)  # a preview must not change who is signed in
    form = ProfileForm(request.POST or None, instance=person)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "preview" not in request.POST:
        actions.note_public_profile(by=form.save())
        page_cache.renew()
        messages.success(request, _("Your profile is saved."))
        return redirect("network:profile_edit")
    context = {
        "form": form,
        "seats": current_seats(request),
        "acting_seat": acting_seat(request),
        "is_preview": is_valid,
        "previews": _previews(person if is_valid else cast(User, request.user)),
    }
    return render(request, "network/profile_edit.html", context)


def _previews(person: User) -> list[dict[str, Any]]:
    """The profile as each kind of reader sees it."""
    sights = [
        (_("Everybody"), PUBLIC),
        (_("Extended members"), EXTENDED),
        (_("Members of the network"), MEMBER),
    ]
    return [
        {"reader": reader, "has_name": person.has_name_for(sight), "shown": person.shows(sight)}
        for reader, sight in sights
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat_choose(request: HttpRequest) -> HttpResponse:
    """For which organisation the person acts from now on, in this session."""
    seats = current_seats(request)
    if request.method != "POST":
        context = {"seats": seats, "acting_seat": acting_seat(request)}
        return render(request, "network/seat_choose.html", context)
    chosen = next((seat for seat in seats if str(seat.pk) == request.POST.get("seat")), None)
    if chosen is None or not rules.can_act_on(request.user, chosen):
        raise PermissionDenied
    request.session[SESSION_KEY] = chosen.pk
    messages.success(
        request, _("You act for %(organisation)s now.") % {"organisation": chosen.organisation}
    )
    return redirect(_safe_next(request) or "network:seat_choose")


def _safe_next(request: HttpRequest) -> str:
    """Where the person came from, if it is on this site."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else ""
