"""The list of groups, and the adopted versions, each in the language it is written in."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from hub.languages import page_url
from hub.privacy import visible_to
from hub.sitemap import SitemapEntry, entry_in_every_language
from workpackages.models import LivingPage, Version


def lists() -> Iterator[SitemapEntry]:
    yield entry_in_every_language("workpackages:group_list")


def adopted_versions() -> Iterator[SitemapEntry]:
    pages = {
        page.pk: page
        for page in visible_to(Page.objects.live(), AnonymousUser())
        .filter(versions__kind="adopted")
        .distinct()
    }
    versions = Version.objects.adopted().without_text().filter(page_id__in=pages)
    for version in versions.order_by("page_id", "number"):
        page = pages[version.page_id]
        if issubclass(page.specific_class, LivingPage):
            url = f"{page_url(page, version.language)}versions/{version.number}/"
            yield SitemapEntry({version.language: url}, version.created_at)
