"""The directory of organisations and people: one function for each address, as in urls.py."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hub.tables import table_download
from network import rules
from network.exports import organisation_rows, person_rows
from network.filters import MemberFilter
from network.models import MobilityProgramme, Organisation, Project, Seat, User
from network.models.visibility import sight_of

PER_PAGE = 20
MOST_BESIDE = 20  # of an organisation's projects and programmes


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """By country; how many people sit there is for those who see their names."""
    visible = Organisation.objects.in_directory()
    chosen = MemberFilter.from_query(request.GET)
    found = chosen.organisations(visible)
    sees_people = rules.can_read_people(request.user)
    if sees_people:
        seats = Seat.objects.current().filter(person__is_active=True).values("pk")
        people = Count("seats__person", filter=Q(seats__in=seats), distinct=True)
        found = found.annotate(people=people)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    context = {
        "page_of_organisations": page,
        "chosen": chosen,
        "count": ngettext("%(count)d organisation", "%(count)d organisations", total)
        % {"count": total},
        "countries": chosen.country_choices(visible),
        "circles": chosen.circle_choices(),
        "sees_people": sees_people,
    }
    return render(request, "network/organisation_list.html", context)


@require_safe
def organisation_export(request: HttpRequest) -> StreamingHttpResponse:
    """What the list shows, all pages of it, as a table for spreadsheets."""
    found = MemberFilter.from_query(request.GET).organisations(Organisation.objects.in_directory())
    return table_download("organisations.csv", organisation_rows(found, request.build_absolute_uri))


@login_required
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    if not rules.can_read_people(request.user):
        raise PermissionDenied
    chosen = MemberFilter.from_query(request.GET)
    found = _people(chosen, request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    there = Organisation.objects.filter(seats__in=Seat.objects.current())
    sight = sight_of(request.user)
    context = {
        "page_of_people": page,
        "rows": [(person, person.shows(sight)) for person in page],
        "chosen": chosen,
        "count": ngettext("%(count)d person", "%(count)d people", total) % {"count": total},
        "countries": chosen.country_choices(there),
        "circles": chosen.circle_choices(),
    }
    return render(request, "network/person_list.html", context)


@login_required
@require_safe
def person_export(request: HttpRequest) -> StreamingHttpResponse:
    """The people that the list shows, with what each of them shows to this reader."""
    if not rules.can_read_people(request.user):
        raise PermissionDenied
    found = _people(MemberFilter.from_query(request.GET), request)
    rows = person_rows(found, sight_of(request.user), request.build_absolute_uri)
    return table_download("people.csv", rows)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    context = {
        "person": person,
        "shown": person.shows(sight_of(request.user)),
        "seats": person.seats.current().select_related("organisation"),
        "is_oneself": person.pk == request.user.pk,
    }
    return render(request, "network/person_detail.html", context)


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.in_directory(), slug=slug)
    programmes = MobilityProgramme.objects.visible_to(request.user)
    projects = Project.objects.visible_to(request.user).filter(organisation=organisation)
    page = Paginator(_seats_in(organisation, request), PER_PAGE).get_page(request.GET.get("page"))
    sight = sight_of(request.user)
    context = {
        "organisation": organisation,
        "page_of_people": page,
        "people": [(seat, seat.person.shows(sight)) for seat in page],
        "programmes": programmes.filter(organisation=organisation)[:MOST_BESIDE],
        "projects": projects[:MOST_BESIDE],
        "sees_people": rules.can_read_people(request.user),
        "sees_colleagues": rules.can_read_colleagues(request.user, organisation),
        "asks_for_seat": rules.can_ask_for_seat(request.user),
    }
    return render(request, "network/organisation_detail.html", context)


def _people(chosen: MemberFilter, request: HttpRequest) -> QuerySet[User]:
    seats = Seat.objects.current().select_related("organisation")
    visible = User.objects.visible_to(request.user)
    found = chosen.people(visible, request.user)
    return found.prefetch_related(Prefetch("seats", seats, to_attr="current_seats"))


def _seats_in(organisation: Organisation, request: HttpRequest) -> QuerySet[Seat]:
    """The current seats there of people whom this reader may see."""
    visible = User.objects.visible_to(request.user)
    seats = Seat.objects.current().filter(organisation=organisation, person__in=visible)
    return seats.select_related("person").order_by(
        "person__last_name", "person__first_name", "person", "pk"
    )
