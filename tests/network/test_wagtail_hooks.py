from decimal import Decimal

import pytest
from django.urls import reverse

from network import actions
from network.models import Function, MobilityProgramme, Project, Seat, State
from network.roles import Role, roles_of
from tests.factories.network import (
    MobilityProgrammeFactory,
    OrganisationFactory,
    ProjectFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LISTS = ["organisation", "seat", "mobilityprogramme", "project"]


def fresh(user):
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def one_of_each():
    return {
        "organisation": OrganisationFactory(name="Nine Lives"),
        "seat": SeatFactory(organisation=OrganisationFactory(name="Nine Lives of a seat")),
        "mobilityprogramme": MobilityProgrammeFactory(name="Nine Lives abroad"),
        "project": ProjectFactory(title="Nine Lives project"),
    }


@pytest.mark.parametrize("name", LISTS)
def test_records_are_listed_searched_and_inspected(client_of, secretariat, one_of_each, name):
    desk = client_of(secretariat)
    record = one_of_each[name]

    everything = desk.get(reverse(f"{name}:index"), {"q": "Nine Lives"})
    inspected = desk.get(reverse(f"{name}:inspect", args=[record.pk]))

    assert record in list(everything.context["object_list"])
    assert "Nine Lives" in inspected.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_records_are_read_only_for_the_auditor_and_closed_to_others(
    client_of, auditor, translator, one_of_each, name
):
    record = one_of_each[name]
    reader = client_of(auditor)

    assert reader.get(reverse(f"{name}:index")).status_code == 200
    assert reader.get(reverse(f"{name}:inspect", args=[record.pk])).status_code == 200
    assert reader.get(reverse(f"{name}:history", args=[record.pk])).status_code == 200
    assert reader.get(reverse(f"{name}:edit", args=[record.pk])).status_code == 302
    assert reader.get(reverse(f"{name}:add")).status_code == 302
    assert client_of(translator).get(reverse(f"{name}:index")).status_code == 302


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_deleted_here(client_of, secretariat, one_of_each, name):
    record = one_of_each[name]

    answer = client_of(secretariat).post(reverse(f"{name}:delete", args=[record.pk]))

    assert answer.status_code == 302
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("count", [1, 20])
def test_project_list_takes_constant_queries(
    client_of, secretariat, count, django_assert_max_num_queries
):
    for _number in range(count):
        ProjectFactory()
    desk = client_of(secretariat)

    with django_assert_max_num_queries(24):
        desk.get(reverse("project:index"))


@pytest.mark.parametrize("count", [1, 19])
def test_seat_list_takes_constant_queries(client_of, secretariat, count, django_assert_num_queries):
    for _number in range(count):
        SeatFactory()
    desk = client_of(secretariat)

    with django_assert_num_queries(11):
        page = desk.get(reverse("seat:index"))

    assert len(page.context["object_list"]) == 1 + count


def test_history_says_who_for_whom_and_why(client_of, secretariat):
    project = ProjectFactory(proposed=True)
    actions.publish_entry(entry=project, by=secretariat)
    project.refresh_from_db()
    project.title = "Another title"
    project.save()

    page = client_of(secretariat).get(reverse("project:history", args=[project.pk]))

    text = page.content.decode()
    assert [row.history_type for row in page.context["object_list"]] == ["~", "~", "+"]
    assert "Ieva Kazlauskaitė" in text
    assert "published" in text


# Organisations and seats


def test_organisation_edit_moves_its_people_to_the_other_circle(client_of, secretariat, member):
    organisation = member.seats.get().organisation
    fields = {
        "name": organisation.name,
        "slug": organisation.slug,
        "kind": organisation.kind,
        "country": organisation.country,
        "circle": "extended",
        "authority_regions": "[]",
    }

    client_of(secretariat).post(reverse("organisation:edit", args=[organisation.pk]), fields)

    assert roles_of(fresh(member)) == {Role.EXTENDED_MEMBER}
    assert organisation.history.first().history_user == secretariat


def test_seat_add_gives_and_confirms_it(client_of, secretariat, stranger):
    organisation = OrganisationFactory(core=True)

    client_of(secretariat).post(
        reverse("seat:add"),
        {"person": stranger.pk, "organisation": organisation.pk, "function": Function.MEMBER},
    )

    assert roles_of(fresh(stranger)) == {Role.CORE_MEMBER}
    assert Seat.objects.get(person=stranger).confirmed_by == secretariat


@pytest.mark.parametrize("function", [Function.ADMINISTRATOR, Function.MEMBER])
def test_seat_add_refuses_oneself_and_what_one_may_not_give(client_of, secretariat, function):
    person = UserFactory() if function == Function.ADMINISTRATOR else secretariat
    organisation = OrganisationFactory(core=True)

    response = client_of(secretariat).post(
        reverse("seat:add"),
        {"person": person.pk, "organisation": organisation.pk, "function": function},
    )

    assert "You cannot give this seat." in response.content.decode()
    assert not organisation.seats.exists()


def test_seat_edit_confirms_one_that_waits_and_ends_it(client_of, secretariat, stranger):
    seat = SeatFactory(
        waiting=True, person=stranger, organisation=OrganisationFactory(operator=True)
    )
    address = reverse("seat:edit", args=[seat.pk])
    desk = client_of(secretariat)

    desk.post(address, {"decision": "confirm"})
    assert roles_of(fresh(stranger)) == {Role.OPERATOR}

    desk.post(address, {"decision": "end", "reason": "moved on"})
    assert roles_of(fresh(stranger)) == frozenset()
    assert seat.history.first().history_change_reason == "moved on"


def test_seat_edit_says_what_the_action_refuses(client_of, secretariat):
    seat = secretariat.seats.get()

    response = client_of(secretariat).post(
        reverse("seat:edit", args=[seat.pk]), {"decision": "end"}
    )

    assert "name another person first" in response.content.decode()
    assert Role.SECRETARIAT in roles_of(fresh(secretariat))


# Programmes and projects


def test_project_add_files_a_proposal_with_its_parts(client_of, secretariat):
    def formset(prefix, *rows):
        data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{key}": value for key, value in row.items()}
            data |= {f"{prefix}-{number}-ORDER": number + 1, f"{prefix}-{number}-DELETE": ""}
        return data

    client_of(secretariat).post(
        reverse("project:add"),
        {
            "title": "Nuoret töihin",
            "language": "fi",
            "status": "running",
            "country": "FI",
            "starts_on": "2023-03-15",
            "date_precision": "month",
            "website_works": "on",
            **formset("amounts", {"kind": "total", "amount": "1200.50", "currency": "EUR"}),
            **formset("partners", {"name": "Polku", "role": "lead", "country": "FI"}),
            **formset("sections", {"heading": "Tausta", "text": "…"}),
        },
    )

    project = Project.objects.get()
    assert (project.slug, project.state, project.when.text("en")) == (
        "nuoret-toihin",
        State.PROPOSED,
        "March 2023",
    )
    assert [str(part) for part in (*project.partners.all(), *project.sections.all())] == [
        "Polku",
        "Tausta",
    ]
    assert project.amounts.get().amount == Decimal("1200.50")


def test_programme_edit_refuses_spans_that_go_down(client_of, secretariat):
    programme = MobilityProgrammeFactory()

    response = client_of(secretariat).post(
        reverse("mobilityprogramme:edit", args=[programme.pk]),
        {
            "name": programme.name,
            "language": "sv",
            "country": "SE",
            "age_min": "30",
            "age_max": "18",
            "duration_unit": "months",
        },
    )

    assert "The oldest age is below the youngest." in response.content.decode()
    assert MobilityProgramme.objects.get().age_min is None
