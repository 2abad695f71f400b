"""Walks through the site along its own links, with Django's test client."""

import re
from collections import Counter, deque
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

from tests.browser.crawling import kind_of

# What ends the session, is a file, or is not ours to judge.
LEFT_OUT = re.compile(r"^/(admin|documents|media|static|mail)/|/accounts/logout/|\.(ics|csv)$")


def walk(client, *starts, most=10_000, of_a_kind=10_000):
    """Yields (address, response) of every page that this browser reaches; one query for a path.

    `of_a_kind` is how many pages that differ in a slug or a number alone are enough.
    """
    found, waiting, queries, shown = set(starts), deque(starts), set(), 0
    kinds: Counter[tuple[str, str]] = Counter()
    while waiting and shown < most:
        address = waiting.popleft()
        response = client.get(address, follow=True)
        shown += 1
        yield address, response
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        for link in html.fromstring(response.content).xpath("//a/@href"):
            target = urljoin(f"http://testserver{response.request['PATH_INFO']}", link)
            parts = urlsplit(urldefrag(target)[0])
            if parts.netloc != "testserver" or LEFT_OUT.search(parts.path):
                continue
            if parts.query:
                if parts.path in queries:
                    continue
                queries.add(parts.path)
            follow = parts.path + (f"?{parts.query}" if parts.query else "")
            kind = (parts.path[:4], kind_of(parts.path))
            if follow not in found and kinds[kind] < of_a_kind:
                kinds[kind] += 1
                found.add(follow)
                waiting.append(follow)
