"""From making an account to signing in with a code and with a passkey, under the strict policy."""

import email
import re
from email.policy import default
from time import monotonic, sleep

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

PASSWORD = "seven small boats at dawn"
ADDRESS = "nia.petrova@post.example"


def confirmation_link(site, seconds=60):
    """Out of the mail that the hub sends to the new account."""
    until = monotonic() + seconds
    while monotonic() < until:
        for mail in site.mails():
            message = email.message_from_string(mail, policy=default)
            text = message.get_body(("plain",)).get_content()
            found = re.search(r"http://localhost:\d+(/\S*confirm-email/\S+)", text)
            if ADDRESS in mail and found:
                return found.group(1)
        sleep(0.3)
    raise AssertionError("no mail came")


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_up(page, site):
    page.goto("/en/accounts/signup/")
    page.fill("[name=first_name]", "Nia")
    page.fill("[name=last_name]", "Petrova")
    page.fill("[name=email]", ADDRESS)
    page.fill("[name=password1]", PASSWORD)
    page.locator("form:has([name=password1]) button[type=submit]").first.click()
    page.wait_for_url("**/confirm-email/")
    page.goto(confirmation_link(site))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/confirm-email/" not in url)


def sign_in_with_password(page):
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: not url.endswith("/accounts/login/"))


def sign_out(page):
    page.goto("/en/accounts/logout/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/logout/" not in url)


def confirm_with_password(page):
    """What the hub asks before it changes how one signs in."""
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.locator("form:has([name=password]) button[type=submit]").first.click()
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def expect_signed_in(page, signed_in=True):
    expect(page.locator("header .account")).to_have_count(1 if signed_in else 0)


def test_new_account_signs_in_with_a_code_and_with_a_passkey(site, page_as):
    page = page_as()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_up(page, site)
    sign_in_with_password(page)
    expect_signed_in(page)
    expect(page.locator("body")).to_contain_text("no organisation has confirmed you yet")

    # A code from an app.
    page.goto("/en/accounts/2fa/totp/activate/")
    confirm_with_password(page)
    secret = page.input_value("#authenticator_secret")
    page.fill("[name=code]", code_for(secret))
    page.locator("form:has([name=code]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/totp/activate/" not in url)
    sign_out(page)
    sign_in_with_password(page)
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    page.goto("/en/accounts/profile/")
    expect_signed_in(page, False)  # the password alone is not enough
    page.goto("/en/accounts/2fa/authenticate/")
    page.fill("[name=code]", "000000" if code_for(secret) != "000000" else "111111")
    page.locator("form:has([name=code]) button[type=submit]").first.click()
    expect(page.locator(".error-summary, .error, .invalid").first).to_be_visible()
    page.fill("[name=code]", code_for(secret))
    page.locator("form:has([name=code]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/2fa/authenticate/" not in url)
    expect_signed_in(page)

    # A passkey, then nothing but the passkey.
    page.goto("/en/accounts/2fa/webauthn/add/")
    confirm_with_password(page)
    page.fill("[name=name]", "Office laptop")
    if page.locator("[name=passwordless]").count():
        page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/en/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Office laptop")
    sign_out(page)
    expect_signed_in(page, False)
    page.goto("/en/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/login/" not in url)
    expect_signed_in(page)
