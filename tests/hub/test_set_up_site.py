import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Locale, Page, Site

from hub.models import HomePage, NewsIndexPage

pytestmark = pytest.mark.django_db


def everything():
    return {
        "pages": list(Page.objects.order_by("pk").values_list("pk", "url_path", "latest_revision")),
        "locales": list(Locale.objects.values_list("pk", "language_code")),
        "groups": list(Group.objects.order_by("pk").values_list("name", "permissions")),
        "rights": list(GroupPagePermission.objects.values_list("pk", flat=True)),
    }


def test_every_language_has_a_home_and_its_index_pages():
    homes = HomePage.objects.order_by("pk")
    news = NewsIndexPage.objects.order_by("pk")

    assert [(home.locale.language_code, home.live) for home in homes] == [
        ("en", True),
        ("da", True),
    ]
    assert len({home.translation_key for home in homes}) == 1
    assert [page.slug for page in news] == ["news", "news"]
    assert Site.objects.get().root_page_id == homes[0].pk
    assert not Page.objects.filter(depth=2).not_type(HomePage).exists()


def test_set_up_site_changes_nothing_the_second_time():
    before = everything()

    call_command("set_up_site", verbosity=0)

    assert everything() == before


def test_each_role_has_its_rights_on_every_home():
    def rights(group):
        return sorted(
            GroupPagePermission.objects.filter(group__name=group).values_list(
                "page__locale__language_code", "permission__codename"
            )
        )

    assert rights("Translators") == [("da", "change_page"), ("en", "change_page")]
    assert ("da", "publish_page") in rights("Secretariat")
    assert ("en", "publish_page") in rights("Secretariat")
    assert rights("Core members") == []
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_the_secretariat_may_add_pages_images_and_documents(client_of, secretariat):
    home = HomePage.objects.get(locale__language_code="da")

    assert home.permissions_for_user(secretariat).can_publish_subpage()
    assert secretariat.has_perm("wagtailadmin.access_admin")
    assert client_of(secretariat).get("/admin/images/add/").status_code == 200
    assert client_of(secretariat).get("/admin/documents/multiple/add/").status_code == 200


def test_a_language_switched_on_later_shows_what_is_there_with_a_notice(visitor, settings):
    home = HomePage.objects.get(locale__language_code="en")
    home.lede = "Words that nobody has put into Swedish"
    home.save_revision().publish()
    settings.HUB_LANGUAGES = ["en", "da", "sv"]

    call_command("set_up_site", verbosity=0)

    front = visitor.get("/sv/")
    assert front.context["page"].locale.language_code == "en"
    assert front.context["shown_in"] == "en"
    assert HomePage.objects.get(locale__language_code="sv").live is False
    news = visitor.get("/sv/news/")
    assert news.context["page"].locale.language_code == "sv"
    assert "publish_page" in GroupPagePermission.objects.filter(
        page__locale__language_code="sv"
    ).values_list("permission__codename", flat=True)
