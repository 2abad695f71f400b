from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub import readiness, views
from hub.models import HomePage

pytestmark = pytest.mark.django_db


# Health


def test_healthz_asks_nothing(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")


def test_readyz_says_that_all_is_well(visitor):
    response = visitor.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "cache": "ok",
        "queue": "ok",
        "media": "ok",
        "reminders": {},
    }
    assert "no-store" in response["Cache-Control"]


def test_readyz_names_what_is_not_well(visitor, settings, tmp_path):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="hub.mail.deliver",
        backend_name="default",
        run_after=timezone.now() - timedelta(hours=1),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=1))
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }

    response = visitor.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "database": "ok",
        "migrations": "ok",
        "cache": "the cache “pages” does not keep what it is given",
        "queue": "tasks wait and no worker takes them",
        "media": "failed: NotADirectoryError",
        "reminders": {},
    }


def test_readyz_answers_without_a_database(monkeypatch):
    def refuse(*args):
        raise OperationalError("no such host: db.example")

    monkeypatch.setattr(connections["default"], "cursor", refuse)

    answers = readiness.report()

    assert answers["database"] == "failed: OperationalError"


# Errors


@pytest.fixture
def broken(monkeypatch):
    """The front page raises what it is told to."""

    def break_with(error):
        def serve(self, request, *args, **kwargs):
            raise error

        monkeypatch.setattr(HomePage, "serve", serve)
        return Client(raise_request_exception=False)

    return break_with


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SuspiciousOperation("x"), 400),
        (PermissionDenied("x"), 403),
        (ValueError("x"), 500),
        (OperationalError("x"), 500),
    ],
)
@pytest.mark.parametrize("language", ["en", "da"])
def test_errors_have_a_page_in_the_readers_language(broken, error, status, language):
    response = broken(error).get(f"/{language}/")

    assert response.status_code == status
    assert f'<html lang="{language}"' in response.text
    assert f'<p class="kicker">{status}</p>' in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_500_page_needs_no_database(django_assert_num_queries, rf):
    request = rf.get("/da/")
    request.reader_language = "da"

    with django_assert_num_queries(0):
        response = views.server_error(request)

    assert '<html lang="da"' in response.text


def test_an_unknown_host_is_a_400(visitor):
    response = visitor.get("/en/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert '<p class="kicker">400</p>' in response.text


def test_a_form_that_became_too_old_is_explained():
    response = Client(enforce_csrf_checks=True).post("/da/accounts/login/", {"login": "x"})

    assert response.status_code == 403
    assert '<html lang="da"' in response.text


# /robots.txt


def test_robots_txt_names_the_sitemap_and_what_is_no_content(visitor):
    response = visitor.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /mail/",
        "Disallow: /en/accounts/",
        "Disallow: /en/search/",
        "Disallow: /da/accounts/",
        "Disallow: /da/search/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


# /mail/


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.LOCAL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def write(subject, *, to="sofie@alma.example", text="Hello"):
    message = EmailMultiAlternatives(subject, text, to=[to], connection=get_connection())
    message.attach_alternative("<p>HTML</p>", "text/html")
    message.send()


def test_letter_list_shows_the_newest_first_and_letter_detail_one(visitor, mailbox):
    write("Første brev", text="Go to http://localhost:8000/da/ & see <b>")
    write("Second letter")

    letters = list(visitor.get("/mail/").context["letters"])
    first = visitor.get(f"/mail/{letters[1].key}/")

    assert [letter.subject for letter in letters] == ["Second letter", "Første brev"]
    assert letters[1].to == "sofie@alma.example"
    assert '<a href="http://localhost:8000/da/"' in first.text
    assert "&lt;b&gt;" in first.text
    assert visitor.get("/mail/nothing/").status_code == 404


def test_letter_list_says_that_there_is_none(visitor, mailbox):
    mailbox.rmdir()

    response = visitor.get("/mail/")

    assert (response.status_code, list(response.context["letters"])) == (200, [])


@pytest.mark.parametrize(
    "change",
    [{"LOCAL": False}, {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}],
)
def test_letter_list_is_there_in_the_demo_alone(visitor, mailbox, settings, change):
    write("Secret")
    for name, value in change.items():
        setattr(settings, name, value)

    assert visitor.get("/mail/").status_code == 404
