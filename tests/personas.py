"""The cast: one person for each role, each in an organisation of their own."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from network.models import Function
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory
from tests.permission_rows import ROLES


def person(role, first_name, last_name, *, function=Function.MEMBER, **organisation):
    user = UserFactory(first_name=first_name, last_name=last_name, email=f"{role}@alma.example")
    SeatFactory(person=user, organisation=OrganisationFactory(**organisation), function=function)
    return user


@pytest.fixture
def secretariat(db):
    return person(
        "secretariat",
        "Ieva",
        "Kazlauskaitė",
        function=Function.SECRETARIAT,
        name="ALMA Network Secretariat",
        country="LT",
    )


@pytest.fixture
def expert(db):
    return person(
        "expert",
        "Marta",
        "Lindqvist",
        function=Function.EXPERT,
        name="Lindqvist Learning",
        country="SE",
    )


@pytest.fixture
def steering(db):
    return person(
        "steering",
        "Jonas",
        "Weidner",
        function=Function.STEERING_GROUP,
        name="Ministerium für Arbeit Nordheim",
        country="DE",
    )


@pytest.fixture
def member(db):
    return person(
        "member",
        "Sofie",
        "Damgaard",
        core=True,
        name="Styrelsen for Arbejde og Uddannelse",
        country="DK",
    )


@pytest.fixture
def extended(db):
    return person(
        "extended",
        "Tomé",
        "Valente",
        extended=True,
        name="Agência Regional do Emprego do Vale",
        country="PT",
    )


@pytest.fixture
def operator(db):
    return person(
        "operator",
        "Elin",
        "Forsberg",
        operator=True,
        name="Verkstaden Nord",
        country="SE",
        region="SE33",
    )


@pytest.fixture
def authority(db):
    return person(
        "authority",
        "Karin",
        "Ekdahl",
        authority=True,
        name="Myndigheten för Unga i Arbete",
        country="SE",
    )


@pytest.fixture
def translator(db):
    return person(
        "translator",
        "Mikkel",
        "Toft",
        function=Function.TRANSLATOR,
        name="Toft Oversættelse",
        country="DK",
    )


@pytest.fixture
def auditor(db):
    return person(
        "auditor",
        "Agnès",
        "Rouvière",
        function=Function.AUDITOR,
        name="Cabinet Rouvière",
        country="FR",
    )


@pytest.fixture
def admin(db):
    return person(
        "admin",
        "Piotr",
        "Zalewski",
        function=Function.ADMINISTRATOR,
        name="Zalewski Hosting",
        country="PL",
    )


@pytest.fixture
def stranger(db):
    """Somebody who signed up and confirmed the address, and has no seat."""
    return UserFactory(first_name="Nia", last_name="Petrova", email="nia@alma.example")


@pytest.fixture
def cast(
    secretariat,
    expert,
    steering,
    member,
    extended,
    operator,
    authority,
    translator,
    auditor,
    admin,
    stranger,
):
    """Everybody of the permission table by the name of their role; `visitor` is nobody."""
    people = {name: person for name, person in locals().items() if name in ROLES}
    return SimpleNamespace(visitor=AnonymousUser(), **people)
