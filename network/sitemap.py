"""The public addresses of this app for search engines."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser

from hub.sitemap import SitemapEntry, entry_in_every_language
from network.models import Organisation, Project, User
from network.places import countries_for


def public_entries() -> Iterator[SitemapEntry]:
    """The lists, each published project and organisation, each country that has something."""
    yield entry_in_every_language("network:project_list")
    yield entry_in_every_language("network:country_list")
    for slug in Project.objects.published().values_list("slug", flat=True):
        yield entry_in_every_language("network:project_detail", slug=slug)
    for country in countries_for(AnonymousUser()):
        if country.has_any:
            yield entry_in_every_language("network:country_detail", country=country.code.lower())
    yield entry_in_every_language("network:organisation_list")
    for slug in Organisation.objects.in_directory().values_list("slug", flat=True):
        yield entry_in_every_language("network:organisation_detail", slug=slug)
    # Only people who chose that everybody sees them.
    for pk in User.objects.visible_to(AnonymousUser()).values_list("pk", flat=True):
        yield entry_in_every_language("network:person_detail", pk=pk)
