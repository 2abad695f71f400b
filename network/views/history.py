"""What happened in the network: one function for each address below /history/."""

from contextlib import AbstractContextManager
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from hub.languages import reader_language
from hub.tables import table_download
from network import rules
from network.changes import describe
from network.events import Events, Question, is_key, thing_seen_by
from network.forms import HistoryForm
from network.history_exports import history_rows

PER_PAGE = 20


@login_required
@require_safe
def history_list(request: HttpRequest) -> HttpResponse:
    """All of it for those who may read it, for others what they did themselves."""
    with _readers_time(request):
        form = HistoryForm(request.GET, reader=request.user)
        context = {
            "form": form,
            "is_filtered": any(request.GET.get(name) for name in form.fields),
            "reads_all": rules.can_read_history(request.user),
            **_page(request, form.question()),
        }
        return _private(render(request, "network/history_list.html", context))


@login_required
@require_safe
def history_export(request: HttpRequest) -> HttpResponse:
    """What the list shows, all pages of it, as a table."""
    with _readers_time(request):
        question = HistoryForm(request.GET, reader=request.user).question()
    lines = history_rows(
        Events(question, request.user),
        user=request.user,
        language=reader_language(),
        texts=bool(question.object_id),
    )
    return _private(table_download("history.csv", lines))


@login_required
@require_safe
def history_detail(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """All that happened to one record or page, with what it said before and after."""
    if not rules.can_read_history(request.user):
        raise PermissionDenied
    if not is_key(kind, pk):
        raise Http404
    with _readers_time(request):
        context = _page(request, Question(kind=kind, object_id=pk), texts=True)
        shown = context["page_of_events"].object_list
        thing = thing_seen_by(request.user, kind, pk)
        if not shown and thing is None:
            raise Http404
        context |= {"newest": shown[0] if shown else _nothing_of(thing), "thing": thing}
        context |= {"kind": kind, "pk": pk}
        return _private(render(request, "network/history_detail.html", context))


def _readers_time(request: HttpRequest) -> AbstractContextManager[None]:
    user: Any = request.user
    return timezone.override(user.time_zone)


def _page(request: HttpRequest, question: Question, *, texts: bool = False) -> dict[str, Any]:
    events: Any = Events(question, request.user)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    described = describe(list(page.object_list), request.user, texts=texts)
    page.object_list = described
    return {"page_of_events": page, "count": page.paginator.count}


def _nothing_of(thing: Any) -> dict[str, str]:
    """What the page is called where nothing has happened to the thing yet."""
    return {"title": str(thing), "kind_name": capfirst(str(thing._meta.verbose_name))}


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    return response
