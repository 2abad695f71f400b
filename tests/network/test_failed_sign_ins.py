"""Failed sign-ins count for the account at one address and for the address: nobody shuts another out."""

import re
from importlib import import_module

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
WRONG = "eleven small boats"
LOCKED = "Too many attempts"


@pytest.fixture(autouse=True)
def limits(settings):
    settings.ACCOUNT_RATE_LIMITS = {
        "login_failed": "10/m/ip,5/5m/key",
        "reset_password": "20/m/ip",
    }


@pytest.fixture
def person():
    return UserFactory(email="nia@alma.example", password=PASSWORD)


def browser_at(address):
    return Client(REMOTE_ADDR=address)


def try_password(browser, email, password=WRONG):
    return browser.post(reverse("account_login"), {"login": email, "password": password})


def is_in(browser):
    return "_auth_user_id" in browser.session


def test_the_settings_of_the_hub_are_the_ones_tested(settings):
    of_the_hub = import_module("hub.settings")

    assert of_the_hub.ACCOUNT_RATE_LIMITS == settings.ACCOUNT_RATE_LIMITS
    assert of_the_hub.MFA_RATE_LIMITS == django_settings.MFA_RATE_LIMITS == {"webauthn_login": None}
    assert of_the_hub.ACCOUNT_LOGIN_ON_PASSWORD_RESET


def test_who_guesses_is_stopped(person):
    browser = browser_at("192.0.2.1")
    for _ in range(5):
        assert LOCKED not in try_password(browser, person.email).content.decode()

    answer = try_password(browser, person.email, PASSWORD)

    assert LOCKED in answer.content.decode()
    assert not is_in(browser)


def test_the_person_comes_in_from_elsewhere(person):
    for _ in range(8):
        try_password(browser_at("192.0.2.1"), person.email)
    own = browser_at("198.51.100.7")

    try_password(own, person.email, PASSWORD)

    assert is_in(own)


def test_many_addresses_do_not_shut_a_door_either(person):
    for last in range(1, 21):
        for _ in range(3):
            try_password(browser_at(f"192.0.2.{last}"), person.email)
    own = browser_at("198.51.100.7")

    try_password(own, person.email, PASSWORD)

    assert is_in(own)


def test_an_address_that_tries_many_accounts_is_stopped(person):
    browser = browser_at("192.0.2.1")
    for number in range(10):
        try_password(browser, f"person-{number}@other.example")

    assert LOCKED in try_password(browser, person.email, PASSWORD).content.decode()
    own = browser_at("198.51.100.7")
    try_password(own, person.email, PASSWORD)
    assert is_in(own)


def test_neighbours_in_one_network_count_as_one_address(person):
    """A house has 2**64 addresses of the newer kind."""
    for last in range(5):
        try_password(browser_at(f"2001:db8:1:1::{last}"), person.email)

    assert (
        LOCKED
        in try_password(browser_at("2001:db8:1:1:ffff::1"), person.email, PASSWORD).content.decode()
    )


def test_success_is_not_counted(person):
    for _ in range(12):
        browser = browser_at("192.0.2.1")
        try_password(browser, person.email, PASSWORD)
        assert is_in(browser)


def test_the_same_is_told_for_an_address_without_account(person):
    answers = []
    for number, email in enumerate((person.email, "nobody@alma.example")):
        browser = browser_at(f"192.0.2.{number}")
        texts = [try_password(browser, email).content.decode() for _ in range(7)]
        answers.append(
            [
                re.sub(r'value="[^"]*"', "", text.replace(email, "")).replace("\n", "")
                for text in texts
            ]
        )

    assert answers[0] == answers[1]


def test_the_visitors_address_is_read_behind_the_proxies(person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def behind(*addresses):
        return Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=", ".join(addresses))

    for number in range(6):  # what a visitor writes into the header counts for nothing
        try_password(behind(f"203.0.113.{number}", "192.0.2.1"), person.email)

    assert LOCKED in try_password(behind("192.0.2.1"), person.email, PASSWORD).content.decode()
    own = behind("198.51.100.7")
    try_password(own, person.email, PASSWORD)
    assert is_in(own)


# Ways that are always open


def reset_link(browser, person, capture):
    with capture(execute=True):
        browser.post(reverse("account_reset_password"), {"email": person.email})
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body).group(1)


def choose_password(browser, link, password):
    return browser.post(browser.get(link).url, {"password1": password, "password2": password})


def test_a_reset_gets_in_where_passwords_no_longer_do(person, django_capture_on_commit_callbacks):
    browser = browser_at("192.0.2.1")
    for _ in range(12):
        try_password(browser, person.email)
    assert LOCKED in try_password(browser, person.email, PASSWORD).content.decode()

    link = reset_link(browser, person, django_capture_on_commit_callbacks)
    answer = choose_password(browser, link, "eight small boats at noon")

    assert answer.status_code == 302
    assert is_in(browser)
    again = browser_at("192.0.2.1")
    try_password(again, person.email, "eight small boats at noon")
    assert is_in(again)


def test_resets_asked_for_by_others_leave_the_persons_own(
    person, django_capture_on_commit_callbacks
):
    """The mailbox is not flooded, and the mail that did come opens the door."""
    for last in range(30):
        with django_capture_on_commit_callbacks(execute=True):
            browser_at(f"192.0.2.{last}").post(
                reverse("account_reset_password"), {"email": person.email}
            )
    assert len(mail.outbox) == 5

    own = browser_at("198.51.100.7")
    asked = own.post(reverse("account_reset_password"), {"email": person.email})
    assert asked.url == reverse("account_reset_password_done")
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    choose_password(own, link, "eight small boats at noon")

    assert is_in(own)


def test_a_reset_also_frees_the_second_step(person, django_capture_on_commit_callbacks):
    """Somebody who knows the password has tried codes until no more were taken."""
    totp.TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    thief = browser_at("192.0.2.1")
    try_password(thief, person.email, PASSWORD)
    for _ in range(6):
        answer = thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert LOCKED in answer.content.decode()
    own = browser_at("198.51.100.7")

    link = reset_link(own, person, django_capture_on_commit_callbacks)
    choose_password(own, link, "eight small boats at noon")
    code = totp.format_hotp_value(
        totp.hotp_value("JBSWY3DPEHPK3PXP", next(totp.yield_hotp_counters_from_time()))
    )
    own.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(own)


def test_passkeys_are_never_counted(person):
    browser = browser_at("192.0.2.1")
    for _ in range(12):
        try_password(browser, person.email)

    for _ in range(40):
        answer = browser.post(reverse("mfa_login_webauthn"), {"credential": "{}"})
        assert answer.status_code == 302
    options = browser.get(
        reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert options.json()["request_options"]


@pytest.mark.parametrize("address", ["unknown@alma.example", "nia@alma.example"])
def test_asking_for_a_reset_always_looks_the_same(person, address):
    browser = browser_at("192.0.2.1")
    answers = [
        browser.post(reverse("account_reset_password"), {"email": address}) for _ in range(8)
    ]

    assert {answer.url for answer in answers} == {reverse("account_reset_password_done")}


def test_the_counters_hold_no_address(person):
    """What is kept to count mails is a digest, gone after minutes."""
    browser_at("192.0.2.1").post(reverse("account_reset_password"), {"email": person.email})

    names = [name for name in cache._cache if "password_reset_key" in name]
    assert names
    assert not [name for name in names if "nia@" in name]
