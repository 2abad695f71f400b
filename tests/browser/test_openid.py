"""Signing in with another service in a real browser, whose strict policy lets forms lead there."""

import re

import pytest
from playwright.sync_api import expect

from tests import openid_provider
from tests.demo_site import served_copy
from tests.postgres import free_port


@pytest.fixture(scope="module")
def hub(tmp_path_factory, worker_id):
    """The demo, to which a service is known; its second step is demanded as on a real hub."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    port = free_port()
    known = {
        "HUB_OPENID": "service",
        "HUB_OPENID_SERVICE_NAME": "Service of the tests",
        "HUB_OPENID_SERVICE_URL": f"http://127.0.0.1:{port}",
        "HUB_OPENID_SERVICE_CLIENT": openid_provider.CLIENT,
        "HUB_OPENID_SERVICE_SECRET": openid_provider.SECRET,
        "HUB_SECOND_FACTOR": "true",
    }
    with served_copy(shared / "demo", base / "with-service", **known) as site:
        back = f"{site.url}/accounts/oidc/service/login/callback/"
        with openid_provider.running(tmp_path_factory.mktemp("service"), [back], port):
            yield site


@pytest.fixture
def page(hub, browser):
    context = browser.new_context(base_url=hub.url, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    broken = []
    opened.on(
        "console",
        lambda message: (
            broken.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield opened
    context.close()
    assert broken == []


def at_the_service(page, name):
    page.wait_for_url(re.compile(r"127\.0\.0\.1.*/accounts/login/"))
    page.fill("[name=login]", name)
    page.fill("[name=password]", openid_provider.PASSWORD)
    page.locator("form:has([name=password]) button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/identity/o/authorize"))
    page.locator("button[value=grant]").click()


def test_from_the_button_to_the_first_page_and_back_out(page):
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name="Sign in with Service of the tests").click()
    at_the_service(page, "nia")

    page.wait_for_url("**/en/")
    expect(page.locator("header .account")).to_contain_text("Nia Petrova")
    page.goto("/en/accounts/3rdparty/")
    expect(page.locator("main")).to_contain_text("nia.petrova@service.example")


def test_a_name_that_the_service_does_not_tell_is_asked_for(page):
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name="Sign in with Service of the tests").click()
    at_the_service(page, "nameless")

    page.wait_for_url("**/accounts/3rdparty/signup/")
    page.get_by_label("First name").fill("Ann")
    page.get_by_label("Last name").fill("Onymous")
    page.get_by_role("button", name="Make an account").click()

    expect(page.locator("header .account")).to_contain_text("Ann Onymous")


def test_the_second_step_stands_before_the_editor(page, hub):
    page.goto("/en/accounts/login/?next=/admin/")
    page.fill("[name=login]", "secretariat@alma.example")
    page.fill("[name=password]", hub.password)
    page.locator("form:has([name=password]) button[type=submit]").first.click()

    page.wait_for_url("**/en/accounts/2fa/")
    expect(page.locator("main")).to_contain_text("Your role needs a second step")
