"""Pages for visitors and members: from the cache, and made anew."""

import urllib.request
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import translation
from wagtail import hooks

from hub.models import HomePage
from tests.benchmarks import Row, benchmark, milliseconds, queries

ROUTING, PAGE, LOGGED_IN = 8, 15, 8


def pages() -> dict[str, str]:
    """Name → address of the pages that are promised to be quick."""

    def first(label):
        page = apps.get_model(label).objects.live().filter(locale__language_code="en").first()
        return page.get_url()

    with translation.override("en"):
        return {
            "Front page": HomePage.objects.get(locale__language_code="en").get_url(),
            "Meeting": first("meetings.MeetingPage"),
            "Work programme": first("workpackages.WorkProgrammePage"),
            "Offer list": reverse("partnersearch:offer_list"),
        }


@benchmark
def cached_pages(site):
    """A page that is in the cache against an empty view behind the same middleware."""
    with override_settings(ROOT_URLCONF="tests.benchmarks.urls", ALLOWED_HOSTS=["testserver"]):
        server, client = WSGIHandler(), Client()
        floor = milliseconds(lambda: ask(server, "/empty/"))
        for name, address in pages().items():
            size = f"{len(client.get(address).content) / 1000:.0f} kB"
            assert client.get(address).headers.get("X-Page-Cache") == "hit", address
            cached = milliseconds(lambda address=address: ask(server, address))
            yield Row(f"{name}, from the cache", size, cached, floor, allowed=1.5)


def ask(server, address) -> bytes:
    """A request as the web server hands it over, without the test client's own work."""
    response = server(RequestFactory().get(address).environ, lambda status, headers: None)
    content = b"".join(response)
    response.close()
    return content


@benchmark
def pages_made_anew(site):
    """Queries of routing, of the page itself and of being logged in."""
    member = get_user_model().objects.get(email="member@alma.example")
    seats = member.seats.count()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name, address in pages().items():
            routing, itself = counted(Client(), address)
            yield queries(f"{name}: finding it", "visitor", routing, ROUTING)
            yield queries(f"{name}: the page itself", "visitor", itself, PAGE)
            client = Client()
            client.force_login(member)
            # A member is shown more than a visitor, so all three promises are added up.
            yield queries(
                f"{name}: all of it for a member",
                f"{seats} seat",
                sum(counted(client, address)),
                ROUTING + PAGE + LOGGED_IN + seats,
            )
        # Nobody is shown more than others on this page: what remains is being logged in.
        address = "/en/privacy/"
        more = sum(counted(client, address)) - sum(counted(Client(), address))
        yield queries("Being logged in", f"{seats} seat", more, LOGGED_IN + seats)


def counted(client, address) -> tuple[int, int]:
    """Queries before the page is served (none where a view answers) and from then on."""
    counts = {"all": 0, "routing": 0}

    def count(execute, sql, params, many, context):
        counts["all"] += not sql.startswith(("SAVEPOINT", "RELEASE"))
        return execute(sql, params, many, context)

    def at_the_page(page, request, args, kwargs):
        counts["routing"] = counts["all"]

    client.get(address)  # what is read once a process is no part of it
    caches["pages"].clear()
    with (
        connection.execute_wrapper(count),
        hooks.register_temporarily("before_serve_page", at_the_page, order=-1),
    ):
        assert client.get(address).status_code == 200, address
    return counts["routing"], counts["all"] - counts["routing"]


@benchmark
def publishing_shows_at_once(site):
    """This process publishes; the two processes of the server are asked at once."""
    home = HomePage.objects.get(locale__language_code="en")
    asked = stale = 0
    with put_back(home):
        for number in range(5):
            home.lede = f"The {number}th introduction of the front page."
            home.save_revision().publish()
            for _request in range(10):
                with urllib.request.urlopen(f"{site.url}/en/") as response:  # noqa: S310  our own server
                    stale += home.lede not in response.read().decode()
                asked += 1
    yield Row(
        "Old pages after publishing in another process", f"{asked} requests", stale, 0, "pages", 0
    )


@contextmanager
def put_back(home):
    before = home.lede
    yield
    home.lede = before
    home.save_revision().publish()
