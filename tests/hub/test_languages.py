import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import translation
from lxml import html
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from hub import languages
from hub.models import ContentPage, NewsIndexPage
from tests.factories.hub import ContentPageFactory, NewsPageFactory, home

pytestmark = pytest.mark.django_db


def in_danish(page, *, title="Dansk titel", publish=True):
    """A Danish translation of the page."""
    copy = page.copy_for_translation(Locale.objects.get(language_code="da"))
    copy.title = title
    revision = copy.save_revision()
    if publish:
        revision.publish()
    return copy


def show(template, **context):
    return Template("{% load hub_tags %}" + template).render(Context(context))


def attribute(response, tag, name):
    """An attribute of the first such element of a page."""
    return next(html.fromstring(response.content).iter(tag)).get(name)


# The front door


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "en"),
        ("da", "da"),
        ("da-DK,en;q=0.5", "da"),
        ("pl,da", "da"),
        ("en;q=0.2,da;q=0.9", "da"),
        ("pl", "en"),
        ("*;q=x,\0", "en"),
    ],
)
def test_the_front_door_leads_to_the_first_wanted_language(visitor, wanted, language):
    response = visitor.get("/", headers={"accept-language": wanted})

    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert response["Vary"] == "Accept-Language"


@pytest.mark.parametrize("address", ["/pl/", "/pl/meetings/", "/mt/search/?q=x"])
def test_a_language_that_is_not_switched_on_is_not_there(
    visitor, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = visitor.get(address, headers={"accept-language": "da"})

    assert response.status_code == 404
    assert attribute(response, "html", "lang") == "da"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/accounts/login/", "/da/accounts/login/"),
        ("/accounts/login", "/da/accounts/login/"),
        ("/news/?page=2", "/da/news/?page=2"),
    ],
)
def test_an_address_without_a_language_leads_to_the_readers(visitor, address, target):
    response = visitor.get(address, headers={"accept-language": "da"})

    assert (response.status_code, response["Location"]) == (302, target)


@pytest.mark.parametrize("address", ["/mail/", "/media/no.png", "/favicon.ico"])
def test_what_is_refused_without_a_language_stays_refused(visitor, address):
    assert visitor.get(address).status_code == 404


# A page that is missing in the reader's language


def test_a_page_in_the_readers_language_is_itself(visitor):
    page = ContentPageFactory(title="About", slug="about")
    in_danish(page, title="Om os")

    response = visitor.get("/da/about/")

    assert response.context["page"].title == "Om os"
    assert response.context["shown_in"] == ""
    assert attribute(response, "html", "lang") == "da"
    assert attribute(response, "main", "lang") is None


def test_a_page_without_translation_shows_its_source_with_a_notice(visitor):
    ContentPageFactory(title="About", slug="about")

    response = visitor.get("/da/about/")

    assert response.status_code == 200
    assert response.context["page"].title == "About"
    assert attribute(response, "html", "lang") == "da"
    assert attribute(response, "main", "lang") == "en"
    assert '<div class="notice" lang="da">' in response.text
    assert '<link rel="canonical" href="http://testserver/en/about/">' in response.text
    assert "hreflang" not in response.text.split("<body>")[0]


def test_a_draft_translation_is_not_shown(visitor):
    in_danish(ContentPageFactory(title="About", slug="about"), publish=False)

    assert visitor.get("/da/about/").context["page"].title == "About"


def test_a_page_written_in_danish_is_shown_to_english_readers(visitor):
    danish = Locale.objects.get(language_code="da")
    ContentPageFactory(title="Om os", slug="om", locale=danish, parent=home("da"))

    response = visitor.get("/en/om/")

    assert response.context["page"].title == "Om os"
    assert response.context["shown_in"] == "da"


def test_of_two_languages_the_one_it_was_written_in_is_shown(visitor, settings):
    settings.HUB_LANGUAGES = ["en", "da", "sv"]
    danish = Locale.objects.get(language_code="da")
    source = ContentPageFactory(title="Om os", slug="om", locale=danish, parent=home("da"))
    english = source.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()

    assert visitor.get("/sv/om/").context["page"].title == "Om os"


def test_a_language_without_a_home_shows_the_source(visitor):
    home("da").delete()

    response = visitor.get("/da/")

    assert response.status_code == 200
    assert response.context["shown_in"] == "en"


@pytest.mark.parametrize(
    "address", ["/en/nothing/", "/da/nothing/", "/en/about/more/", "/en/" + "a/" * 300]
)
def test_no_page_is_404(visitor, address):
    ContentPageFactory(slug="about")

    assert visitor.get(address).status_code == 404


def test_a_child_missing_in_danish_is_found_below_a_translated_parent(visitor):
    index = NewsIndexPage.objects.get(locale__language_code="en")
    NewsPageFactory(title="Alliance", slug="alliance", parent=index)

    response = visitor.get("/da/news/alliance/")

    assert response.context["page"].title == "Alliance"


@pytest.mark.parametrize("address", ["/en/one/two/three/", "/da/one/two/three/"])
def test_routing_takes_few_queries_at_any_depth(visitor, address, django_assert_max_num_queries):
    page = None
    for slug in ("one", "two", "three"):
        page = ContentPageFactory(slug=slug, parent=page)
    visitor.get(address)  # content types

    with django_assert_max_num_queries(8 + 2):
        visitor.get(address + "?unknown=1")


# The switcher and the alternates


def test_the_switcher_keeps_page_and_query(visitor):
    ContentPageFactory(slug="about")

    links = visitor.get("/da/about/?q=a+b&page=2").context["language_links"]

    assert [(link.code, link.url, link.current) for link in links] == [
        ("da", "/da/about/?q=a+b&page=2", True),
        ("en", "/en/about/?q=a+b&page=2", False),
    ]


def test_alternates_name_the_languages_that_the_page_is_live_in(visitor):
    page = ContentPageFactory(slug="about")
    english_only = visitor.get("/en/about/").context["alternates"]
    in_danish(page)

    both = visitor.get("/da/about/?x=1").context["alternates"]

    assert [(link.language, link.url) for link in english_only] == [
        ("en", "http://testserver/en/about/"),
        ("x-default", "http://testserver/en/about/"),
    ]
    assert [(link.language, link.url) for link in both] == [
        ("en", "http://testserver/en/about/"),
        ("da", "http://testserver/da/about/"),
        ("x-default", "http://testserver/en/about/"),
    ]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "/en/news/"),
        ("?page=1", "/en/news/"),
        ("?page=2", "/en/news/?page=2"),
        ("?page=²&q=x", "/en/news/"),
        (f"?page={'9' * 5000}", "/en/news/"),
        ("?utm_source=x", "/en/news/"),
    ],
)
def test_the_canonical_address_keeps_the_page_of_a_list_alone(visitor, query, canonical):
    context = visitor.get(f"/en/news/{query}").context

    assert context["canonical_url"] == f"http://testserver{canonical}"


def test_views_have_alternates_in_every_language(visitor):
    context = visitor.get("/da/search/?q=").context

    assert context["canonical_url"] == "http://testserver/da/search/"
    assert [link.language for link in context["alternates"]] == ["en", "da", "x-default"]


# Links


def test_links_stay_in_the_readers_language(django_assert_num_queries):
    page = Page.objects.get(pk=ContentPageFactory(slug="about").pk)

    with languages.reading_in("da"), translation.override("en"), django_assert_num_queries(0):
        assert show("{% page_url page %}", page=page) == "/da/about/"
        assert show("{% page_url page %}", page=None) == ""
        assert show("{% reader_url 'site_search' %}") == "/da/search/"


def test_links_in_rich_text_stay_in_the_readers_language(visitor, django_assert_num_queries):
    one, two = ContentPageFactory(slug="one"), ContentPageFactory(slug="two")
    text = "".join(f'<p><a linktype="page" id="{pk}">x</a></p>' for pk in (one.pk, two.pk, 99999))
    source = "{% load wagtailcore_tags %}{{ text|richtext }}"

    with languages.reading_in("da"), django_assert_num_queries(1):
        shown = Template(source).render(Context({"text": text}))

    assert shown.replace("\n", "") == (
        '<p><a href="/da/one/">x</a></p><p><a href="/da/two/">x</a></p><p><a>x</a></p>'
    )


def test_an_old_address_is_known_in_every_language(visitor):
    page = ContentPageFactory(slug="new")
    in_danish(page)
    Redirect.add_redirect("/en/old/", redirect_to=page, is_permanent=True)

    for language in ("en", "da"):
        response = visitor.get(f"/{language}/old/?x=1")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/new/")
    assert visitor.get("/en/older/").status_code == 404


def test_a_changed_slug_leaves_its_old_address_behind_in_every_language(
    visitor, django_capture_on_commit_callbacks
):
    page = ContentPageFactory(slug="before")
    page.slug = "after"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert visitor.get("/en/before/")["Location"] == "/en/after/"
    assert visitor.get("/da/before/")["Location"] == "/da/after/"


def test_a_request_and_a_preview_leave_the_language_as_it_was(visitor):
    page = ContentPageFactory(slug="about")

    with languages.reading_in("da"):
        visitor.get("/en/")
        page.make_preview_request()

        assert (translation.get_language(), languages.reader_language()) == ("da", "da")


# Privacy


@pytest.fixture
def private():
    """A page for those who are logged in, with its translation and a page below each."""
    page = ContentPageFactory(title="Private", slug="private")
    below = ContentPageFactory(title="Below", slug="below", parent=page)
    in_danish(page, title="Privat")
    in_danish(below, title="Under")
    return page


def restrict(page, **kind):
    return PageViewRestriction.objects.create(page=page, **kind)


@pytest.mark.parametrize(
    "address", ["/en/private/", "/da/private/", "/en/private/below/", "/da/private/below/"]
)
def test_a_private_page_asks_for_log_in_in_every_language(
    visitor, client_of, stranger, private, address
):
    restrict(private, restriction_type="login")

    response = visitor.get(address)

    assert response.status_code == 302
    assert response["Location"] == f"/{address[1:3]}/accounts/login/?next={address}"
    assert client_of(stranger).get(address).status_code == 200


def test_privacy_set_on_the_translation_counts_for_the_source(visitor, private):
    restrict(Page.objects.get(slug="private", locale__language_code="da"), restriction_type="login")

    assert visitor.get("/en/private/").status_code == 302


def test_who_is_logged_in_and_may_not_see_a_page_is_told_so(client_of, member, stranger, private):
    restriction = restrict(private, restriction_type="groups")
    restriction.groups.set(member.groups.all())

    assert client_of(member).get("/da/private/").status_code == 200
    assert client_of(stranger).get("/da/private/").status_code == 403


def test_visible_to_leaves_out_what_a_reader_may_not_see(member, stranger, private):
    def seen(user):
        pages = ContentPage.objects.filter(url_path__contains="/private/").visible_to(user)
        return sorted(pages.values_list("title", flat=True))

    everything = ["Below", "Privat", "Private", "Under"]
    assert seen(AnonymousUser()) == everything
    restriction = restrict(private, restriction_type="groups")
    restriction.groups.set(member.groups.all())

    assert seen(AnonymousUser()) == []
    assert seen(stranger) == []
    assert seen(member) == everything
    restriction.restriction_type = "login"
    restriction.save()
    assert seen(AnonymousUser()) == []
    assert seen(stranger) == everything
    restriction.restriction_type = "password"
    restriction.save()
    assert seen(member) == []


def test_visible_to_asks_nothing_beside_the_list(private, stranger, django_assert_num_queries):
    restrict(private, restriction_type="login")

    with django_assert_num_queries(1):
        list(ContentPage.objects.visible_to(stranger))


# Every language of the European Union


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_each_language_can_be_switched_on(visitor, settings, code):
    settings.HUB_LANGUAGES = ["en", code]

    assert visitor.get("/", headers={"accept-language": code})["Location"] == f"/{code}/"
    assert attribute(visitor.get(f"/{code}/"), "html", "lang") == code
    assert attribute(visitor.get(f"/{code}/accounts/login/"), "html", "lang") == code
    assert translation.check_for_language(code)
    assert translation.get_language_info(code)["name_local"]
