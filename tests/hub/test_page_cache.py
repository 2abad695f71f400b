import threading

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from hub import page_cache
from hub.models import ContentPage
from tests.factories.hub import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentPageFactory(title="First", slug="cached")


def is_hit(response):
    return response.headers.get("X-Page-Cache") == "hit"


def edit(page, title):
    page = ContentPage.objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()


def test_the_second_visitor_is_answered_without_a_query(visitor, page, django_assert_num_queries):
    first = visitor.get("/en/cached/")

    with django_assert_num_queries(0):
        second = visitor.get("/en/cached/")

    assert (is_hit(first), is_hit(second)) == (False, True)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["Vary"] == first["Vary"]


def test_publishing_shows_at_once(visitor, page, django_capture_on_commit_callbacks):
    visitor.get("/en/cached/")
    with django_capture_on_commit_callbacks(execute=True):
        edit(page, "Second")

    response = visitor.get("/en/cached/")

    assert not is_hit(response)
    assert "Second" in response.text


def test_nothing_is_forgotten_before_the_transaction_is_committed(
    visitor, page, django_capture_on_commit_callbacks
):
    visitor.get("/en/cached/")
    with django_capture_on_commit_callbacks():
        page_cache.renew()

    assert is_hit(visitor.get("/en/cached/"))


def test_a_page_rendered_from_old_rows_is_never_served(visitor, page, monkeypatch):
    """Somebody publishes while the page is being rendered."""
    serve = ContentPage.serve

    def slow(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        page_cache._next_generation()
        return response

    monkeypatch.setattr(ContentPage, "serve", slow)
    visitor.get("/en/cached/")
    monkeypatch.undo()

    assert not is_hit(visitor.get("/en/cached/"))
    assert is_hit(visitor.get("/en/cached/"))


@pytest.mark.parametrize(
    ("happens", "answer"), [("unpublish", 404), ("delete", 404), ("restrict", 302)]
)
def test_what_is_taken_away_is_gone_at_once(
    visitor, page, happens, answer, django_capture_on_commit_callbacks
):
    assert visitor.get("/en/cached/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        if happens == "restrict":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        else:
            getattr(page, happens)()

    assert visitor.get("/en/cached/").status_code == answer


def test_who_is_logged_in_gets_no_cached_page_and_leaves_none(visitor, client_of, member, page):
    logged_in = client_of(member)
    assert "Sofie Damgaard" in logged_in.get("/en/cached/").text

    first = visitor.get("/en/cached/")
    again = logged_in.get("/en/cached/")

    assert not is_hit(first)
    assert "Sofie Damgaard" not in first.text
    assert "Sofie Damgaard" in again.text


@pytest.mark.parametrize(
    ("address", "request_headers"),
    [
        ("/en/cached/?q=x", {}),
        ("/en/cached/", {"authorization": "Bearer x"}),
        ("/en/cached/", {"cookie": "messages=x"}),
        ("/en/cached/", {"cookie": "sessionid=x"}),
        ("/robots.txt", {}),
    ],
)
def test_what_is_not_asked_by_everybody_alike_is_not_cached(
    visitor, page, address, request_headers
):
    visitor.get("/en/cached/")
    for _ in range(2):
        response = visitor.get(address, headers=request_headers)

    assert response.status_code == 200
    assert not is_hit(response)


def test_pages_of_lists_hosts_and_languages_are_kept_apart(visitor, page, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    visitor.get("/en/cached/")

    assert not is_hit(visitor.get("/en/cached/?page=2"))
    assert is_hit(visitor.get("/en/cached/?page=2"))
    assert not is_hit(visitor.get("/da/cached/"))
    assert not is_hit(visitor.get("/en/cached/", headers={"host": "other.example"}))
    assert visitor.get("/en/cached/", headers={"host": "evil.example"}).status_code == 400


def test_head_uses_an_entry_and_makes_none(visitor, page):
    assert not is_hit(visitor.head("/en/cached/"))
    assert not is_hit(visitor.get("/en/cached/"))
    assert is_hit(visitor.head("/en/cached/"))


def with_cookie(request):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


def with_token(request):
    return HttpResponse(get_token(request))


def with_nonce(request):
    request._csp_nonce = "abc"
    return HttpResponse("x")


@pytest.mark.parametrize(
    "view",
    [
        lambda request: HttpResponse("x", status=404),
        lambda request: HttpResponse("x", headers={"Cache-Control": "max-age=0, private"}),
        lambda request: HttpResponse("x", headers={"Cache-Control": "No-Store"}),
        lambda request: StreamingHttpResponse(["x"]),
        with_cookie,
        with_token,
        with_nonce,
    ],
    ids=["404", "private", "no-store", "streaming", "cookie", "csrf token", "csp nonce"],
)
def test_what_is_for_one_person_is_never_stored(view):
    middleware = page_cache.PageCacheMiddleware(view)
    for _ in range(2):
        request = RequestFactory().get("/en/x/")
        request.language_in_path = "en"
        response = middleware(request)

    assert not is_hit(response)


def test_previews_neither_use_nor_fill_the_cache(visitor, page, client_of, secretariat):
    visitor.get("/en/cached/")
    page.title = "Draft"

    response = page.make_preview_request()

    assert "Draft" in response.text
    assert "First" in visitor.get("/en/cached/").text


@pytest.mark.django_db(transaction=True)
def test_another_connection_sees_the_old_page_until_the_commit(visitor, settings, tmp_path):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path),
        },
    }
    page = ContentPageFactory(title="First", slug="cached")
    visitor.get("/en/cached/")
    seen = []

    def look():
        seen.append("First" in visitor.get("/en/cached/").text)
        connection.close()

    def look_elsewhere():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    with transaction.atomic():
        edit(page, "Second")
        look_elsewhere()
    look_elsewhere()

    assert seen == [True, False]
    assert caches["pages"].get(page_cache.GENERATION)


@pytest.mark.parametrize("address", ["/en/cached/", "/en/nonsense/", "/en/search/"])
def test_what_a_person_is_shown_is_kept_by_no_proxy(page, member, client_of, address):
    assert client_of(member).get(address)["Cache-Control"] == "private, no-cache"


def test_a_page_that_gives_a_cookie_is_kept_by_no_proxy(visitor):
    response = visitor.get("/en/accounts/password/reset/")

    assert response.cookies
    assert response["Cache-Control"] == "private, no-cache"


def test_pages_about_accounts_are_not_stored(visitor, stranger):
    """The page of a mailed link shows an address to whoever holds the link, and to nobody later."""
    address = EmailAddress.objects.create(user=stranger, email="nia@other.example")
    url = f"/en/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/"
    visitor.get(url)

    again = visitor.get(url)

    assert "nia@other.example" in again.text
    assert not is_hit(again)
