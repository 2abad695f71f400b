"""Every kind of answer carries the headers that protect its reader."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.hub import DocumentFactory, ImageFactory, home
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
ANSWERS = {
    "page": (200, lambda cast: cast.visitor.get(home().get_url())),
    "page from the cache": (200, lambda cast: twice(cast.visitor, home().get_url())),
    "page of a person": (200, lambda cast: cast.member.get("/en/")),
    "HEAD": (200, lambda cast: cast.visitor.head("/en/")),
    "view": (200, lambda cast: cast.visitor.get("/en/partners/")),
    "log-in": (200, lambda cast: cast.visitor.get("/en/accounts/login/")),
    "editor": (200, lambda cast: cast.secretariat.get("/admin/")),
    "answer of the editor in JSON": (
        200,
        lambda cast: cast.secretariat.get(
            "/admin/choose-page/", headers={"X-Requested-With": "XMLHttpRequest"}
        ),
    ),
    "front door": (302, lambda cast: cast.visitor.get("/")),
    "missing slash": (301, lambda cast: cast.visitor.get("/en/partners")),
    "missing language": (302, lambda cast: cast.visitor.get("/partners/")),
    "sent to log in": (302, lambda cast: cast.visitor.get("/en/accounts/profile/")),
    "sent to log in from the editor": (302, lambda cast: cast.visitor.get("/admin/")),
    "after a form": (302, lambda cast: cast.member.post("/en/accounts/logout/")),
    "refused": (403, lambda cast: cast.member.get("/en/partners/moderation/")),
    "not there": (404, lambda cast: cast.visitor.get("/en/nothing/")),
    "a language that is off": (404, lambda cast: cast.visitor.get("/fr/")),
    "wrong method": (405, lambda cast: cast.visitor.post("/en/partners/")),
    "null character": (400, lambda cast: cast.visitor.get("/en/%00")),
    "foreign host": (400, lambda cast: cast.visitor.get("/en/", headers={"Host": "evil.example"})),
    "form without its token": (403, lambda cast: unprotected().post("/en/accounts/login/")),
    "table": (200, lambda cast: cast.visitor.get(reverse("partnersearch:offer_export"))),
    "streamed table": (200, lambda cast: cast.member.get(reverse("network:history_export"))),
    "calendar": (200, lambda cast: cast.visitor.get(calendar())),
    "document": (200, lambda cast: cast.visitor.get(document())),
    "picture": (200, lambda cast: cast.visitor.get(picture())),
    "robots": (200, lambda cast: cast.visitor.get("/robots.txt")),
    "sitemap": (200, lambda cast: cast.visitor.get("/sitemap.xml")),
    "health": (200, lambda cast: cast.visitor.get("/healthz")),
    "readiness": (200, lambda cast: cast.visitor.get("/readyz")),
    "style sheet": (200, lambda cast: cast.visitor.get("/static/hub/site.css")),
}


def twice(browser, address):
    browser.get(address)
    response = browser.get(address)
    assert response["X-Page-Cache"] == "hit"
    return response


def unprotected():
    return Client(enforce_csrf_checks=True)


def calendar():
    return reverse("meetings:meeting_calendar", kwargs={"slug": MeetingFactory().slug})


def document():
    return DocumentFactory(visibility="public").url


def picture():
    return ImageFactory(visibility="public").get_rendition("width-10").url


@pytest.fixture
def browsers(visitor, client_of, member, secretariat):
    return SimpleNamespace(
        visitor=visitor, member=client_of(member), secretariat=client_of(secretariat)
    )


def policy(response):
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: set(values.split()) for name, _space, values in parts if name}


@pytest.mark.parametrize(("status", "ask"), ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_has_the_headers(browsers, status, ask):
    response = ask(browsers)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "camera=()" in response["Permissions-Policy"]
    rules = policy(response)
    assert rules["default-src"] == {"'none'"}
    for name in ("base-uri", "form-action", "frame-ancestors"):
        assert rules.get(name, {"'self'"}) <= {"'self'", "'none'"}
    if not response.request["PATH_INFO"].startswith("/admin/"):
        assert "unsafe" not in response["Content-Security-Policy"]
    assert not [source for values in rules.values() for source in values if "*" in source]


def test_an_error_of_the_site_has_the_headers_too(visitor, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("hub.views.sitemap.all_entries", broken)
    visitor.raise_request_exception = False

    response = visitor.get("/sitemap.xml")

    assert response.status_code == 500
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "unsafe" not in response["Content-Security-Policy"]


def test_what_one_person_is_shown_is_kept_by_nobody_else(browsers):
    private = [
        browsers.member.get(address)
        for address in ("/en/", "/en/history/", "/en/accounts/profile/", "/en/partners/mine/")
    ]

    assert not [r for r in private if "private" not in r.headers["Cache-Control"]]
