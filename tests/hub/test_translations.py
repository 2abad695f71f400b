import pytest
from wagtail.models import Page

from hub import demo_pages, translations
from hub.demo import DemoContext
from hub.models import ContentPage, HomePage, NewsPage
from hub.translations import Draft, MissingTextError, publish_with_translations, side_by_side

pytestmark = pytest.mark.django_db


def new_page(draft):
    home = HomePage.objects.get(locale__language_code="en")
    page = ContentPage(
        title=draft.say(("A plan & more", "En plan & mere")),
        slug="plan",
        body=[draft.text(("<p>Go <b>now</b>.</p>", "<p>Gå <b>nu</b>.</p>"))],
    )
    home.add_child(instance=page)
    return page


def test_side_by_side_pairs_sentences():
    pairs = side_by_side("<p>One</p><ul><li>Two</li></ul>", "<p>En</p><ul><li>To</li></ul>")

    assert pairs == {"One": "En", "Two": "To"}


def test_publish_with_translations_makes_a_page_in_the_other_language(
    visitor, django_capture_on_commit_callbacks
):
    draft = Draft()
    page = new_page(draft)

    with django_capture_on_commit_callbacks(execute=True):
        publish_with_translations(page, draft, into=["da"])

    danish = ContentPage.objects.get(
        translation_key=page.translation_key, locale__language_code="da"
    )
    assert (danish.title, danish.slug, danish.written_in.language_code, danish.live) == (
        "En plan & mere",
        "plan",
        "en",
        True,
    )
    assert danish.source == page
    assert "Gå <b>nu</b>." in visitor.get("/da/plan/").content.decode()


def test_a_third_language_takes_its_texts_from_the_catalogue_of_pages(monkeypatch):
    draft = Draft(fill={"who": "us"})
    draft.say(("Ask {who} & others", "Spørg {who} & andre"))
    draft.say(("Now", "Nu"), translations.PARAGRAPH)
    swedish = {"Ask {who} & others": "Fråga {who} & andra", "Now": "Nu och här"}
    known = {"sv": swedish, "de": {"Now": "Jetzt"}}
    monkeypatch.setattr(
        translations, "page_texts", lambda language: lambda text: known[language].get(text, "")
    )

    assert draft.texts_in("sv") == {
        "Ask us &amp; others": "Fråga us &amp; andra",
        "Now": "Nu och här",
    }
    assert draft.texts_in("da") == draft.texts
    assert draft.texts_in("de") is None


def test_translate_refuses_when_a_sentence_is_missing():
    draft = Draft()
    page = new_page(draft)
    del draft.texts["A plan &amp; more"]

    with pytest.raises(MissingTextError) as refusal:
        publish_with_translations(page, draft, into=["da"])

    assert refusal.value.sentences == ["A plan &amp; more"]
    assert not ContentPage.objects.filter(locale__language_code="da", slug="plan").exists()


def test_standing_pages_are_there_in_both_languages():
    slugs = ["privacy", "legal-notice", "accessibility"]

    found = Page.objects.live().filter(slug__in=slugs)

    assert sorted(found.values_list("slug", "locale__language_code")) == sorted(
        (slug, language) for slug in slugs for language in ("en", "da")
    )


def test_demo_pages_are_written_once():
    said = []
    context = DemoContext(password="x", say=said.append)

    demo_pages.load(context)
    first = list(said)
    demo_pages.load(context)

    assert (
        said
        == first
        == [
            "The front page",
            "What ALMA is",
            "News about the Danish leaders' alliance",
        ]
    )
    news = NewsPage.objects.get(locale__language_code="en")
    assert news.source.locale.language_code == "da"
