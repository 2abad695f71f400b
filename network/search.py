"""Projects, programmes, organisations and people in the site's own search."""

from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from hub.search import SearchHit, SearchRequest
from network.models import MobilityProgramme, Organisation, Project, Seat, User
from network.models.visibility import Sight, sight_of


def search_projects(asked: SearchRequest) -> list[SearchHit]:
    """Those with all the words, latest first."""
    projects = Project.objects.visible_to(asked.user).about(asked.words)[: asked.limit]
    return [
        SearchHit(
            title=project.title,
            url=project.get_absolute_url(),
            kind="network.project",
            kind_name=_("project"),
            language=project.language,
            snippet=project.summary,
        )
        for project in projects
    ]


def search_programmes(asked: SearchRequest) -> list[SearchHit]:
    """Those with all the words, by name."""
    programmes = MobilityProgramme.objects.visible_to(asked.user)
    for word in asked.words.split():
        programmes = programmes.filter(
            Q(name__icontains=word) | Q(english_name__icontains=word) | Q(summary__icontains=word)
        )
    return [
        SearchHit(
            title=programme.name,
            url=programme.get_absolute_url(),
            kind="network.mobilityprogramme",
            kind_name=_("mobility programme"),
            language=programme.language,
        )
        for programme in programmes[: asked.limit]
    ]


def search_organisations(asked: SearchRequest) -> list[SearchHit]:
    """Those with all the words in the name."""
    organisations = Organisation.objects.in_directory().about(asked.words)
    return [
        SearchHit(
            title=organisation.name,
            url=organisation.get_absolute_url(),
            kind="network.organisation",
            kind_name=_("organisation"),
            language=organisation.language or asked.language,
            snippet=organisation.latin_name,
        )
        for organisation in organisations[: asked.limit]
    ]


def search_people(asked: SearchRequest) -> list[SearchHit]:
    """Those whom the reader may see, found by what the reader is shown of them."""
    people = User.objects.visible_to(asked.user).about(asked.words, asked.user)
    seats = Seat.objects.current().select_related("organisation")
    people = people.order_by("last_name", "first_name", "pk").prefetch_related(
        Prefetch("seats", seats, to_attr="current_seats")
    )
    sight = sight_of(asked.user)
    return [
        SearchHit(
            title=person.name_for_others,
            url=person.get_absolute_url(),
            kind="network.user",
            kind_name=_("person"),
            language=asked.language,
            snippet=_snippet(person, sight),
        )
        for person in people[: asked.limit]
    ]


def _snippet(person: Any, sight: Sight) -> str:
    names = dict.fromkeys(seat.organisation.name for seat in person.current_seats)
    return " · ".join([str(person.shows(sight).get("post", "")), *names]).removeprefix(" · ")
