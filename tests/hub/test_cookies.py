"""The page about cookies equals the jar of a browser that goes everywhere."""

import pytest
from django.core.cache import caches
from django.test import Client
from lxml import html

from hub.cookies import all_cookies
from hub.models import Feedback
from tests.factories.hub import FeedbackFactory, NewsPageFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.network import ProjectFactory
from tests.factories.partnersearch import OfferFactory
from tests.hub.test_look import words
from tests.walking import walk

pytestmark = pytest.mark.django_db

PASSWORD = "a-password-for-tests"
# Pages with a form for visitors set the cookie that protects it.
WITH_FORM = ("/accounts/", "/feedback/")


@pytest.fixture
def content():
    for make in (NewsPageFactory, MeetingFactory, ProjectFactory, FeedbackFactory):
        make()
    OfferFactory(state="published")


class Jar(Client):
    """A browser that remembers every cookie it was ever given, with its life."""

    def __init__(self):
        super().__init__()
        self.given = {}

    def request(self, **request):
        response = super().request(**request)
        for name, morsel in response.cookies.items():
            if morsel.value and morsel["max-age"] != 0:
                self.given[name] = morsel
        return response


def sign_in(person):
    person.set_password(PASSWORD)
    person.save()
    jar = Jar()
    jar.get("/en/accounts/login/")
    jar.post("/en/accounts/login/", {"login": person.email, "password": PASSWORD, "remember": "on"})
    return jar


def test_list_equals_the_jar_both_ways(
    content,
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
    cast = [person for person in locals().values() if hasattr(person, "email")]
    given = {}
    for person in cast:
        jar = sign_in(person)
        # Who sees most walks everywhere.
        most = 1000 if person == secretariat else 25
        seen = [address for address, _response in walk(jar, "/en/", most=most)]
        jar.post(f"/en/feedback/queue/{Feedback.objects.first().pk}/close/", {"answer": "Done"})
        jar.get("/admin/")
        assert len(seen) > 20
        given |= jar.given

    assert len(cast) == 11
    assert {name: morsel["max-age"] or None for name, morsel in given.items()} == {
        cookie.name: cookie.seconds for cookie in all_cookies()
    }


def test_cookies_are_for_this_site_alone(content, secretariat):
    jar = sign_in(secretariat)
    jar.get("/en/feedback/")

    assert {morsel["samesite"] for morsel in jar.given.values()} == {"Lax"}
    assert {morsel["domain"] for morsel in jar.given.values()} == {""}
    assert {name for name, morsel in jar.given.items() if not morsel["httponly"]} <= {"csrftoken"}


def test_reading_sets_no_cookie(content):
    for address, _response in walk(Client(), "/en/", "/da/"):
        visitor = Jar()
        visitor.get(address)
        if not any(part in address for part in WITH_FORM):
            assert (address, visitor.given) == (address, {})
        else:
            assert set(visitor.given) <= {"csrftoken", "sessionid"}


@pytest.mark.parametrize("language", ["en", "da"])
def test_page_shows_the_list(visitor, language):
    caches["pages"].clear()
    page = html.fromstring(visitor.get(f"/{language}/cookies/").content)

    assert page.xpath("//tbody//code/text()") == [cookie.name for cookie in all_cookies()]
    assert f'href="/{language}/cookies/"' in visitor.get(f"/{language}/").content.decode()


def test_page_says_why_nothing_has_to_be_agreed_to(visitor):
    assert "nothing has to be agreed to" in words(visitor.get("/en/cookies/").content.decode())
