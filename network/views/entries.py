"""Projects and mobility programmes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hub.reference import COUNTRIES, country_name
from hub.tables import table_download
from network import actions, places, rules
from network.exports import project_rows
from network.filters import ProjectFilter
from network.models import MobilityProgramme, Project
from network.models.directory import Entry

PER_PAGE = 20


# Projects


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    visible = Project.objects.visible_to(request.user)
    chosen = ProjectFilter.from_query(request.GET)
    found = chosen.applied_to(visible).prefetch_related("partners", "amounts")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "page_of_projects": page,
        "chosen": chosen,
        "count": ngettext("%(count)d project", "%(count)d projects", total) % {"count": total},
        "countries": chosen.country_choices(visible),
        "statuses": chosen.status_choices(),
    }
    return render(request, "network/project_list.html", context)


@require_safe
def project_export(request: HttpRequest) -> StreamingHttpResponse:
    """What the list shows, all pages of it, as a table for spreadsheets."""
    visible = Project.objects.visible_to(request.user)
    found = ProjectFilter.from_query(request.GET).applied_to(visible)
    rows = project_rows(found.prefetch_related("partners", "amounts"), request.build_absolute_uri)
    return table_download("projects.csv", rows)


@require_safe
def project_detail(request: HttpRequest, slug: str) -> HttpResponse:
    project = _visible(Project, request, slug)
    context = {
        "project": project,
        "amounts": project.amounts.all(),
        "sections": project.sections.all(),
        "partners": project.partners.all(),
        "may_publish": rules.can_publish_entry(request.user, project),
    }
    return render(request, "network/project_detail.html", context)


@login_required
@require_POST
def project_publish(request: HttpRequest, slug: str) -> HttpResponse:
    return _decide(request, _visible(Project, request, slug), actions.publish_entry)


@login_required
@require_POST
def project_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    return _decide(request, _visible(Project, request, slug), actions.withdraw_entry)


# The map


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    rows = places.countries_for(request.user)
    context = {
        "busy": [row for row in rows if row.has_any],
        "quiet": [row for row in rows if not row.has_any],
    }
    return render(request, "network/country_list.html", context)


@require_safe
def country_detail(request: HttpRequest, country: str) -> HttpResponse:
    code = country.upper()
    if code not in COUNTRIES or country != country.lower():
        raise Http404
    organisations = places.organisations_in(code)
    programmes = MobilityProgramme.objects.visible_to(request.user).filter(country=code)
    projects = Project.objects.visible_to(request.user).in_country(code)
    context = {
        "code": code,
        "name": country_name(code),
        "programmes": [
            (programme, rules.can_publish_entry(request.user, programme))
            for programme in programmes.select_related("organisation")
        ],
        "page_of_organisations": Paginator(organisations, PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "projects": projects[:PER_PAGE],
        "project_count": projects.count(),
    }
    return render(request, "network/country_detail.html", context)


@login_required
@require_POST
def programme_publish(request: HttpRequest, slug: str) -> HttpResponse:
    return _decide(request, _visible(MobilityProgramme, request, slug), actions.publish_entry)


@login_required
@require_POST
def programme_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    return _decide(request, _visible(MobilityProgramme, request, slug), actions.withdraw_entry)


# Shared


def _visible(model: Any, request: HttpRequest, slug: str) -> Any:
    return get_object_or_404(model.objects.visible_to(request.user), slug=slug)


def _decide(request: HttpRequest, entry: Entry, action: Callable[..., None]) -> HttpResponse:
    if not rules.can_publish_entry(request.user, entry):
        raise PermissionDenied
    try:
        action(entry=entry, by=request.user)
    except actions.EntryError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Everybody can read this now.")
            if entry.is_published
            else _("This is a proposal again. Only its organisation and the secretariat see it."),
        )
    return redirect(entry.get_absolute_url())
