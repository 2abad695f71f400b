"""Signing in, the profile and the language, without a mouse, in four languages, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard

LANGUAGES = ("en", "da", "sv", "de")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_and_the_profile_without_a_mouse(language, scheme, page_as, site):
    page = page_as(color_scheme=scheme)
    keys = Keyboard(page)
    page.goto(f"/{language}/")
    expect(page.locator("html")).to_have_attribute("lang", language)

    # The first stop leads past the menus.
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.goto(f"/{language}/")
    keys.press(page.locator(f"header a[href^='/{language}/accounts/login/']"))
    page.wait_for_url(f"**/{language}/accounts/login/**")
    keys.type(page.locator("[name=login]"), "member@alma.example")
    keys.type(page.locator("[name=password]"), site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)

    page.goto(f"/{language}/")
    keys.press(page.locator("header .account > summary"))
    keys.press(page.locator(f"header a[href='/{language}/accounts/profile/']"))
    page.wait_for_url("**/accounts/profile/**")
    keys.type(page.locator("[name=last_name]"), f"Damgaard {language} {scheme}")
    keys.press(page.locator("form:has([name=last_name]) button[type=submit]"))
    expect(page.locator("header .account > summary")).to_contain_text(f"{language} {scheme}")

    assert keys.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_changing_the_language_without_a_mouse(language, page_as):
    page = page_as()
    keys = Keyboard(page)
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    page.goto(f"/{language}/meetings/")

    keys.press(page.locator("header .languages > summary"))
    keys.press(page.locator(f"header .languages a[hreflang={other}]"))

    page.wait_for_url(f"**/{other}/meetings/")
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert keys.faults == []
