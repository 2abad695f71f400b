"""Links in plain text: a link to a page travels as its address and becomes a page link again."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from hub.languages import language_of_path, page_url


def address_of(link: str) -> str:
    """`/en/meetings/first/` for "page:12"; any other link is its own address."""
    kind, _, key = link.partition(":")
    if kind != "page":
        return link
    page = Page.objects.filter(pk=key).only("url_path").first()
    return page_url(page) if page else link


def link_to(address: str) -> str:
    """ "page:12" for the address of a page of this site; any other address stays."""
    own = settings.HUB_URL
    path = address[len(own) :] if own and address.startswith(f"{own}/") else address
    language = language_of_path(path) if path.startswith("/") else None
    if language is None:
        return address
    parts = urlsplit(path)
    if parts.query or parts.fragment:
        return address
    rest = parts.path[len(language) + 2 :]
    roots = {root.root_path for root in Site.get_site_root_paths()}
    page = Page.objects.filter(url_path__in=[root + rest for root in roots]).order_by("pk").first()
    return f"page:{page.pk}" if page else address
