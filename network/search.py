"""Projects and programmes in the site's own search."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.search import SearchHit, SearchRequest
from network.models import MobilityProgramme, Project


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
