"""Signing in by another service, from the button to the hub's first page, against a real one."""

import json
import re
import subprocess
import sys
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client
from django.urls import reverse

from network.models import User
from network.openid.provider import OpenIdProvider
from tests import openid_provider

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
BACK = "http://testserver/accounts/oidc/service/login/callback/"
LOGIN = "/en/accounts/oidc/service/login/"
CALLBACK = "/en/accounts/oidc/service/login/callback/"


@pytest.fixture(scope="module")
def running_service(tmp_path_factory):
    with openid_provider.running(tmp_path_factory.mktemp("service"), [BACK]) as service:
        yield service


def configure(settings, app):
    settings.HUB_OPENID = [app]
    settings.HUB_OPENID_ORIGINS = [app["settings"]["server_url"]]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [app]}
    }


@pytest.fixture
def service(running_service, settings):
    configure(settings, running_service.app)
    return running_service


def fields_of(page):
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page)
    }


def at_the_service(address, name, action="grant"):
    """Sign in there and agree, as a browser would; returns the address that it leads back to."""
    browser = requests.Session()
    page = browser.get(address, timeout=10)
    assert "/accounts/login/" in page.url
    data = fields_of(page.text) | {"login": name, "password": openid_provider.PASSWORD}
    page = browser.post(page.url, data, timeout=10)
    assert "/identity/o/authorize" in page.url, page.text
    data = fields_of(page.text) | {"action": action, "scopes": ["openid", "profile", "email"]}
    answer = browser.post(page.url.split("?")[0], data, timeout=10, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def sign_in(browser, name, *, action="grant", query=""):
    """From the button of the log-in page to what the hub answers at the end."""
    leaves = browser.post(LOGIN + query)
    assert leaves.status_code == 302
    back = at_the_service(leaves.url, name, action)
    assert back.startswith(BACK)
    parts = urlsplit(back)
    in_language = browser.get(f"{parts.path}?{parts.query}")
    assert in_language.url.startswith(CALLBACK)
    return browser.get(in_language.url)


def is_in(browser):
    return "_auth_user_id" in browser.session


# In


def test_the_first_time_makes_an_account_without_any_right(service, mailoutbox):
    browser = Client()
    page = browser.get(reverse("account_login")).content.decode()
    assert f'action="{LOGIN}?process=login"' in page
    assert "Sign in with Service of the tests" in " ".join(page.split())

    answer = sign_in(browser, "nia")

    person = User.objects.get(email="nia.petrova@service.example")
    assert answer.url == "/en/"
    assert is_in(browser)
    assert (person.name, person.language) == ("Nia Petrova", "en")
    assert not person.has_usable_password()
    assert not person.groups.exists()
    assert not person.seats.exists()
    assert not person.is_staff
    assert not person.is_superuser
    assert not person.get_all_permissions()
    assert EmailAddress.objects.get(user=person).verified
    assert not mailoutbox


def test_the_second_time_is_the_same_account(service):
    sign_in(Client(), "nia")
    browser = Client()

    sign_in(browser, "nia", query="?next=/en/map/")

    assert is_in(browser)
    assert User.objects.count() == 1


def test_it_leads_on_to_the_page_that_was_wanted(service):
    assert sign_in(Client(), "nia", query="?next=/en/map/").url == "/en/map/"
    assert sign_in(Client(), "nia", query="?next=https://evil.example/").url == "/en/"


def test_few_data_are_kept(service):
    sign_in(Client(), "nia")

    account = SocialAccount.objects.get()
    assert set(account.extra_data["userinfo"]) == {"sub", "email"}
    assert set(account.extra_data) == {"userinfo"}
    assert not SocialToken.objects.exists()


def test_a_service_that_tells_no_name_has_it_asked_for(service):
    browser = Client()
    answer = sign_in(browser, "nameless")
    assert answer.url == reverse("socialaccount_signup")
    page = browser.get(answer.url)
    assert "You signed in with Service of the tests" in " ".join(page.content.decode().split())

    form = {"first_name": "Ann", "last_name": "Onymous", "language": "da"}
    done = browser.post(answer.url, form | {"email": "other@alma.example"})

    person = User.objects.get()
    assert done.url == "/da/"
    assert (person.name, person.language) == ("Ann Onymous", "da")
    assert person.email == "nameless@service.example", "a confirmed address cannot be changed"


def test_names_too_long_for_us_are_cut(service):
    sign_in(Client(), "long")

    assert User.objects.get().first_name == "L" * 150


# Addresses


def test_an_unconfirmed_address_has_to_be_confirmed_first(
    service, mailoutbox, django_capture_on_commit_callbacks
):
    browser = Client()
    answer = sign_in(browser, "unsure")
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post(
            answer.url,
            {
                "first_name": "Uno",
                "last_name": "Unsure",
                "language": "en",
                "email": "unsure@service.example",
            },
        )

    assert done.url == reverse("account_email_verification_sent")
    assert not is_in(browser)
    assert not EmailAddress.objects.get().verified
    link = re.search(r"http://testserver(/\S+)", mailoutbox[-1].body).group(1)
    browser.post(link)
    again = Client()
    sign_in(again, "unsure")
    assert is_in(again)


def test_no_address_at_all_is_asked_for(service):
    browser = Client()
    answer = sign_in(browser, "addressless")

    page = browser.get(answer.url)

    assert page.context["form"].fields["email"].required
    assert not page.context["form"].fields["email"].disabled


def test_a_confirmed_address_never_opens_an_account_that_is_there(
    service, secretariat, mailoutbox, django_capture_on_commit_callbacks
):
    """The service says that the address is theirs; the account is still not."""
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(browser, "taken")

    assert answer.url == reverse("account_email_verification_sent")
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()
    assert [letter.to for letter in mailoutbox] == [["secretariat@alma.example"]]


def test_an_unconfirmed_address_never_opens_an_account_that_is_there(
    service, member, mailoutbox, django_capture_on_commit_callbacks
):
    browser = Client()
    answer = sign_in(browser, "takenunsure")
    form = {"first_name": "Not", "last_name": "Sofie", "language": "en", "email": member.email}
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post(answer.url, form) if "signup" in answer.url else answer

    assert done.url == reverse("account_email_verification_sent")
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()
    assert User.objects.filter(email__iexact=member.email).count() == 1
    member.refresh_from_db()
    assert member.name == "Sofie Damgaard"


def test_who_is_signed_in_connects_the_service(service, secretariat, mailoutbox):
    secretariat.set_password(PASSWORD)
    secretariat.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": secretariat.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = sign_in(browser, "taken", query="?process=connect")

    assert answer.url == reverse("socialaccount_connections")
    page = browser.get(answer.url).content.decode()
    assert "The service is connected to your account." in page
    other = Client()
    sign_in(other, "taken")
    assert other.session["_auth_user_id"] == str(secretariat.pk)

    removed = browser.post(
        reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk}
    )
    assert removed.status_code == 302
    assert not SocialAccount.objects.exists()


def test_connecting_asks_who_one_is_first(service, stranger):
    stranger.set_password(PASSWORD)
    stranger.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": stranger.email, "password": PASSWORD})

    answer = sign_in(browser, "nia", query="?process=connect")

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not SocialAccount.objects.exists()
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert SocialAccount.objects.get().user == stranger


def test_another_persons_sign_in_cannot_be_taken(service, stranger):
    sign_in(Client(), "nia")
    stranger.set_password(PASSWORD)
    stranger.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": stranger.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = sign_in(browser, "nia", query="?process=connect")

    assert "belongs to another account" in browser.get(answer.url).content.decode()
    assert SocialAccount.objects.get().user != stranger


def test_the_only_way_in_is_not_removed(service):
    browser = Client()
    sign_in(browser, "nia")

    answer = browser.post(
        reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk}
    )

    assert answer.status_code == 200
    assert "no password" in answer.content.decode()
    assert SocialAccount.objects.exists()


# Doors


def test_the_second_step_is_demanded_here_too(service, settings, secretariat):
    settings.HUB_SECOND_FACTOR = True
    SocialAccount.objects.create(user=secretariat, provider="service", uid="1")
    browser = Client()

    sign_in(browser, "nia")

    assert browser.session["_auth_user_id"] == str(secretariat.pk)
    assert browser.get("/admin/").url == reverse("mfa_index")
    assert browser.get("/en/map/").url == reverse("mfa_index")


def test_a_closed_account_stays_closed(service):
    sign_in(Client(), "nia")
    User.objects.update(is_active=False)
    browser = Client()

    assert sign_in(browser, "nia").url == reverse("account_inactive")
    assert not is_in(browser)


def test_only_a_form_of_ours_starts_it(service):
    browser = Client(enforce_csrf_checks=True)

    assert browser.get(LOGIN).status_code == 200, "a link alone asks first"
    assert browser.post(LOGIN).status_code == 403


def test_what_the_link_adds_is_not_passed_on(service):
    leaves = Client().post(f"{LOGIN}?auth_params=prompt%3Dnone&scope=openid,everything")

    asked = parse_qs(urlsplit(leaves.url).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]


@pytest.mark.parametrize("language", ["en", "da"])
def test_one_address_to_come_back_to_in_every_language(service, language):
    leaves = Client().post(f"/{language}/accounts/oidc/service/login/")

    assert parse_qs(urlsplit(leaves.url).query)["redirect_uri"] == [BACK]


def test_the_policy_lets_forms_lead_to_the_service_from_account_pages_alone(service):
    def form_action(path):
        policy = Client().get(path)["Content-Security-Policy"]
        return set(re.search(r"form-action ([^;]*)", policy).group(1).split())

    assert form_action("/en/accounts/login/") == {"'self'", service.url}
    assert form_action(LOGIN) == {"'self'", service.url}
    assert form_action("/en/") == form_action("/admin/") == {"'self'"}
    assert form_action("/healthz") == {"'self'"}


def test_the_code_works_once_and_in_this_browser_alone(service):
    browser = Client()
    back = at_the_service(browser.post(LOGIN).url, "nia")
    query = urlsplit(back).query

    stolen = Client().get(f"{CALLBACK}?{query}")
    assert stolen.status_code == 401
    assert browser.get(f"{CALLBACK}?{query}").status_code == 302
    assert Client().get(f"{CALLBACK}?{query}").status_code == 401


# What goes wrong


def test_who_says_no_there_is_told_that_nothing_happened(service):
    browser = Client()
    answer = sign_in(browser, "nia", action="cancel")

    page = browser.get(answer.url).content.decode()
    assert "You stopped at the other service" in page
    assert not User.objects.exists()


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=server_error", "?state=%00"])
def test_nonsense_coming_back_is_no_error_of_ours(service, query):
    answer = Client().get(CALLBACK + query)

    assert answer.status_code in {400, 401}


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "http://127.0.0.1:9/.well-known/x", "nonsense"]
)
def test_a_service_that_is_down_is_no_error_of_ours(settings, running_service, url):
    configure(settings, running_service.app | {"settings": {"server_url": url}})

    answer = Client().post(LOGIN)

    assert answer.status_code == 401
    assert "Signing in did not work" in answer.content.decode()
    assert Client().get(reverse("account_login")).status_code == 200


def test_a_service_that_nobody_knows_is_not_there(service):
    assert Client().post("/en/accounts/oidc/other/login/").status_code == 404
    assert Client().get("/en/accounts/oidc/other/login/callback/?code=x").status_code == 404


def test_without_services_nothing_is_said_of_them(visitor, client_of, stranger):
    assert "another service" not in visitor.get(reverse("account_login")).content.decode()
    page = client_of(stranger).get(reverse("socialaccount_connections")).content.decode()
    assert "No other service is connected" in page
    assert page.count("socialaccount") == 0


@pytest.mark.parametrize("said", ["false", "0", 0, None, "no", [], {}])
def test_a_confirmation_that_is_none_does_not_count(said):
    provider = OpenIdProvider(request=None, app=SocialApp(name="x"))
    claims = {"userinfo": {"sub": "1", "email": "a@b.example", "email_verified": said}}

    (address,) = provider.extract_email_addresses(claims)

    assert address.verified is False


def test_services_come_from_the_environment():
    script = (
        "import json; from django.conf import settings as s; "
        "print(json.dumps([s.HUB_OPENID, s.HUB_OPENID_ORIGINS]))"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "DEBUG": "1",
        "HUB_OPENID": "eulogin,other",
        "HUB_OPENID_EULOGIN_NAME": "EU Login",
        "HUB_OPENID_EULOGIN_URL": "https://login.example/oauth2",
        "HUB_OPENID_EULOGIN_CLIENT": "hub",
        "HUB_OPENID_EULOGIN_SECRET": "s",
        "HUB_OPENID_OTHER_URL": "https://id.example",
        "HUB_OPENID_OTHER_CLIENT": "hub2",
        "HUB_OPENID_ORIGINS": "https://page.example",
    }
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    services, origins = json.loads(run.stdout)

    assert [service["name"] for service in services] == ["EU Login", "other"]
    assert services[0]["settings"] == {"server_url": "https://login.example/oauth2"}
    assert origins == ["https://login.example", "https://id.example", "https://page.example"]
