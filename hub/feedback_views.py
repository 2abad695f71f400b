"""Messages about the site: the form for everybody, the queue of the secretariat."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import actions, attempts, rules
from hub.forms import AnswerForm, FeedbackForm
from hub.languages import ReaderRequest
from hub.models import Feedback
from hub.models.feedback import FeedbackKind, FeedbackState

PER_PAGE = 20
# Messages that one computer may send in an hour.
MOST, HOUR = 5, 3600


# /<lang>/feedback/


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_create(request: ReaderRequest) -> HttpResponse:
    """On an address of its own, because a form needs a cookie and cached pages set none."""
    if request.method != "POST":
        return _form(request, FeedbackForm(initial=_known(request)))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if form.is_from_a_program:
        return redirect("feedback_thanks")
    if attempts.are_too_many(request, "feedback", most=MOST, seconds=HOUR):
        form.add_error(
            None, _("Many messages came from your connection. Please try again in an hour.")
        )
        return _form(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    sent = {name: value for name, value in form.cleaned_data.items() if name != "website"}
    actions.send_feedback(**sent, language=request.reader_language)
    return redirect("feedback_thanks")


@require_safe
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "hub/feedback_thanks.html")


def _form(request: HttpRequest, form: FeedbackForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "hub/feedback_create.html", {"form": form}, status=status)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What nobody has to type again: the page in the link, the name and address of the account."""
    known: dict[str, Any] = {"page": request.GET.get("page", "")[:500]}
    if request.GET.get("about") in FeedbackKind.values:
        known["kind"] = request.GET["about"]
    if request.user.is_authenticated:
        known |= {"name": request.user.get_full_name(), "email": request.user.email}
    return known


# /<lang>/feedback/queue/


@login_required
@require_safe
def feedback_list(request: HttpRequest) -> HttpResponse:
    _refuse_others(request)
    found = Feedback.objects.open_first()
    state = request.GET.get("state", "")
    if state in FeedbackState.values:
        found = found.filter(state=state)
    context = {
        "page_of_feedback": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "states": FeedbackState.choices,
        "state": state,
    }
    return render(request, "hub/feedback_list.html", context)


@login_required
@require_safe
def feedback_detail(request: HttpRequest, pk: int) -> HttpResponse:
    _refuse_others(request)
    return _detail(request, _found(pk), AnswerForm())


@login_required
@require_POST
def feedback_answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _deal_with(request, pk, "answer", actions.answer_feedback, _("The answer is sent."))


@login_required
@require_POST
def feedback_close(request: HttpRequest, pk: int) -> HttpResponse:
    return _deal_with(request, pk, "note", actions.close_feedback, _("The message is closed."))


def _deal_with(request: HttpRequest, pk: int, word: str, act: Any, done: str) -> HttpResponse:
    if not rules.can_answer_feedback(request.user):
        raise PermissionDenied
    feedback, form = _found(pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            act(feedback=feedback, by=request.user, **{word: form.cleaned_data["answer"]})
        except actions.FeedbackError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("feedback_list")
    return _detail(request, _found(pk), form)


def _detail(request: HttpRequest, feedback: Feedback, form: AnswerForm) -> HttpResponse:
    context = {
        "feedback": feedback,
        "form": form,
        "may_answer": feedback.is_open and rules.can_answer_feedback(request.user),
    }
    return render(request, "hub/feedback_detail.html", context)


def _found(pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.select_related("answered_by"), pk=pk)


def _refuse_others(request: HttpRequest) -> None:
    if not rules.can_read_feedback(request.user):
        raise PermissionDenied
