"""A person copies the own data, agrees and changes her mind, asks to be erased and stays."""

from playwright.sync_api import expect

from tests.browser.watching import axe_faults_in_both_schemes

DATA = "/en/accounts/data/"


def test_own_data_from_the_copy_to_the_erasure_that_is_called_off(page_as, site):
    page = page_as("extended")
    main = page.locator("main")

    page.goto(DATA)
    page.get_by_label("Pictures taken at meetings").check()
    page.get_by_role("button", name="Agree").click()
    expect(main).to_contain_text("You have agreed.")
    assert axe_faults_in_both_schemes(page) == []
    page.get_by_role("button", name="Withdraw").click()
    expect(main).to_contain_text("Your consent is withdrawn.")
    expect(page.get_by_label("Pictures taken at meetings")).not_to_be_checked()

    page.get_by_role("button", name="Ask for a copy").click()
    expect(main).to_contain_text("Your data are being put together.")
    assert axe_faults_in_both_schemes(page) == []

    page.get_by_role("link", name="Erase my account").click()
    page.wait_for_url("**/accounts/data/erase/")
    expect(main).to_contain_text("former member")
    page.get_by_role("button", name="Erase my account").click()
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.fill("[name=password]", site.password)
    page.locator("form:has([name=password]) button[type=submit]").first.click()
    page.wait_for_url(f"**{DATA}")
    expect(main).to_contain_text("Your account will be erased on")
    assert axe_faults_in_both_schemes(page) == []
    page.get_by_role("button", name="Keep my account").click()
    expect(main).to_contain_text("The account stays as it is.")
    expect(page.get_by_role("link", name="Erase my account")).to_be_visible()
