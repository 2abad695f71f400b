"""One function for each address of the partner search, in the order of urls.py."""

import csv
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.reference import sort_key
from hub.tables import ENCODING_MARK
from network.acting import acting_for
from partnersearch import actions, comparison, exports, facts, rules, search
from partnersearch.facets import Facet, choices_of, label_of
from partnersearch.forms import DecisionForm, OfferForm
from partnersearch.models import Offer

PER_PAGE = 20
LONGEST_NUMBER = 7
LONGEST_REASON = 1000


# The list


class FacetChoice(NamedTuple):
    """A row of components/facet.html."""

    value: str
    label: str
    number: int
    is_chosen: bool


@require_safe
def offer_list(request: HttpRequest) -> HttpResponse:
    question = _question(request.GET)
    result = search.find(question)
    offers = _in_order(result.hits)
    pages: Any = Paginator(range(result.total), PER_PAGE)
    count = ngettext("%(count)d offer", "%(count)d offers", result.total) % {"count": result.total}
    context = {
        "offers": offers,
        "page": Page(offers, result.offset // PER_PAGE + 1, pages),
        "count": count,
        "question": question,
        "filters": _filters(question),
        "facets": [(facet, _choices(facet, question, result)) for facet in Facet],
        "sorts": _sorts(question),
        "is_plain": result.is_plain,
    }
    return render(request, "partnersearch/offer_list.html", context)


def _question(query: QueryDict) -> search.Question:
    """What the address asks for; what it does not know is left out."""
    page = query.get("page", "")
    number = int(page) if page.isdecimal() and len(page) < LONGEST_NUMBER else 1
    return search.Question(
        words=query.get("q", "").strip()[:200],
        chosen={
            facet: tuple(
                value for value in dict.fromkeys(query.getlist(facet)) if value in choices_of(facet)
            )
            for facet in Facet
        },
        sort=query.get("sort", ""),
        offset=(max(number, 1) - 1) * PER_PAGE,
        limit=PER_PAGE,
    )


def _in_order(keys: list[int]) -> list[Offer]:
    offers = Offer.objects.select_related("organisation").in_bulk(keys)
    return [offers[key] for key in keys if key in offers]


def _filters(question: search.Question) -> str:
    """For a heading: “workshop” · We host · Sweden."""
    names = [
        label_of(facet, value) for facet, values in question.chosen.items() for value in values
    ]
    return " · ".join(([f"“{question.words}”"] if question.words else []) + names)


def _choices(
    facet: Facet, question: search.Question, result: search.SearchResult
) -> list[FacetChoice]:
    counts = result.facets[facet]
    chosen = question.chosen[facet]
    language = get_language() or "en"
    rows = [
        FacetChoice(value, label_of(facet, value), counts.get(value, 0), value in chosen)
        for value in {*counts, *chosen}
    ]
    if facet == Facet.ROLE:
        return sorted(rows, key=lambda row: choices_of(facet).index(row.value))
    return sorted(rows, key=lambda row: sort_key(row.label, language))


def _sorts(question: search.Question) -> list[tuple[str, str, bool]]:
    names = {
        "": _("Best match first") if question.tokens else _("Newest first"),
        "newest": _("Newest first"),
        "start": _("Earliest start first"),
        "closing": _("Closing soonest first"),
    }
    if not question.tokens:
        del names["newest"]
    return [(sort, name, sort == question.sort) for sort, name in names.items()]


@require_safe
def offer_export(request: HttpRequest) -> HttpResponse:
    """The list that the same query shows, whole, as a table for a spreadsheet."""
    question = _question(request.GET)
    result = search.find(exports.whole(question))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="offers.csv"'
    response.write(ENCODING_MARK)
    exports.write(csv.writer(response), _in_order(result.hits), request.build_absolute_uri)
    return response


@require_safe
@login_required
def offer_mine(request: HttpRequest) -> HttpResponse:
    offers = (
        Offer.objects.own(request.user)
        .select_related("organisation")
        .order_by("-created_at", "-pk")
    )
    context = {
        "page": Paginator(offers, PER_PAGE).get_page(request.GET.get("page")),
        "may_submit": bool(rules.member_seats(request.user)),
    }
    return render(request, "partnersearch/offer_mine.html", context)


# Writing


@login_required
def offer_create(request: HttpRequest) -> HttpResponse:
    if not rules.can_create(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _keep(request, None)
    organisation = rules.organisation_for(request.user, acting_for(request))
    initial = {"language": get_language()}
    if organisation:
        initial |= {"country": organisation.country, "nuts": organisation.region}
    return _show_form(request, None, OfferForm(initial=initial))


@login_required
def offer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    offer = _own_offer(request, pk)
    if not offer.can_take_text:
        messages.error(request, _("This offer is closed and cannot be changed any more."))
        return redirect(offer)
    if request.method == "POST":
        return _keep(request, offer)
    form = OfferForm(instance=offer.latest)
    if "check" in request.GET:  # shows what is missing
        form = OfferForm({name: form[name].value() for name in form.fields}, instance=offer.latest)
    return _show_form(request, offer, form)


def _own_offer(request: HttpRequest, pk: int) -> Offer:
    """404 for who may not see it, 403 for who may not change it."""
    offer = get_object_or_404(
        Offer.objects.visible_to(request.user).select_related("organisation"), pk=pk
    )
    if not rules.can_edit(request.user, offer):
        raise PermissionDenied
    return offer


def _keep(request: HttpRequest, offer: Offer | None) -> HttpResponse:
    """Save what was sent, and pass it on for approval if that button was pressed."""
    waits = offer is not None and offer.awaits_decision
    to_submit = request.POST.get("then") == "submit" and not waits
    form = OfferForm(
        request.POST, instance=offer.latest if offer else None, complete=to_submit or waits
    )
    if form.is_valid():
        try:
            saved = _save(request, offer, form, to_submit=to_submit)
        except actions.StaleOfferError as error:
            form.add_error(None, str(error))
            _go_on_from(form, offer)
        except actions.OfferError as error:
            form.add_error(None, str(error))
        else:
            return redirect(saved)
    return _show_form(request, offer, form)


def _go_on_from(form: Any, offer: Any) -> None:
    """Whoever read an old text has been told; what is sent next counts for the new one."""
    form.data = form.data.copy()
    form.data["seen"] = Offer.objects.values_list("edits", flat=True).get(pk=offer.pk)


@transaction.atomic
def _save(request: HttpRequest, offer: Offer | None, form: OfferForm, *, to_submit: bool) -> Offer:
    user: Any = request.user
    organisation = rules.organisation_for(user, acting_for(request))
    saved = actions.save_draft(
        by=user,
        values=form.values,
        offer=offer,
        for_=organisation,
        form_key=form.cleaned_data["form_key"],
        seen=form.cleaned_data["seen"],
    )
    if to_submit and not rules.can_submit(user, saved):
        messages.warning(
            request,
            _("Saved as a draft. You can send it as soon as an organisation has confirmed you."),
        )
    elif to_submit and not saved.awaits_decision:
        actions.submit(offer=saved, by=user, for_=organisation)
        messages.success(request, _("Sent. You get a mail as soon as it is decided."))
    else:
        messages.success(request, _("Saved."))
    return saved


def _show_form(request: HttpRequest, offer: Offer | None, form: OfferForm) -> HttpResponse:
    context = {
        "offer": offer,
        "form": form,
        "organisation": offer.organisation
        if offer and offer.organisation
        else rules.organisation_for(request.user, acting_for(request)),
    }
    return render(request, "partnersearch/offer_form.html", context)


@login_required
@require_POST
def offer_submit(request: HttpRequest, pk: int) -> HttpResponse:
    offer = _own_offer(request, pk)
    if not rules.can_submit(request.user, offer):
        raise PermissionDenied
    user: Any = request.user
    organisation = rules.organisation_for(user, acting_for(request))
    try:
        actions.submit(offer=offer, by=user, for_=organisation)
    except actions.IncompleteOfferError as error:
        messages.error(request, str(error))
        response = redirect("partnersearch:offer_edit", pk)
        response["Location"] += "?check=1"
        return response
    except actions.OfferError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sent. You get a mail as soon as it is decided."))
    return redirect("partnersearch:offer_detail", pk)


# Reading


@require_safe
def offer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    offer = get_object_or_404(
        Offer.objects.visible_to(request.user).select_related("organisation"), pk=pk
    )
    user = request.user
    context = {
        "offer": offer,
        "place": facts.marked_place_of(offer),
        "facts": facts.all_facts(offer),
        "own": rules.can_edit(user, offer),
        "may_submit": rules.can_submit(user, offer) and actions.can_move(offer, "submit"),
        "may_decide": offer.awaits_decision and rules.can_moderate(user, offer),
        "moves": _moves(user, offer),
        "is_owner": rules.is_own(user, offer),
    }
    if rules.can_read_history(user, offer):
        context["differences"] = comparison.differences(offer) if offer.change_state else []
        context["history"] = offer.history.select_related("history_user", "acting_for").order_by(
            "-history_date", "-history_id"
        )[:50]
    return render(request, "partnersearch/offer_detail.html", context)


class Move(NamedTuple):
    """A button of an offer's page."""

    address: str
    label: str
    asks_why: bool = False


def _moves(user: Any, offer: Offer) -> list[Move]:
    if not rules.can_close(user, offer):
        return []
    moves = {
        "pause": Move("partnersearch:offer_pause", _("Pause"), asks_why=True),
        "resume": Move("partnersearch:offer_resume", _("Show it again"), asks_why=True),
        "mark_partner_found": Move(
            "partnersearch:offer_mark_partner_found", _("We found a partner"), asks_why=True
        ),
        "withdraw": Move("partnersearch:offer_withdraw", _("Withdraw"), asks_why=True),
        "archive": Move("partnersearch:offer_archive", _("Put into the archive")),
    }
    return [move for verb, move in moves.items() if actions.can_move(offer, verb)]


# Moderation


@require_safe
@login_required
def offer_moderation(request: HttpRequest) -> HttpResponse:
    if not rules.can_read_queue(request.user):
        raise PermissionDenied
    offers = (
        Offer.objects.visible_to(request.user)
        .awaiting_decision()
        .not_of(request.user)
        .select_related("organisation")
        .order_by("submitted_at", "pk")
    )
    context = {"page": Paginator(offers, PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, "partnersearch/offer_moderation.html", context)


@login_required
def offer_decide(request: HttpRequest, pk: int) -> HttpResponse:
    offer = get_object_or_404(
        Offer.objects.visible_to(request.user).select_related("organisation", "posted_by"), pk=pk
    )
    if not rules.can_moderate(request.user, offer):
        raise PermissionDenied
    if not offer.awaits_decision:
        messages.info(request, _("This offer has been decided already."))
        return redirect(offer)
    form = DecisionForm(request.POST or None, initial={"seen": offer.edits})
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, offer, form)
        except actions.StaleOfferError as error:
            form.add_error(None, str(error))
            _go_on_from(form, offer)
        except actions.OfferError as error:
            form.add_error(None, str(error))
        offer = get_object_or_404(Offer.objects.select_related("organisation"), pk=pk)
    latest = offer.latest
    context = {
        "offer": offer,
        "latest": latest,
        "form": form,
        "place": facts.marked_place_of(latest),
        "facts": facts.all_facts(latest),
        "differences": comparison.differences(offer) if offer.change_state else [],
        "authorities": offer.authorities(),
    }
    return render(request, "partnersearch/offer_decide.html", context)


def _decide(request: HttpRequest, offer: Offer, form: DecisionForm) -> HttpResponse:
    decision = form.cleaned_data["decision"]
    common = {"offer": offer, "by": request.user, "seen": form.cleaned_data["seen"]}
    reason = form.cleaned_data["reason"]
    if decision == form.APPROVE:
        actions.approve(**common)
        messages.success(request, _("Approved. The offer is public now."))
    elif decision == form.RETURN:
        actions.return_for_changes(**common, reason=reason)
        messages.success(request, _("Returned. The owner reads your reason."))
    else:
        actions.reject(**common, reason=reason)
        messages.success(request, _("Rejected. The owner reads your reason."))
    return redirect("partnersearch:offer_moderation")


# The rest of an offer's life


@login_required
@require_POST
def offer_pause(request: HttpRequest, pk: int) -> HttpResponse:
    return _close(request, pk, actions.pause, _("Paused. Nobody else sees the offer now."))


@login_required
@require_POST
def offer_resume(request: HttpRequest, pk: int) -> HttpResponse:
    return _close(request, pk, actions.resume, _("The offer is public again."))


@login_required
@require_POST
def offer_mark_partner_found(request: HttpRequest, pk: int) -> HttpResponse:
    return _close(request, pk, actions.mark_partner_found, _("Good news. The offer is closed."))


@login_required
@require_POST
def offer_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _close(request, pk, actions.withdraw, _("Withdrawn."))


@login_required
@require_POST
def offer_archive(request: HttpRequest, pk: int) -> HttpResponse:
    return _close(request, pk, actions.archive, _("The offer is in the archive."))


def _close(request: HttpRequest, pk: int, action: Callable[..., None], done: str) -> HttpResponse:
    offer = _own_offer(request, pk)
    if not rules.can_close(request.user, offer):
        raise PermissionDenied
    try:
        action(offer=offer, by=request.user, reason=request.POST.get("reason", "")[:LONGEST_REASON])
    except actions.OfferError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("partnersearch:offer_detail", pk)
