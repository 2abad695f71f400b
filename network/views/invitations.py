"""The people of an organisation and its invitations: one function for each address, as in urls.py."""

from allauth.account.utils import complete_signup
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from hub.languages import reader_url
from network import actions, departure, rules
from network.models import Function, Invitation, Organisation
from network.seat_forms import InvitationForm, JoinForm
from network.views.requests import SignedInRequest, refusal_told, sent, show_or_change

PER_PAGE = 20


# The people of an organisation


@login_required
@require_safe
def people_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who sits there, who is invited, who has left and what waits to be taken over."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.can_read_colleagues(request.user, organisation):
        raise PermissionDenied
    current = organisation.seats.current().select_related("person", "organisation")
    seats = Paginator(current.order_by("since", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    may_end = rules.ending_rule(request.user, organisation)
    here = set(current.values_list("person_id", flat=True))
    left = list(
        organisation.seats.filter(until__isnull=False, confirmed_at__isnull=False)
        .exclude(person__in=here)
        .select_related("person", "successor")
        .order_by("-until", "-pk")[:PER_PAGE]
    )
    may_invite = rules.can_invite_somebody(request.user, organisation)
    things = departure.things_of(organisation, [seat.person for seat in left])
    context = {
        "organisation": organisation,
        "page": seats,
        "rows": [(seat, may_end(seat)) for seat in seats],
        "left": left,
        "things": departure.shown_to(request.user, things, organisation),
        "people_now": departure.people_in(organisation) or departure.secretariat(),
        "may_invite": may_invite,
        "sees_invitations": may_invite or rules.can_read_invitations(request.user, organisation),
        "invitations": organisation.invitations.open().select_related("invited_by"),
    }
    return render(request, "network/people_list.html", context)


@login_required
@show_or_change
def invitation_create(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.can_invite_somebody(request.user, organisation):
        raise PermissionDenied
    form = InvitationForm(sent(request), organisation=organisation, by=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invitation = actions.invite(
                organisation=organisation,
                email=data["email"],
                function=Function(data.get("function", Function.MEMBER)),
                language=data["language"],
                message=data["message"],
                by=request.user,
            )
        except actions.InvitationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("We have sent an invitation to %(email)s.") % {"email": invitation.email}
            )
            return redirect("network:people_list", slug=slug)
    context = {"form": form, "organisation": organisation}
    return render(request, "network/invitation_create.html", context)


@login_required
@require_POST
def invitation_renew(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _managed(request, pk)
    with refusal_told(request):
        actions.renew_invitation(invitation=invitation, by=request.user)
        messages.success(
            request, _("We have sent an invitation to %(email)s.") % {"email": invitation.email}
        )
    return redirect("network:people_list", slug=invitation.organisation.slug)


@login_required
@require_POST
def invitation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _managed(request, pk)
    with refusal_told(request):
        actions.withdraw_invitation(invitation=invitation, by=request.user)
        messages.success(
            request, _("The invitation is withdrawn. Its link does not work any more.")
        )
    return redirect("network:people_list", slug=invitation.organisation.slug)


# Answers


@login_required
@require_POST
def invitation_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.to_address_of(request.user), pk=pk)
    with refusal_told(request):
        seat = actions.accept_invitation(invitation=invitation, by=request.user)
        _welcome(request, seat)
    return redirect("network:seat_mine")


@login_required
@require_POST
def invitation_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.to_address_of(request.user), pk=pk)
    with refusal_told(request):
        actions.decline_invitation(invitation=invitation, by=request.user)
        messages.success(request, _("You have declined the invitation."))
    return redirect("network:seat_mine")


@never_cache
@sensitive_post_parameters("password")
@show_or_change
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the mail leads: make an account, sign in, accept or decline.

    Opening it changes nothing, since programs that read mail open links too.
    """
    invitation = (
        Invitation.objects.valid()
        .with_token(token)
        .select_related("organisation", "invited_by")
        .first()
    )
    if invitation is None:
        return render(request, "network/invitation_closed.html", status=404)
    context = {"invitation": invitation, "here": request.path}
    if request.user.is_authenticated:
        context["is_addressee"] = rules.can_answer_invitation(request.user, invitation)
        return render(request, "network/invitation_answer.html", context)
    if request.method == "POST" and "decline" in request.POST:
        return _declined(request, invitation)
    has_account = actions.address_is_taken(invitation.email)
    form = None if has_account else JoinForm(sent(request), email=invitation.email)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            user = actions.join_by_invitation(invitation=invitation, **form.cleaned_data)
        except actions.InvitationError as error:
            form.add_error(None, str(error))
        else:
            _welcome(request, user.seats.latest("pk"))
            url = reader_url("network:seat_mine")
            return complete_signup(request, user, "mandatory", url)
    return render(request, "network/invitation_answer.html", context | {"form": form})


def _declined(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    with refusal_told(request):
        actions.decline_invitation(invitation=invitation, by=None)
        messages.success(request, _("You have declined the invitation."))
    return redirect("root")


def _welcome(request: HttpRequest, seat) -> None:
    sentence = (
        _("Welcome to %(organisation)s.")
        if seat.is_current
        else _(
            "You have asked for a seat in %(organisation)s. We write to you when it is confirmed."
        )
    )
    messages.success(request, sentence % {"organisation": seat.organisation})


def _managed(request: SignedInRequest, pk: int) -> Invitation:
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if not rules.can_manage_invitation(request.user, invitation):
        raise PermissionDenied
    return invitation
