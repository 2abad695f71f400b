from decimal import Decimal

import pytest
from django.apps import apps

from hub.demo import LOGINS, DemoContext
from network import demo
from network.models import MobilityProgramme, Project, Seat, User
from network.roles import Role, roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def context():
    return DemoContext(password="correct horse battery")


def rows():
    """How many rows each table of the app has, histories included."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("network").get_models()
    }


def test_load_twice_changes_nothing(context):
    demo.load(context)
    once = rows()
    demo.load(context)

    assert rows() == once
    assert (once["Organisation"], once["User"], once["Seat"]) == (23, 23, 24)


def test_load_gives_each_login_its_role(context):
    demo.load(context)

    roles = {email.split("@")[0]: roles_of(User.objects.get(email=email)) for email in LOGINS}
    assert roles == {
        "secretariat": {Role.SECRETARIAT},
        "expert": {Role.EXPERT},
        "steering": {Role.STEERING_GROUP},
        "member": {Role.CORE_MEMBER},
        "extended": {Role.EXTENDED_MEMBER},
        "operator": {Role.OPERATOR},
        "authority": {Role.CORE_MEMBER, Role.AUTHORITY},
        "translator": {Role.TRANSLATOR},
        "auditor": {Role.AUDITOR},
        "admin": {Role.ADMINISTRATOR},
    }
    assert {
        user.check_password(context.password) for user in User.objects.filter(email__in=LOGINS)
    } == {True}
    assert not User.objects.get(email="brais.otero@alma.example").has_usable_password()


def test_load_files_the_programmes_and_both_projects(context):
    demo.load(context)

    places = [(p.country, p.region) for p in MobilityProgramme.objects.published().order_by("slug")]
    assert places == [
        ("ES", "ES51"),
        ("CZ", ""),
        ("ES", "ES11"),
        ("DE", ""),
        ("PL", ""),
        ("SI", ""),
        ("SE", ""),
        ("IT", "ITH2"),
    ]
    projects = [
        (
            p.slug,
            p.when.text("en"),
            p.is_closed,
            str(p.amounts.first()).replace("\xa0", " "),
            p.cofinancing_rate,
        )
        for p in Project.objects.published()
    ]
    assert projects == [
        ("neo", "3 September 2012 – 31 December 2014", True, "EUR 868,744", Decimal("50.0")),
        (
            "job-action-plan-europe",
            "1 November 2011 – 30 September 2014",
            True,
            "SEK 7,821,459",
            Decimal("50.0"),
        ),
    ]


def test_load_leaves_something_to_decide(context):
    demo.load(context)

    proposed = Project.objects.filter(state="proposed")
    assert [(p.slug, p.organisation.slug, p.cofinancing_rate) for p in proposed] == [
        ("bron-till-jobb", "norrsken-ungdom", Decimal("95.0"))
    ]
    assert [seat.person.name for seat in Seat.objects.waiting()] == ["Lea Sommerfeld"]
    assert not roles_of(User.objects.get(email="lea.sommerfeld@alma.example"))


def test_everything_the_demo_files_is_well_formed(context):
    demo.load(context)

    entries = [*MobilityProgramme.objects.all(), *Project.objects.all()]
    assert entries
    for entry in entries:
        entry.full_clean()
