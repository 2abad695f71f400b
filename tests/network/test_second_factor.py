"""Whichever way somebody of a guarded role comes in, a second step is demanded before anything else."""

import re
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.models import Function
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
SECRET = "JBSWY3DPEHPK3PXP"
GUARDED = ["secretariat", "expert", "steering", "auditor", "admin"]
FREE = ["member", "authority", "operator", "extended", "translator", "stranger"]
SET_UP = "/en/accounts/2fa/"
CODE = "/en/accounts/2fa/reauthenticate/"
KEY = "/en/accounts/2fa/webauthn/reauthenticate/"
# A page, a list, a search, a download, the editor, its scripts' addresses, a calendar, a picture.
ADDRESSES = [
    "/en/",
    "/en/projects/",
    "/en/search/?q=x",
    "/en/projects/projects.csv",
    "/admin/",
    "/admin/pages/",
    "/en/accounts/profile/",
    "/en/accounts/email/",
    "/documents/1/x.pdf",
    "/media/x.png",
    "/sitemap.xml",
]


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.HUB_SECOND_FACTOR = True


@pytest.fixture
def person_of(request):
    return request.getfixturevalue


def give_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def give_app(person):
    totp.TOTP.activate(person, SECRET)
    return person


def code():
    """What the person's app shows now; asked for again, it counts as not used."""
    cache.clear()
    return totp.format_hotp_value(
        totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time()))
    )


def sign_in(person, client=None):
    client = client or Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def place(response):
    assert response.status_code == 302, response.status_code
    return urlsplit(response.url).path


# Who


@pytest.mark.parametrize("role", GUARDED)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_guarded_role_goes_nowhere_with_a_password_alone(person_of, role, address):
    browser = sign_in(give_password(person_of(role)))

    assert place(browser.get(address)) == SET_UP


@pytest.mark.parametrize("role", FREE)
def test_other_roles_need_no_second_step(person_of, role):
    browser = sign_in(give_password(person_of(role)))

    assert browser.get("/en/accounts/profile/").status_code == 200


def test_a_superuser_needs_it_without_any_seat():
    person = UserFactory(password=PASSWORD, is_superuser=True, is_staff=True)

    assert place(sign_in(person).get("/admin/")) == SET_UP


def test_one_setting_switches_it_off(person_of, settings):
    settings.HUB_SECOND_FACTOR = False
    browser = sign_in(give_password(person_of("secretariat")))

    assert browser.get("/admin/").status_code == 200


def test_it_is_on_unless_somebody_says_otherwise():
    script = "from django.conf import settings; print(settings.HUB_SECOND_FACTOR)"

    def said(**environment):
        base = {"SECRET_KEY": "x", "DJANGO_SETTINGS_MODULE": "hub.settings"}
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=base | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    assert said() == "True"
    assert said(DEBUG="1") == "True"
    assert said(HUB_DEMO="1") == "False"
    assert said(HUB_DEMO="1", HUB_SECOND_FACTOR="1") == "True"


# Ways in


def test_password_and_code_let_one_in(person_of):
    person = give_app(give_password(person_of("secretariat")))
    browser = sign_in(person)
    assert place(browser.get("/admin/")) == "/en/accounts/login/"

    browser.post(reverse("mfa_authenticate"), {"code": code()})

    assert browser.get("/admin/").status_code == 200


def test_a_recovery_code_is_a_second_step(person_of):
    person = give_app(give_password(person_of("secretariat")))
    spare = RecoveryCodes.activate(person).generate_codes()[0]
    browser = sign_in(person)

    browser.post(reverse("mfa_authenticate"), {"code": spare})

    assert browser.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(person_of):
    person = give_password(person_of("secretariat"))
    RecoveryCodes.activate(person)

    assert place(sign_in(person).get("/admin/")) == SET_UP


@pytest.mark.parametrize("signs_in", [True, False])
def test_a_reset_password_does_not_get_by(
    person_of, settings, signs_in, django_capture_on_commit_callbacks
):
    settings.ACCOUNT_LOGIN_ON_PASSWORD_RESET = signs_in
    person = person_of("secretariat")
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body).group(1)
    form = browser.get(link).url
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert place(browser.get("/admin/")) == SET_UP


def test_a_reset_does_not_pass_by_the_app(person_of, settings, django_capture_on_commit_callbacks):
    settings.ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
    person = give_app(person_of("secretariat"))
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body).group(1)
    answer = browser.post(browser.get(link).url, {"password1": PASSWORD, "password2": PASSWORD})

    assert place(answer) == "/en/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in browser.session


def test_an_older_session_meets_it_with_the_next_request(client_of, stranger):
    """The person was signed in before the role was given."""
    browser = client_of(stranger)
    assert browser.get("/en/accounts/profile/").status_code == 200

    SeatFactory(person=stranger, organisation=OrganisationFactory(), function=Function.SECRETARIAT)

    assert place(browser.get("/en/accounts/profile/")) == SET_UP
    assert place(browser.get("/admin/")) == SET_UP


def test_an_older_session_with_an_app_is_asked_for_the_code(client_of, secretariat):
    browser = client_of(give_app(give_password(secretariat)))

    answer = browser.get("/admin/pages/?q=x")

    assert place(answer) == CODE
    assert parse_qs(urlsplit(answer.url).query)["next"] == ["/admin/pages/?q=x"]
    page = browser.get(answer.url).content.decode()
    assert "Your role needs a second step" in page
    assert "Use your password" not in page
    onwards = browser.post(CODE, {"code": code(), "next": "/admin/pages/?q=x"})
    assert onwards.url == "/admin/pages/?q=x"
    assert browser.get("/admin/").status_code == 200


def test_a_wrong_code_opens_nothing(client_of, secretariat):
    browser = client_of(give_app(secretariat))

    browser.post(CODE, {"code": "000000" if code() != "000000" else "111111"})

    assert place(browser.get("/admin/")) == CODE


def test_the_password_again_is_no_second_step(client_of, secretariat):
    browser = client_of(give_app(give_password(secretariat)))

    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/admin/"})

    assert place(browser.get("/admin/")) == CODE


def test_who_has_a_passkey_alone_is_asked_for_it(client_of, secretariat):
    Authenticator.objects.create(
        user=secretariat,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Office laptop", "credential": {}},
    )
    browser = client_of(secretariat)

    assert place(browser.get("/admin/")) == KEY


@pytest.mark.parametrize("role", GUARDED)
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Requested-With": "XMLHttpRequest"},
        {"Accept": "application/json"},
        {"Sec-Fetch-Mode": "cors"},
    ],
)
def test_what_programs_read_is_refused(client_of, person_of, role, headers):
    browser = client_of(person_of(role))

    for address in ("/admin/", "/en/projects/projects.csv", "/admin/pages/1/"):
        assert browser.get(address, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "head", "options"])
def test_no_method_gets_by(client_of, secretariat, method):
    browser = client_of(secretariat)

    assert place(getattr(browser, method)("/en/accounts/profile/")) == SET_UP
    assert place(getattr(browser, method)("/admin/pages/add/hub/contentpage/2/")) == SET_UP


def test_a_post_changes_nothing(client_of, secretariat):
    browser = client_of(secretariat)

    browser.post(
        "/en/accounts/profile/",
        {"first_name": "X", "last_name": "Y", "language": "da", "time_zone": "Europe/Sofia"},
    )

    secretariat.refresh_from_db()
    assert secretariat.first_name == "Ieva"


# Setting up


def test_setting_up_leads_on_to_the_page_that_was_wanted(secretariat):
    browser = sign_in(give_password(secretariat))
    told = browser.get("/admin/pages/?q=x", follow=True)
    assert "Set one up here" in told.content.decode()

    asked = browser.get(reverse("mfa_activate_totp"))
    assert place(asked) == "/en/accounts/reauthenticate/"
    browser.post(asked.url, {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    form = browser.get(reverse("mfa_activate_totp")).context["form"]
    right = totp.format_hotp_value(
        totp.hotp_value(form.secret, next(totp.yield_hotp_counters_from_time()))
    )
    done = browser.post(reverse("mfa_activate_totp"), {"code": right})
    confirm = browser.get(done.url)
    assert place(confirm) == CODE
    codes = browser.post(confirm.url, {"code": right, "next": done.url}, follow=True)

    page = codes.content.decode()
    assert 'href="/admin/pages/?q=x"' in page
    assert browser.get("/admin/pages/?q=x").status_code == 200
    assert "Go on to the page" not in browser.get(reverse("mfa_index")).content.decode()


def test_one_may_always_sign_out(client_of, secretariat):
    browser = client_of(secretariat)

    assert browser.get(reverse("account_logout")).status_code == 200
    browser.post(reverse("account_logout"))

    assert "_auth_user_id" not in browser.session


def test_what_is_open_for_setting_up_is_shut_again_afterwards(client_of, secretariat):
    """Who has stolen a session cannot add an own key beside the person's app."""
    browser = client_of(give_app(secretariat))

    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"):
        assert place(browser.get(reverse(name))) == CODE


def test_taking_the_last_factor_away_shuts_everything_at_once(person_of):
    person = give_app(give_password(person_of("secretariat")))
    browser = sign_in(person)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert get_authentication_records(browser.get("/en/").wsgi_request, person)

    Authenticator.objects.filter(user=person).delete()

    assert place(browser.get("/admin/")) == SET_UP


def test_it_costs_one_query(person_of, settings):
    person = give_app(give_password(person_of("secretariat")))
    browser = sign_in(person)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    browser.get("/en/map/")

    with CaptureQueriesContext(connection) as with_it:
        browser.get("/en/map/")
    settings.HUB_SECOND_FACTOR = False
    with CaptureQueriesContext(connection) as without:
        browser.get("/en/map/")

    assert len(with_it) == len(without) + 1
