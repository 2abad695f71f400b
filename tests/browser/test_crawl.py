"""Every link works for everybody, and no page breaks the policy or asks another host."""

import pytest

from tests.permission_rows import ROLES

# What each of them reaches at least, lest a crawl that finds nothing looks like success.
LEAST = 40


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stranger"])
def test_every_link_works(role, page_as, crawl_as):
    crawl = crawl_as(role)

    assert crawl.faults == []
    assert len(crawl.shown) >= LEAST

    # The fixture fails the test if one of these breaks the policy or asks another host.
    page = page_as(role)
    for path in crawl.kinds().values():
        page.goto(path)
