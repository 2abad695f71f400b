from xml.etree import ElementTree

import pytest
from wagtail.models import Locale, PageViewRestriction

from hub.registries import sitemap_parts
from hub.sitemap import entry_in_every_language
from tests.factories.hub import ContentPageFactory

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def listed(visitor):
    """{address: {language: address}}, as search engines read it."""
    root = ElementTree.fromstring(visitor.get("/sitemap.xml").content)  # noqa: S314  our own answer
    return {
        url.find("s:loc", NAMES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def test_pages_are_listed_with_their_languages(visitor):
    page = ContentPageFactory(slug="about")
    ContentPageFactory(slug="only-english")
    ContentPageFactory(slug="draft", live=False)
    page.copy_for_translation(Locale.objects.get(language_code="da")).save_revision().publish()

    urls = listed(visitor)

    both = {"en": "http://testserver/en/about/", "da": "http://testserver/da/about/"}
    assert urls["http://testserver/en/about/"] == both
    assert urls["http://testserver/da/about/"] == both
    assert urls["http://testserver/en/only-english/"] == {
        "en": "http://testserver/en/only-english/"
    }
    assert "http://testserver/en/" in urls
    assert not [url for url in urls if "draft" in url or url.endswith("/da/only-english/")]


def test_private_pages_and_what_is_below_them_are_not_listed(visitor):
    page = ContentPageFactory(slug="secret")
    ContentPageFactory(slug="below", parent=page)
    page.copy_for_translation(Locale.objects.get(language_code="da")).save_revision().publish()
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert not [url for url in listed(visitor) if "secret" in url]


def test_apps_add_what_exists_in_every_language(visitor, monkeypatch):
    monkeypatch.setattr(sitemap_parts, "_things", {})
    sitemap_parts.register("tests.things", lambda: [entry_in_every_language("site_search")])

    assert listed(visitor)["http://testserver/da/search/"] == {
        "en": "http://testserver/en/search/",
        "da": "http://testserver/da/search/",
    }


@pytest.mark.parametrize("count", [1, 30])
def test_pages_take_one_query_however_many(visitor, count, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sitemap_parts, "_things", {})
    for number in range(count):
        ContentPageFactory(slug=f"page-number-{number}")

    with django_assert_num_queries(1):
        visitor.get("/sitemap.xml")
