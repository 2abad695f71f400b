import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from hub import search
from hub.registries import search_sources
from hub.search import SearchHit
from tests.factories.hub import ContentPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


def in_danish(page, title):
    copy = page.copy_for_translation(Locale.objects.get(language_code="da"))
    copy.title = title
    copy.save_revision().publish()
    return copy


def found(words, *, user=None, language="en"):
    result = search.search(words, user=user or AnonymousUser(), language=language)
    return [(hit.title, hit.url, hit.language) for hit in result.hits]


@pytest.fixture
def source(monkeypatch):
    """A source that an app registers."""
    monkeypatch.setattr(search_sources, "_things", {})
    return lambda answer: search_sources.register("tests.things", answer)


def test_pages_are_found_by_all_their_words(visitor):
    ContentPageFactory(title="Mobility of apprentices", slug="apprentices")
    ContentPageFactory(title="Mobility of adults", slug="adults")

    response = visitor.get("/en/search/?q=apprentices+mobility")

    assert [hit.title for hit in response.context["results"]] == ["Mobility of apprentices"]
    assert 'href="/en/apprentices/"' in response.text


def test_a_page_is_found_once_in_the_readers_language():
    page = ContentPageFactory(title="Guidelines Zephyr", slug="guidelines")
    in_danish(page, "Retningslinjer Zephyr")
    ContentPageFactory(title="Zephyr in English", slug="only-english")

    assert sorted(found("zephyr", language="da")) == [
        ("Retningslinjer Zephyr", "/da/guidelines/", "da"),
        ("Zephyr in English", "/da/only-english/", "en"),
    ]
    # Found by its Danish words, shown in the reader's language.
    assert found("retningslinjer") == [("Guidelines Zephyr", "/en/guidelines/", "en")]


def test_drafts_and_private_pages_are_not_found(visitor, client_of, stranger):
    ContentPageFactory(title="Zephyr draft", slug="draft", live=False)
    page = ContentPageFactory(title="Zephyr private", slug="private")
    in_danish(page, "Zephyr privat")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert list(visitor.get("/en/search/?q=zephyr").context["results"]) == []
    assert list(visitor.get("/da/search/?q=zephyr").context["results"]) == []
    seen = client_of(stranger).get("/en/search/?q=zephyr").context["results"]
    assert [hit.title for hit in seen] == ["Zephyr private"]


@pytest.mark.parametrize("count", [1, 30])
def test_searching_takes_the_same_queries_for_one_and_thirty(
    visitor, count, source, django_assert_num_queries
):
    for number in range(count):
        NewsPageFactory(title=f"Zephyr {number}", summary="A wind", slug=f"zephyr-{number}")
    visitor.get("/en/search/?q=zephyr")  # content types

    with django_assert_num_queries(8):
        response = visitor.get("/en/search/?q=zephyr")

    assert response.context["total"] == count
    assert {hit.snippet for hit in response.context["results"]} == {"A wind"}


def test_results_come_in_pages_of_twenty_with_their_kinds(visitor):
    for number in range(21):
        NewsPageFactory(title=f"Zephyr {number}", slug=f"zephyr-{number}")
    ContentPageFactory(title="Zephyr", slug="zephyr")

    context = visitor.get("/en/search/?q=zephyr&page=2").context
    news = visitor.get("/en/search/?q=zephyr&kind=hub.newspage").context
    unknown = visitor.get("/en/search/?q=zephyr&kind=x&page=999").context

    assert len(context["results"]) == 2
    assert [(key, count) for key, _name, count in context["kinds"]] == [
        ("hub.newspage", 21),
        ("hub.contentpage", 1),
    ]
    assert {hit.kind for hit in news["results"]} == {"hub.newspage"}
    assert (unknown["kind"], unknown["results"].number) == ("", 2)


def test_records_of_apps_are_found_beside_pages(visitor, source):
    ContentPageFactory(title="Zephyr page", slug="zephyr")
    asked = []

    def things(request):
        asked.append((request.words, request.language, request.user.is_authenticated))
        return [SearchHit("Zephyr thing", "/en/things/1/", "tests.thing", "thing", "en", "Snippet")]

    source(things)

    response = visitor.get("/en/search/?q=zephyr")

    assert [hit.title for hit in response.context["results"]] == ["Zephyr page", "Zephyr thing"]
    assert asked == [("zephyr", "en", False)]
    assert "Snippet" in response.text


def test_a_source_that_is_away_is_named_and_takes_nothing_with_it(visitor, source):
    ContentPageFactory(title="Zephyr page", slug="zephyr")

    def away(request):
        raise OperationalError("no such table")

    source(away)

    response = visitor.get("/en/search/?q=zephyr")

    assert response.status_code == 200
    assert [hit.title for hit in response.context["results"]] == ["Zephyr page"]
    assert response.context["incomplete"] is True


def test_without_an_index_the_titles_answer(visitor, monkeypatch):
    ContentPageFactory(title="Zephyr page", slug="zephyr")

    def broken(self, *args, **kwargs):
        raise OperationalError("no such table: wagtailsearch_indexentry_fts")

    monkeypatch.setattr("wagtail.query.PageQuerySet.search", broken)

    response = visitor.get("/en/search/?q=page+zephyr")

    assert [hit.title for hit in response.context["results"]] == ["Zephyr page"]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'; DROP TABLE x; --",
        "* OR NOT AND NEAR(",
        "a:b -c +d ^e",
        "()",
        "𝔘𝔫𝔦 ☃",
        "x" * 5000,
        "a " * 500,
        "&<>|!:*",
        "%",
        "\\",
        "\ud800",
    ],
)
def test_no_words_break_the_search(visitor, words):
    response = visitor.get("/en/search/", {"q": words.encode(errors="surrogatepass")})

    assert response.status_code == 200


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=+++", "?q=nothingatall", "?page=x&q=a", "?q=a&q=b"]
)
def test_an_empty_search_says_what_to_do(visitor, query):
    assert visitor.get(f"/en/search/{query}").status_code == 200


def test_site_search_is_not_for_search_engines(visitor):
    assert visitor.get("/en/search/?q=a")["X-Robots-Tag"] == "noindex"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's transactions lock writers")
@pytest.mark.django_db(transaction=True)
def test_searching_begins_no_transaction(visitor):
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get("/en/search/", {"q": "meeting"})

    assert response.status_code == 200
    assert not [query["sql"] for query in queries if query["sql"].startswith("BEGIN")]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has its own index")
def test_postgresql_has_an_index_for_the_words_of_pages():
    with CaptureQueriesContext(connection) as asked:
        found("zephyr")

    # With few pages the planner takes another way, so the condition is asked for alone.
    condition = r'\("wagtailsearch_indexentry"."title".*?@@ \(to_tsquery\(.*?\)\)'
    match = next(filter(None, (re.search(condition, query["sql"]) for query in asked)))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT 1 FROM wagtailsearch_indexentry WHERE {match[0]}")  # noqa: S608  our own
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "hub_page_search" in plan
