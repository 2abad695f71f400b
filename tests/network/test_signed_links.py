"""Links that let somebody in: they end, and work once, and for what they were made."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence of words"
OTHER = "another long sentence of words"


def link_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time))


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """What a form of an account sends by mail: `sent("account_signup", data)` is its link."""

    def send(name, data, browser=None):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            (browser or Client()).post(reverse(name), data)
        return link_in(mail.outbox[before:][-1])

    return send


# A new password


@pytest.fixture
def reset(sent):
    """The person and the link to a new password."""
    user = UserFactory(password=PASSWORD)
    return user, sent("account_reset_password", {"email": user.email})


def set_password(link, password=OTHER):
    """As a browser: the link, then the form it leads to."""
    browser = Client()
    form = browser.get(link, follow=True)
    if "form" not in (form.context or {}) or not form.redirect_chain:
        return False
    browser.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
    return True


def test_reset_link_works_once(reset):
    user, link = reset

    assert set_password(link)
    user.refresh_from_db()
    assert user.check_password(OTHER)

    set_password(link, "a third sentence of words")
    user.refresh_from_db()
    assert user.check_password(OTHER)


@pytest.mark.parametrize(("days", "works"), [(2, True), (4, False)])
def test_reset_link_ends(reset, days, works):
    user, link = reset

    with after(days=days):
        set_password(link)

    user.refresh_from_db()
    assert user.check_password(OTHER) is works


def test_reset_link_ends_with_the_next_sign_in(reset):
    user, link = reset
    Client().post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    set_password(link)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_reset_link_is_for_one_account(reset):
    _user, link = reset
    other = UserFactory(password=PASSWORD)
    own = re.search(r"/([0-9a-z]+)-", link)[1]

    set_password(link.replace(f"/{own}-", f"/{user_pk_to_url_str(other)}-"))

    other.refresh_from_db()
    assert other.check_password(PASSWORD)


def test_reset_link_does_not_stand_in_the_address_of_the_form(reset):
    """Else it would be handed on as the referrer, or stay in the history of the browser."""
    _user, link = reset
    key = link.rstrip("/").rpartition("-")[2]

    form = Client().get(link, follow=True)

    assert key not in form.redirect_chain[-1][0]


# A new address


@pytest.fixture
def confirmation(sent):
    """The link by which somebody who signed up confirms the address."""
    data = {
        "first_name": "Nia",
        "last_name": "Petrova",
        "email": "nia@alma.example",
        "password1": PASSWORD,
        "language": "en",
    }
    return sent("account_signup", data)


def is_confirmed():
    return EmailAddress.objects.filter(email="nia@alma.example", verified=True).exists()


def test_confirmation_asks_first_so_that_no_mail_scanner_confirms(confirmation):
    Client().get(confirmation)

    assert not is_confirmed()


def test_confirmation_works_once_and_signs_nobody_in(confirmation):
    browser = Client()
    browser.post(confirmation)

    assert is_confirmed()
    assert "_auth_user_id" not in browser.session
    again = Client().post(confirmation)
    assert again.status_code in (200, 302, 404)
    assert "_auth_user_id" not in Client().session


@pytest.mark.parametrize(("days", "works"), [(2, True), (4, False)])
def test_confirmation_ends(confirmation, days, works):
    with after(days=days):
        Client().post(confirmation)

    assert is_confirmed() is works


def test_confirmation_cannot_be_made_up(confirmation):
    key = confirmation.rstrip("/").rpartition("/")[2]
    address, _colon, rest = key.partition(":")

    for forged in (f"{address}x:{rest}", f"{address}:{rest[:-1]}", "1:x:y", address):
        Client().post(confirmation.replace(key, forged))

    assert not is_confirmed()
