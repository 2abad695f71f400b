"""Walks through the hub along its own links."""

import re
from collections import deque
from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from lxml import html
from wagtail.models import get_page_models

from tests.test_permissions import url_patterns

# What ends the session, is not ours to judge, or would only repeat itself.
LEFT_OUT = re.compile(r"^/(admin|documents|media|static)/|/accounts/logout/|\.ics$|\.csv$")
# A list can be filtered in a thousand ways; these many addresses of one path are enough.
QUERIES_PER_PATH = 3


class Crawl:
    """Every address that this session reaches from the front pages, with what is wrong there."""

    def __init__(self, request, url, languages=("en", "da")):
        self.request, self.url, self.host = request, url, urlsplit(url).netloc
        starts = [f"/{language}/" for language in languages]
        # The menu of languages leads from every page to all the others.
        self.left_out = re.compile(
            "|".join(f"^/{code}/" for code, _name in settings.LANGUAGES if code not in languages)
        )
        self.found: dict[str, str] = dict.fromkeys(starts, "(start)")
        self.queries: dict[str, int] = {}
        self.shown: list[str] = []
        self.faults: list[str] = []
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft()
            for link in self.visit(address):
                if link not in self.found and not self.left_out.match(link):
                    self.found[link] = address
                    waiting.append(link)

    def visit(self, address) -> list[str]:
        response = self.request.get(self.url + address)
        if response.status != 200:
            self.faults.append(f"{response.status} {address}, linked from {self.found[address]}")
            return []
        if LEFT_OUT.search(address) or "text/html" not in response.headers["content-type"]:
            return []
        if urlsplit(response.url).path == urlsplit(address).path:
            self.shown.append(address)
        return self.links(response.text(), response.url)

    def links(self, text, base) -> list[str]:
        links = []
        for link in html.fromstring(text).xpath("//a/@href"):
            target, _fragment = urldefrag(urljoin(base, link))
            parts = urlsplit(target)
            if parts.scheme != "http" or parts.netloc != self.host or "logout" in parts.path:
                continue
            if parts.query:
                key = target.removeprefix(self.url)
                if key not in self.found:
                    self.queries[parts.path] = self.queries.get(parts.path, 0) + 1
                if self.queries.get(parts.path, 0) > QUERIES_PER_PATH:
                    continue
            links.append(target.removeprefix(self.url))
        return links

    def kinds(self) -> dict[str, str]:
        """One address for each kind of page: numbers and slugs of many siblings are the same."""
        paths = [address for address in self.shown if not urlsplit(address).query]
        kinds: dict[str, str] = {}
        for path in paths:
            kinds.setdefault(kind_of(path), path)
        return kinds


def kind_of(path) -> str:
    """`/en/meetings/first/report/` → `meetings/*/report`."""
    _empty, _language, *segments = path.rstrip("/").split("/")
    known = [
        segment if index == 0 or segment in words() else "*"
        for index, segment in enumerate(segments)
    ]
    return "/".join(known) or "home"


@cache
def words() -> frozenset[str]:
    """Words of our own addresses; every other part of a path is somebody's slug or number."""
    paths = [path for path, _name, view in url_patterns()]
    paths += [
        str(pattern.pattern)
        for model in get_page_models()
        if hasattr(model, "get_subpage_urls")
        for pattern in model.get_subpage_urls()
    ]
    return frozenset(word for path in paths for word in path.split("/") if word.isalpha())
