"""What every test may use: the cast (tests/personas.py), `client_of`, a kept database."""

from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from django.core.management import call_command, get_commands
from django.db import connection
from django.test import Client
from django.utils import translation
from wagtail.models import Page

from hub import foot
from tests.personas import (  # noqa: F401  fixtures
    admin,
    auditor,
    authority,
    cast,
    expert,
    extended,
    member,
    operator,
    secretariat,
    steering,
    stranger,
    translator,
)

HERE = Path(__file__).parent

# The first example waits for what later ones find in caches; a busy machine is no failure.
hypothesis.settings.register_profile("hub", deadline=None)
hypothesis.settings.load_profile("hub")


def pytest_ignore_collect(collection_path, config):
    """These run only when they are asked for by name."""
    if collection_path.parent == HERE and collection_path.name in {
        "browser",
        "benchmarks",
        "hostile",
    }:
        return not any(collection_path.name in argument for argument in config.args)
    return None


def pytest_itemcollected(item):
    """A test with real transactions empties the tables; Wagtail's first rows come back by this."""
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in item.fixturenames:
        real = pytest.mark.django_db(transaction=True, serialized_rollback=True)
        item.add_marker(real, append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database has what every hub has: languages, home and index pages, groups."""
    with django_db_blocker.unblock():
        if "set_up_site" in get_commands():
            call_command("set_up_site", verbosity=0)
        if hasattr(connection, "_test_serialized_contents"):
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()
    yield
    with django_db_blocker.unblock():
        if not Page.objects.exists():  # the last test had real transactions
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture(autouse=True)
def empty_caches(settings):
    for cache in caches.all(initialized_only=True):
        cache.clear()
    # The home pages of tests say nothing of their own at the foot; no page has to ask.
    for language in settings.HUB_LANGUAGES:
        foot.remember(language, foot.FootTexts())


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language active; no test may see that of the one before."""
    translation.activate("en")


@pytest.fixture
def visitor():
    """A browser of somebody who is not logged in."""
    return Client()


@pytest.fixture
def client_of():
    """A browser in which this person is logged in: `client_of(member).get(…)`."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in
