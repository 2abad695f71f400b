"""axe finds nothing (WCAG 2.2 AA) on any kind of page, in four languages, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import axe_faults, axe_faults_in_both_schemes
from tests.permission_rows import ROLES

# Together these see every kind of page; each looks at what those before it did not see.
READERS = tuple(role for role in ROLES if role != "stranger")
LANGUAGES = ("en", "da", "sv", "de")


@pytest.mark.parametrize("role", READERS)
def test_axe_finds_nothing(role, page_as, crawl_as):
    before = READERS[: READERS.index(role)]
    seen = {kind for reader in before for kind in crawl_as(reader).kinds()}
    page, faults = page_as(role), []

    for kind, path in crawl_as(role).kinds().items():
        if kind not in seen or kind == "home":
            for language in LANGUAGES:
                address = f"/{language}/{path.split('/', 2)[2]}"
                page.goto(address)
                faults += [f"{address} {fault}" for fault in axe_faults_in_both_schemes(page)]

    assert faults == []


@pytest.mark.parametrize("path", ["/en/accounts/login/", "/en/accounts/signup/"])
def test_axe_finds_nothing_when_a_form_has_errors(path, page_as):
    page = page_as()
    page.goto(path)
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.locator("main button[type=submit]").first.click()

    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert axe_faults(page) == []


@pytest.mark.parametrize("role", ["visitor", "secretariat"])
def test_no_page_scrolls_sideways_on_a_phone(role, page_as, crawl_as):
    page = page_as(role, viewport={"width": 320, "height": 640})
    wide = []

    for path in crawl_as(role).kinds().values():
        for language in LANGUAGES:
            address = f"/{language}/{path.split('/', 2)[2]}"
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(address)

    assert wide == []
