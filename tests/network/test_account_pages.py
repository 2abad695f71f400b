"""The pages on which people look after their account, and what they never tell to others."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from hub.templatetags.hub_tags import device_name
from network.models import User
from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
KNOWN, UNKNOWN = "nia@alma.example", "nobody@alma.example"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def person():
    return UserFactory(email=KNOWN, password=PASSWORD)


def signed_in(person, **headers):
    browser = Client(**headers)
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in browser.session
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def is_in(browser):
    return browser.get(reverse("network:profile_edit")).status_code == 200


# Every page in our look


def test_every_page_of_an_account_stands_in_our_frame(person):
    """Whoever adds a page of allauth adds its template: theirs would be bare and untranslated."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    browser = Client()
    browser.force_login(person)
    browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    names = [
        "account_email",
        "account_change_password",
        "account_reauthenticate",
        "account_logout",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "socialaccount_connections",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
    ]
    visitors = ["account_login", "account_signup", "account_reset_password"]
    answers = [(name, browser.get(reverse(name))) for name in names]
    answers += [(name, Client().get(reverse(name))) for name in visitors]

    for name, answer in answers:
        page = answer.content.decode()
        assert answer.status_code in {200, 401}, (name, answer.status_code)
        assert page.count("<h1") == 1, name
        assert 'id="main"' in page, name
        assert "third-party" not in page.lower(), name
        used = [template.origin.name for template in answer.templates if template.origin]
        first = used[0]
        assert "/site-packages/" not in first, (name, first)


# Sessions


def test_sessions_are_named_and_ended_everywhere_else(person):
    here = signed_in(person, HTTP_USER_AGENT=FIREFOX)
    there = signed_in(person, HTTP_USER_AGENT=SAFARI)

    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page
    assert "Sign out everywhere else" in page
    here.post(reverse("usersessions_list"))

    assert is_in(here)
    assert not is_in(there)
    assert "Safari, iPhone" not in here.get(reverse("usersessions_list")).content.decode()


def test_a_new_password_ends_the_sessions_elsewhere(person):
    here, there = signed_in(person), signed_in(person)

    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "nine boats by noon",
            "password2": "nine boats by noon",
        },
    )

    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("curl/8", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_device_name(said, name):
    assert device_name(said) == name


# The e-mail address


def test_a_new_address_counts_once_it_is_confirmed(
    person, mailoutbox, django_capture_on_commit_callbacks
):
    browser = signed_in(person)
    address = reverse("account_email")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, {"action_add": "", "email": "new@alma.example"})
    browser.post(address, {"action_primary": "", "email": "new@alma.example"})
    assert User.objects.get(pk=person.pk).email == KNOWN, "not before it is confirmed"

    letter = next(letter for letter in mailoutbox if letter.to == ["new@alma.example"])
    browser.post(re.search(r"http://testserver(/\S+)", letter.body).group(1))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address, {"action_primary": "", "email": "new@alma.example"})

    assert User.objects.get(pk=person.pk).email == "new@alma.example"
    assert mailoutbox[-1].to == [KNOWN], "the old address is told"
    browser.post(address, {"action_remove": "", "email": KNOWN})
    assert [entry.email for entry in EmailAddress.objects.filter(user=person)] == [
        "new@alma.example"
    ]
    again = Client()
    again.post(reverse("account_login"), {"login": "new@alma.example", "password": PASSWORD})
    assert "_auth_user_id" in again.session


def test_the_main_address_is_not_removed(person):
    browser = signed_in(person)

    browser.post(reverse("account_email"), {"action_remove": "", "email": KNOWN})

    assert EmailAddress.objects.filter(user=person, email=KNOWN).exists()


def test_changing_the_address_asks_who_one_is(person):
    browser = Client()
    browser.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD})

    answer = browser.post(reverse("account_email"), {"action_add": "", "email": "new@x.example"})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(email="new@x.example").exists()


# Recovery codes


def test_recovery_codes_are_made_seen_and_downloaded(person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    browser = Client()
    browser.force_login(person)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    made = browser.post(reverse("mfa_generate_recovery_codes"))
    assert made.status_code == 302
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().generate_codes()
    page = browser.get(reverse("mfa_view_recovery_codes"))
    assert all(code in page.content.decode() for code in codes)
    assert "no-store" in page["Cache-Control"]
    file = browser.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Disposition"].startswith("attachment")
    assert "no-store" in file["Cache-Control"]
    assert all(code in file.content.decode() for code in codes)

    other = Client()
    other.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD})
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" in other.session
    third = Client()
    third.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD})
    third.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" not in third.session, "each works once"


# Who has an account is nobody's business


def plain(answer, *addresses):
    """What a browser sees of an answer, apart from the address itself and tokens."""
    page = answer.content.decode()
    for address in addresses:
        page = page.replace(address, "…")
    return answer.status_code, answer.headers.get("Location"), re.sub(r'value="\w{64}"', "", page)


@pytest.fixture
def hashed(monkeypatch):
    """How often a password is hashed: what takes the time of a sign-in."""
    counted = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        counted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


def test_signing_in_tells_nothing(person, hashed):
    answers, times = [], []
    for email in (KNOWN, UNKNOWN):
        hashed.clear()
        answers.append(
            plain(
                Client().post(reverse("account_login"), {"login": email, "password": "no"}), email
            )
        )
        times.append(len(hashed))

    assert answers[0] == answers[1]
    assert times == [1, 1]


def test_a_closed_account_tells_nothing_without_its_password(person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    answers = [
        plain(Client().post(reverse("account_login"), {"login": email, "password": "no"}), email)
        for email in (KNOWN, UNKNOWN)
    ]

    assert answers[0] == answers[1]


def test_asking_for_a_new_password_tells_nothing(
    person, mailoutbox, django_capture_on_commit_callbacks
):
    answers = []
    for email in (KNOWN, UNKNOWN):
        browser = Client()
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(reverse("account_reset_password"), {"email": email})
        answers.append((plain(answer, email), plain(browser.get(answer.url), email)))

    assert answers[0] == answers[1]
    assert [letter.to for letter in mailoutbox] == [[KNOWN], [UNKNOWN]]
    assert "/password/reset/key/" not in mailoutbox[1].body


def test_signing_up_tells_nothing(person, mailoutbox, django_capture_on_commit_callbacks):
    answers = []
    for email in (KNOWN, UNKNOWN):
        browser = Client()
        form = {
            "first_name": "Nia",
            "last_name": "Petrova",
            "email": email,
            "password1": PASSWORD,
            "language": "en",
        }
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(reverse("account_signup"), form)
        answers.append((plain(answer, email), plain(browser.get(answer.url), email)))

    assert answers[0] == answers[1]
    assert [letter.to for letter in mailoutbox] == [[KNOWN], [UNKNOWN]]
    assert User.objects.count() == 2


def test_adding_an_address_tells_nothing(person):
    browser = signed_in(UserFactory(email="other@alma.example", password=PASSWORD))
    answers = []
    for email in (KNOWN, UNKNOWN):
        answer = browser.post(reverse("account_email"), {"action_add": "", "email": email})
        answers.append(plain(answer, email))
        browser.post(reverse("account_email"), {"action_remove": "", "email": email})

    assert answers[0] == answers[1]


def test_an_address_of_somebody_else_is_never_taken_over(
    person, mailoutbox, django_capture_on_commit_callbacks
):
    """Even who reads the mail of a known address cannot put it on another account."""
    thief = UserFactory(email="other@alma.example", password=PASSWORD)
    browser = signed_in(thief)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("account_email"), {"action_add": "", "email": KNOWN})
    letters = [letter for letter in mailoutbox if letter.to == [KNOWN]]
    for letter in letters:
        link = re.search(r"http://testserver(/\S+confirm-email\S+)", letter.body)
        if link:
            browser.post(link.group(1))
    browser.post(reverse("account_email"), {"action_primary": "", "email": KNOWN})

    assert User.objects.get(pk=thief.pk).email == "other@alma.example"
    assert User.objects.get(pk=person.pk).email == KNOWN
    assert EmailAddress.objects.get(email=KNOWN, verified=True).user == person


def test_the_address_has_one_name_on_every_page_of_the_door(client):
    for name in ("account_login", "account_signup", "account_reset_password"):
        html = client.get(reverse(name)).content.decode()
        assert "E-mail address" in html, name
        assert "placeholder=" not in html, name
