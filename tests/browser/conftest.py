"""A running demo, a real browser, and a page for each role of the cast."""

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.crawling import Crawl
from tests.browser.watching import Watched
from tests.demo_site import served_copy
from tests.permission_rows import ROLES

# A machine under load is slow; what waits for the right answer loses nothing by waiting longer.
WAIT = 30_000  # milliseconds
expect.set_options(timeout=WAIT)
LANGUAGES = ("en", "da", "sv", "de")


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """The demo, running on a database of this test process."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with served_copy(shared / "demo", base / "site") as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    where = chromium.path()
    assert where, "Chromium is missing. On Debian and Ubuntu: apt-get install chromium"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=where, args=chromium.ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def session_of(site, browser):
    """The cookies of somebody who logged in through the form, once for each role."""
    known = {"visitor": None}

    def log_in(role):
        if role not in known:
            context = browser.new_context(locale="en-GB")
            page = context.new_page()
            page.goto(f"{site.url}/en/accounts/login/")
            page.fill("input[name=login]", f"{role}@alma.example")
            page.fill("input[name=password]", site.password)
            page.locator("form:has(input[name=password]) button[type=submit]").first.click()
            page.wait_for_url(lambda url: "/login/" not in url)
            known[role] = context.storage_state()
            context.close()
        return known[role]

    return log_in


@pytest.fixture
def page_as(site, browser, session_of):
    """`page_as("member")`: a page of the browser in which this person is logged in.

    At the end of the test no page may have broken the policy, asked another host or failed.
    """
    opened = []

    def open_page(role="visitor", **options):
        context = browser.new_context(
            base_url=site.url,
            storage_state=session_of(role),
            locale=options.pop("locale", "en-GB"),
            reduced_motion="reduce",  # or axe meets colours on their way from light to dark
            **options,
        )
        context.set_default_timeout(WAIT)
        page = context.new_page()
        opened.append((context, Watched(page, site.url)))
        return page

    yield open_page
    faults = [fault for _context, watched in opened for fault in watched.faults]
    for context, _watched in opened:
        context.close()
    assert faults == []


def languages_of(role):
    """A visitor walks in all four, everybody else in English and, by turns, one of the others."""
    if role == "visitor":
        return LANGUAGES
    return ("en", LANGUAGES[1:][ROLES.index(role) % 3])


@pytest.fixture(scope="session")
def crawl_as(site, browser, session_of):
    """What this person reaches from the front pages, walked once."""
    walked = {}

    def crawl(role):
        if role not in walked:
            context = browser.new_context(base_url=site.url, storage_state=session_of(role))
            walked[role] = Crawl(context.request, site.url, languages_of(role))
            context.close()
        return walked[role]

    return crawl


def pytest_collection_modifyitems(items):
    """Journeys change the demo and a crawl sees it all: stories first."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here in item.path.parents and "journey" not in item.path.name)
