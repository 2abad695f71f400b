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


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_a_seat_and_taking_it_back_without_a_mouse(language, page_as):
    page = page_as("extended")
    keys = Keyboard(page)
    page.goto(f"/{language}/accounts/seats/")

    keys.press(page.locator("main a[href$='/accounts/seats/ask/']"))
    page.wait_for_url("**/seats/ask/")
    keys.type(page.locator("[name=q]"), "norrsken")
    page.keyboard.press("Enter")
    page.wait_for_url("**/seats/ask/?q=norrsken")
    keys.press(page.locator("main a[href$='/seats/ask/in/norrsken-ungdom/']"))
    page.wait_for_url("**/norrsken-ungdom/")
    keys.type(page.locator("[name=message]"), "Elin knows me.")
    keys.press(page.locator("main form.form button[type=submit]"))
    page.wait_for_url("**/accounts/seats/")
    keys.press(page.locator("form[action$='/withdraw/'] button"))

    expect(page.locator("form[action$='/withdraw/']")).to_have_count(0)
    assert keys.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_acting_for_another_organisation_without_a_mouse(language, page_as):
    page = page_as("operator")
    keys = Keyboard(page)
    page.goto(f"/{language}/accounts/seats/")
    other = page.locator("form[action$='/accounts/acting/'] button").first
    acting = page.locator("header .account small")
    before, name = acting.inner_text(), other.inner_text()

    keys.press(other)

    expect(acting).not_to_have_text(before)
    now = acting.inner_text()
    assert any(word in name for word in now.split()[1:])
    assert keys.faults == []
