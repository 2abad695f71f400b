import csv

import pytest
from django.urls import reverse

from network.models import Circle, Project, State
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectAmountFactory,
    ProjectFactory,
    ProjectPartnerFactory,
    ProjectSectionFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def shown(response):
    return list(response.context["page_of_projects"])


def fill(count):
    for number in range(count):
        project = ProjectFactory(country="SE" if number % 2 else "DK")
        ProjectPartnerFactory(project=project, role="lead")
        ProjectAmountFactory(project=project)


# Projects


def test_project_list_shows_published_ones_latest_first(visitor, client_of, auditor):
    older = ProjectFactory(starts_on="2008-01-01", ends_on="2010-01-01")
    newer = ProjectFactory()
    proposed = ProjectFactory(proposed=True)

    assert shown(visitor.get(reverse("network:project_list"))) == [newer, older]
    assert shown(client_of(auditor).get(reverse("network:project_list"))) == [
        newer,
        proposed,
        older,
    ]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, {"neo", "job", "new"}),
        ({"q": "øresund"}, {"neo"}),
        ({"country": "SE"}, {"neo", "job"}),
        ({"country": ["DK", "LT"]}, {"neo", "new"}),
        ({"status": "closed"}, {"neo", "job"}),
        ({"status": ["closed", "running"], "country": "LT"}, {"new"}),
        ({"country": "XX", "status": "nonsense", "page": "x", "other": "1"}, {"neo", "job", "new"}),
        ({"q": "nothing like it"}, set()),
        ({"q": "%"}, set()),
    ],
)
def test_project_list_filters_by_the_address(visitor, query, slugs):
    neo = ProjectFactory(slug="neo", country="DK", status="closed", summary="Over Øresund")
    ProjectPartnerFactory(project=neo, country="SE")
    ProjectFactory(slug="job", country="SE", status="closed")
    ProjectFactory(slug="new", country="LT", status="running")
    ProjectFactory(slug="hidden", country="SE", status="closed", proposed=True)

    response = visitor.get(reverse("network:project_list"), query)

    assert {project.slug for project in shown(response)} == slugs


def test_project_list_offers_the_countries_that_occur(visitor):
    ProjectPartnerFactory(project=ProjectFactory(country="DK"), country="SE")
    ProjectFactory(country="LT", proposed=True)

    response = visitor.get(reverse("network:project_list"), {"country": "FI"})

    assert [choice.value for choice in response.context["countries"]] == ["DK", "FI", "SE"]


@pytest.mark.parametrize("count", [1, 30])
def test_project_list_takes_constant_queries(visitor, count, django_assert_num_queries):
    fill(count)

    with django_assert_num_queries(5):
        visitor.get(reverse("network:project_list"), {"q": "projekt"})


def test_project_list_has_pages(visitor):
    fill(21)

    first = visitor.get(reverse("network:project_list"))
    second = visitor.get(reverse("network:project_list"), {"page": 2})

    assert (len(shown(first)), len(shown(second))) == (20, 1)
    assert not set(shown(first)) & set(shown(second))


def test_project_list_says_when_it_is_empty(visitor):
    empty = visitor.get(reverse("network:project_list"))
    none_fits = visitor.get(reverse("network:project_list"), {"q": "no such words"})

    assert "No projects yet" in empty.content.decode()
    assert "No project fits" in none_fits.content.decode()


def test_project_export_holds_all_that_fit_and_no_formula(visitor):
    fill(21)
    ProjectFactory(title="=SUM(A1)", slug="formula", country="LT")
    ProjectFactory(title="Secret", proposed=True, country="LT")

    everything = visitor.get(reverse("network:project_export")).getvalue().decode("utf-8-sig")
    lithuanian = visitor.get(reverse("network:project_export"), {"country": "LT"}).getvalue()
    rows = list(csv.DictReader(lithuanian.decode("utf-8-sig").splitlines()))

    assert len(everything.splitlines()) == 23
    assert [row["title"] for row in rows] == ["'=SUM(A1)"]
    assert rows[0]["address"] == "http://testserver/en/projects/formula/"
    assert "Secret" not in everything


def test_project_detail_says_in_which_language_each_part_is(visitor):
    project = ProjectFactory(
        title="Unga i arbete",
        english_title="Young people at work",
        summary="Sammanfattning",
        english_summary="What it is about",
        region="SE33",
        website="https://gone.example",
        website_works=False,
    )
    ProjectSectionFactory(project=project)
    ProjectPartnerFactory(project=project, name="Havn", language="da", role="lead")
    ProjectAmountFactory(project=project, amount="7821459")
    ProjectAmountFactory(project=project, amount="3910526", kind="eu_granted")

    page = visitor.get(project.get_absolute_url()).content.decode().replace("\xa0", " ")
    danish = visitor.get(f"/da/projects/{project.slug}/").content.decode()

    assert '<h1 lang="sv">Unga i arbete</h1>' in " ".join(page.split()).replace("> Unga", ">Unga")
    assert 'lang="da"' in page
    assert "SEK 7,821,459" in page
    assert "50 %" in page
    assert 'href="https://gone.example"' not in page
    assert 'lang="en"' in danish
    assert "7.821.459" in danish


def test_project_detail_takes_constant_queries(visitor, django_assert_num_queries):
    project = ProjectFactory()
    for _number in range(12):
        ProjectPartnerFactory(project=project)
        ProjectSectionFactory(project=project)

    with django_assert_num_queries(4):
        visitor.get(project.get_absolute_url())


def test_project_detail_hides_a_proposal(visitor, client_of, secretariat, operator):
    own = operator.seats.get().organisation
    proposal = ProjectFactory(proposed=True, organisation=own)

    answers = [
        visitor.get(proposal.get_absolute_url()).status_code,
        client_of(operator).get(proposal.get_absolute_url()).status_code,
        client_of(secretariat).get(proposal.get_absolute_url()).status_code,
    ]

    assert answers == [404, 200, 200]


def test_project_publish_shows_it_to_everybody_and_withdraw_hides_it(
    visitor, client_of, secretariat, django_capture_on_commit_callbacks
):
    project = ProjectFactory(proposed=True)
    desk = client_of(secretariat)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("network:project_publish", kwargs={"slug": project.slug}))
    assert visitor.get(project.get_absolute_url()).status_code == 200

    again = desk.post(
        reverse("network:project_publish", kwargs={"slug": project.slug}), follow=True
    )
    assert "Somebody else was quicker" in again.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("network:project_withdraw", kwargs={"slug": project.slug}))
    assert visitor.get(project.get_absolute_url()).status_code == 404
    signed = project.history.first()
    assert (signed.history_user, signed.acting_for) == (
        secretariat,
        secretariat.seats.get().organisation,
    )


def test_project_publish_is_refused_to_others(client_of, operator):
    project = ProjectFactory(proposed=True, organisation=operator.seats.get().organisation)

    answer = client_of(operator).post(
        reverse("network:project_publish", kwargs={"slug": project.slug})
    )

    assert answer.status_code == 403
    assert Project.objects.get().state == State.PROPOSED


# The map


def test_country_list_counts_what_is_public(visitor):
    MobilityProgrammeFactory(country="SE")
    MobilityProgrammeFactory(country="DE", proposed=True)
    OrganisationFactory(country="SE", core=True)
    OrganisationFactory(country="SE")
    ProjectPartnerFactory(project=ProjectFactory(country="DK"), country="SE")

    response = visitor.get(reverse("network:country_list"))

    assert [row[1:] for row in response.context["busy"]] == [
        ("Denmark", 0, 0, 1),
        ("Sweden", 1, 1, 1),
    ]
    assert len(response.context["quiet"]) == 25


def test_country_list_is_in_the_readers_alphabet(visitor):
    for country in ("AT", "DE", "CZ"):
        MobilityProgrammeFactory(country=country)

    response = visitor.get("/da/map/")

    assert [row.name for row in response.context["busy"]] == ["Tjekkiet", "Tyskland", "Østrig"]


@pytest.mark.parametrize("count", [1, 30])
def test_country_list_takes_constant_queries(visitor, count, django_assert_num_queries):
    fill(count)

    with django_assert_num_queries(4):
        visitor.get(reverse("network:country_list"))


def test_country_detail_shows_public_facts_of_the_country_alone(visitor):
    programme = MobilityProgrammeFactory(country="SE", name="Rörlighet", region="SE33")
    MobilityProgrammeFactory(country="SE", proposed=True)
    MobilityProgrammeFactory(country="DE")
    member = SeatFactory(organisation=OrganisationFactory(country="SE", core=True))
    OrganisationFactory(country="SE")
    OrganisationFactory(country="DK", circle=Circle.CORE)
    project = ProjectFactory(country="DK")
    ProjectPartnerFactory(project=project, country="SE")
    ProjectFactory(country="SE", proposed=True)

    response = visitor.get("/en/map/se/")

    assert response.context["programmes"] == [(programme, False)]
    assert list(response.context["page_of_organisations"]) == [member.organisation]
    assert list(response.context["projects"]) == [project]
    page = response.content.decode()
    assert "Övre Norrland" in page
    assert member.person.email not in page
    assert member.person.last_name not in page


@pytest.mark.parametrize("count", [1, 30])
def test_country_detail_takes_constant_queries(visitor, count, django_assert_num_queries):
    fill(count * 2)
    for _number in range(count):
        MobilityProgrammeFactory(country="SE", organisation=OrganisationFactory(core=True))

    with django_assert_num_queries(6):
        visitor.get("/en/map/se/")


@pytest.mark.parametrize("path", ["xx", "sweden", "SE", "gr"])
def test_country_detail_knows_only_codes_of_the_union(visitor, path):
    assert visitor.get(f"/en/map/{path}/").status_code == 404


def test_country_detail_of_an_empty_country_says_so(visitor):
    page = visitor.get("/en/map/mt/").content.decode()

    assert "No programme is known here yet" in page
    assert "No project is filed here yet." in page


def test_programme_publish_and_withdraw(
    visitor, client_of, secretariat, member, django_capture_on_commit_callbacks
):
    programme = MobilityProgrammeFactory(proposed=True)
    publish = reverse("network:programme_publish", kwargs={"slug": programme.slug})
    withdraw = reverse("network:programme_withdraw", kwargs={"slug": programme.slug})

    assert client_of(member).post(publish).status_code == 404
    assert client_of(secretariat).post(publish).url == f"/en/map/se/#{programme.slug}"
    assert visitor.get("/en/map/se/").context["programmes"] == [(programme, False)]
    assert client_of(member).post(withdraw).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        client_of(secretariat).post(withdraw)
    assert visitor.get("/en/map/se/").context["programmes"] == []


@pytest.mark.parametrize("path", ["projects/", "map/", "map/se/"])
def test_whoever_checks_links_by_head_is_answered(visitor, path):
    response = visitor.head(f"/en/{path}")

    assert (response.status_code, response.content) == (200, b"")
