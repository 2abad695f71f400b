"""A session ends while somebody types: nothing is lost."""

from playwright.sync_api import expect

from tests.browser.watching import axe_faults_in_both_schemes


def sign_in(page, password):
    page.fill("[name=login]", "translator@alma.example")
    page.fill("[name=password]", password)
    page.locator("form:has([name=password]) button[type=submit]").first.click()


def test_what_was_typed_is_sent_after_signing_in_again(page_as, site):
    page = page_as()
    page.goto("/en/accounts/login/?next=/en/accounts/profile/")
    sign_in(page, site.password)
    page.wait_for_url("**/accounts/profile/")
    page.get_by_label("Last name").fill("Toft the Second")
    page.context.clear_cookies(name="sessionid")
    page.locator("main form:has([name=last_name]) button[type=submit]").first.click()

    page.wait_for_url("**/accounts/login/?next=*")
    expect(page.locator("main")).to_contain_text("Your form is kept")
    sign_in(page, site.password)
    page.wait_for_url("**/accounts/kept-form/")
    expect(page.locator("main")).to_contain_text("Toft the Second")
    assert axe_faults_in_both_schemes(page) == []
    page.get_by_role("button", name="Send it again").click()

    page.wait_for_url("**/accounts/profile/")
    expect(page.get_by_label("Last name")).to_have_value("Toft the Second")
    page.get_by_label("Last name").fill("Toft")
    page.locator("main form:has([name=last_name]) button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Your profile is saved.")
