import pytest
from django.contrib.auth.models import AnonymousUser

from hub.search import SearchRequest
from network import search, sitemap
from tests.factories.network import MobilityProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def asked(words, user=None, language="en"):
    return SearchRequest(words, user or AnonymousUser(), language)


def test_search_projects_finds_what_the_reader_may_see(secretariat):
    project = ProjectFactory(title="Unga verkstad", summary="Om trä", language="sv")
    ProjectFactory(title="Annat")
    proposed = ProjectFactory(title="Verkstad i förslag", proposed=True)

    hits = search.search_projects(asked("verkstad"))
    of_secretariat = search.search_projects(asked("verkstad", secretariat))

    assert [(hit.title, hit.url, hit.language, hit.snippet) for hit in hits] == [
        ("Unga verkstad", f"/en/projects/{project.slug}/", "sv", "Om trä")
    ]
    assert {hit.title for hit in of_secretariat} == {project.title, proposed.title}


def test_search_programmes_finds_all_words():
    programme = MobilityProgrammeFactory(name="Rörlighet", english_name="Mobility north")
    MobilityProgrammeFactory(name="Mobility south")
    MobilityProgrammeFactory(name="Mobility north", proposed=True)

    hits = search.search_programmes(asked("mobility north"))

    assert [(hit.title, hit.url) for hit in hits] == [
        ("Rörlighet", f"/en/map/se/#{programme.slug}")
    ]


def test_sitemap_names_what_is_public():
    ProjectFactory(slug="neo", country="DK")
    ProjectFactory(slug="secret", country="LT", proposed=True)

    paths = [entry.paths["da"] for entry in sitemap.public_entries()]

    assert paths == [
        "/da/projects/",
        "/da/map/",
        "/da/projects/neo/",
        "/da/map/dk/",
        "/da/members/",
    ]
