"""Asking for a seat, deciding on requests, leaving: one function for each address, as in urls.py."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.reference import country_name
from network import actions, departure, rules
from network.acting import acting_seat, current_seats
from network.models import (
    Circle,
    Function,
    Invitation,
    Organisation,
    OrganisationProposal,
    ProposalState,
    Seat,
)
from network.seat_forms import (
    DecisionForm,
    EndSeatForm,
    HandOverForm,
    ProposalDecisionForm,
    ProposalForm,
    SeatRequestForm,
)
from network.views.requests import SignedInRequest, refusal_told, sent, show_or_change

PER_PAGE = 20
MOST_LETTERS = 200


# One's own


@login_required
@require_safe
def seat_mine(request: SignedInRequest) -> HttpResponse:
    """Seats, requests and invitations of the person; what is over stands below."""
    mine = request.user.seats.select_related("organisation", "successor")
    proposals = request.user.organisation_proposals.select_related("organisation")
    past = mine.filter(until__isnull=False).exclude(pk__in=[s.pk for s in current_seats(request)])
    context = {
        "seats": current_seats(request),
        "acting_seat": acting_seat(request),
        "waiting": mine.waiting(),
        "proposals": proposals.filter(state=ProposalState.OPEN),
        "invitations": Invitation.objects.valid()
        .to_address_of(request.user)
        .select_related("organisation", "invited_by"),
        "page_of_past": Paginator(past.order_by("-until", "-pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "declined": proposals.filter(state=ProposalState.DECLINED).order_by("-decided_at")[:5],
    }
    return render(request, "network/seat_mine.html", context)


@login_required
@require_safe
def seat_ask(request: SignedInRequest) -> HttpResponse:
    """Find the organisation in which one works."""
    words = request.GET.get("q", "").strip()[:MOST_LETTERS]
    found = Organisation.objects.named(words).order_by("name", "pk") if words else []
    context = {
        "words": words,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "network/seat_ask.html", context)


@login_required
@show_or_change
def seat_request(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for a seat in an organisation that is there."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = SeatRequestForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            seat = actions.ask_for_seat(
                organisation=organisation, by=request.user, message=form.cleaned_data["message"]
            )
        except actions.SeatError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _(
                    "You have asked for a seat in %(organisation)s. We write to you when it is confirmed."
                )
                % {"organisation": seat.organisation},
            )
            return redirect("network:seat_mine")
    context = {"form": form, "organisation": organisation}
    return render(request, "network/seat_request.html", context)


@login_required
@show_or_change
def organisation_propose(request: SignedInRequest) -> HttpResponse:
    """Ask for a seat in an organisation that is not there yet."""
    form = ProposalForm(sent(request), initial={"name": request.GET.get("name", "")[:200]})
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_organisation(proposal=form.save(commit=False), by=request.user)
        except actions.SeatError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                _(
                    "You have asked for a seat in %(organisation)s. We write to you when it is confirmed."
                )
                % {"organisation": form.cleaned_data["name"]},
            )
            return redirect("network:seat_mine")
    return render(request, "network/organisation_propose.html", {"form": form})


@login_required
@require_POST
def proposal_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(OrganisationProposal, pk=pk, person=request.user)
    with refusal_told(request):
        actions.withdraw_proposal(proposal=proposal, by=request.user)
        messages.success(request, _("Your request is withdrawn."))
    return redirect("network:seat_mine")


@login_required
@require_POST
def seat_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat, pk=pk, person=request.user)
    with refusal_told(request):
        actions.withdraw_request(seat=seat, by=request.user)
        messages.success(request, _("Your request is withdrawn."))
    return redirect("network:seat_mine")


# The queue


@login_required
@require_safe
def seat_queue(request: SignedInRequest) -> HttpResponse:
    """Who waits to be let in, the longest waiting first."""
    if not rules.can_read_requests(request.user):
        raise PermissionDenied
    seats = rules.requests_for(request.user).select_related("person", "organisation")
    context = {
        "page": Paginator(seats.order_by("since", "pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        # The oldest ones; as they are decided, the next move up.
        "proposals": rules.proposals_for(request.user).select_related("person")[:PER_PAGE],
    }
    return render(request, "network/seat_queue.html", context)


@login_required
@show_or_change
def seat_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """A request with all that helps to decide."""
    seat = get_object_or_404(Seat.objects.select_related("person", "organisation"), pk=pk)
    decides = rules.can_confirm_seat(request.user, seat)
    reads = rules.can_read_request(request.user, seat)
    if not decides and not (reads and request.method != "POST"):
        raise PermissionDenied
    form = DecisionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusal_told(request):
            if form.cleaned_data["decision"] == DecisionForm.CONFIRM:
                actions.confirm_seat(seat=seat, by=request.user)
                messages.success(request, _("%(person)s is confirmed.") % {"person": seat.person})
            else:
                actions.decline_seat(seat=seat, by=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, _("Declined. The person gets your reason by e-mail."))
        return redirect("network:seat_queue")
    context = {
        "form": form,
        "seat": seat,
        "decides": decides and seat.is_waiting,
        "roles": sorted(str(role.label) for role in actions.roles_from(seat)),
        "colleagues": departure.people_in(seat.organisation),
    }
    return render(request, "network/seat_decide.html", context)


@login_required
@show_or_change
def proposal_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """An organisation that somebody has named, and the seat that comes with it."""
    proposal = get_object_or_404(
        OrganisationProposal.objects.select_related("person", "organisation"), pk=pk
    )
    decides = rules.can_decide_proposal(request.user, proposal)
    reads = rules.can_read_proposal(request.user, proposal)
    if not decides and not (reads and request.method != "POST"):
        raise PermissionDenied
    form = ProposalDecisionForm(sent(request), proposal=proposal, by=request.user)
    if request.method == "POST" and form.is_valid():
        with refusal_told(request):
            if form.cleaned_data["decision"] == DecisionForm.CONFIRM:
                organisation = actions.accept_proposal(
                    proposal=proposal,
                    by=request.user,
                    circle=form.cleaned_data.get("circle", Circle.PROJECTS),
                    existing=form.cleaned_data["existing"],
                )
                messages.success(
                    request, _("%(organisation)s is taken in.") % {"organisation": organisation}
                )
            else:
                actions.decline_proposal(
                    proposal=proposal, by=request.user, reason=form.cleaned_data["reason"]
                )
                messages.success(request, _("Declined. The person gets your reason by e-mail."))
        return redirect("network:seat_queue")
    context = {
        "form": form,
        "proposal": proposal,
        "decides": decides and proposal.is_open,
        "country": country_name(proposal.country),
        "alike": Organisation.objects.filter(country=proposal.country).named(
            max(proposal.name.split(), key=len, default="")
        )[:PER_PAGE],
    }
    return render(request, "network/proposal_decide.html", context)


# Leaving


@login_required
@show_or_change
def seat_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End one's own seat, or a colleague's; the page says what stays behind, and with whom."""
    seat = _seat(pk)
    if not rules.can_end_seat(request.user, seat):
        raise PermissionDenied
    if seat.is_waiting:  # nothing to end: it is withdrawn or declined
        own = seat.person_id == request.user.pk
        return redirect("network:seat_mine") if own else redirect("network:seat_decide", pk=pk)
    colleagues = _colleagues(seat)
    form = EndSeatForm(sent(request), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_seat(
                seat=seat,
                by=request.user,
                reason=form.cleaned_data["reason"],
                successor=form.cleaned_data.get("successor"),
            )
        except actions.SeatError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _who_takes_over(seat))
            return _after_leaving(request, seat)
    return render(request, "network/seat_end.html", _leaving(request, seat, form, colleagues))


@login_required
@show_or_change
def seat_hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name the colleague who takes over, or invite somebody who will."""
    seat = _seat(pk)
    if not rules.can_hand_over_seat(request.user, seat):
        raise PermissionDenied
    colleagues = _colleagues(seat)
    form = HandOverForm(sent(request), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            if colleague := form.cleaned_data.get("colleague"):
                actions.hand_over_seat(
                    seat=seat, to=colleague, by=request.user, reason=form.cleaned_data["reason"]
                )
                messages.success(request, _who_takes_over(seat))
            else:
                invitation = actions.invite(
                    organisation=seat.organisation,
                    email=form.cleaned_data["email"],
                    function=Function(seat.function),
                    message=form.cleaned_data["reason"],
                    language=request.user.language,
                    takes_over=seat,
                    by=request.user,
                )
                messages.success(
                    request,
                    _("We have sent an invitation to %(email)s.") % {"email": invitation.email},
                )
        except (actions.SeatError, actions.InvitationError) as error:
            form.add_error(None, str(error))
        else:
            return _after_leaving(request, seat)
    context = _leaving(request, seat, form, colleagues)
    return render(request, "network/seat_hand_over.html", context)


def _seat(pk: int) -> Seat:
    return get_object_or_404(Seat.objects.select_related("person", "organisation"), pk=pk)


def _colleagues(seat: Seat) -> list[Any]:
    return [person for person in departure.people_in(seat.organisation) if person != seat.person]


def _leaving(
    request: SignedInRequest, seat: Seat, form: Any, colleagues: list[Any]
) -> dict[str, Any]:
    people = departure.led_by(seat.person, seat.organisation) if seat.is_current else []
    things = departure.things_of(seat.organisation, people)
    return {
        "seat": seat,
        "form": form,
        "is_own": seat.person_id == request.user.pk,
        "things": departure.shown_to(request.user, things, seat.organisation),
        "heirs": colleagues or departure.secretariat(),
    }


def _who_takes_over(seat: Seat) -> str:
    people = ", ".join(person.name for person in departure.heirs(seat.person, seat.organisation))
    return _("The seat has ended. What stays open is now with: %(people)s.") % {"people": people}


def _after_leaving(request: SignedInRequest, seat: Seat) -> HttpResponse:
    if seat.person_id == request.user.pk:
        return redirect("network:seat_mine")
    return redirect("network:people_list", slug=seat.organisation.slug)
