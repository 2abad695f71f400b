"""What somebody has typed survives the end of the session, for this person and nobody else."""

import re
from html import unescape
from time import time

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hub import kept_forms
from partnersearch.models import Offer
from tests.factories.hub import ContentPageFactory
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory
from tests.factories.workpackages import programme, text
from workpackages import actions as text_actions
from workpackages.models import Suggestion

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
PROFILE = "/en/accounts/profile/"
KEPT = "/en/accounts/kept-form/"
TYPED = {
    "first_name": "Åse Δ <b>",
    "last_name": 'O’Brien "quoted"',
    "language": "da",
    "time_zone": "Europe/Sofia",
}


@pytest.fixture
def person():
    return UserFactory(password=PASSWORD)


def signed_in(person, client=None):
    client = client or Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def end_session(browser):
    """As when its time is over, or when it was ended on another device."""
    Session.objects.all().delete()
    return browser


def hidden_fields(page):
    """What the browser would send from the page."""
    return [
        (unescape(name), unescape(value))
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
        if name != "csrfmiddlewaretoken"
    ]


def send_again(browser):
    """Press the button; returns the answer."""
    shown = browser.get(KEPT)
    form = shown.context["form"]
    data = {}
    for name, value in hidden_fields(shown.content.decode()):
        data.setdefault(name, []).append(value)
    assert f'action="{form["path"]}"' in unescape(shown.content.decode())
    return browser.post(form["path"], data)


def test_a_form_is_kept_and_sent_again(person):
    browser = signed_in(person)
    form = browser.get(PROFILE).context["form"]
    unchanged = {name: form[name].value() or "" for name in form.fields}
    several = {"spoken_languages": ["da", "sv"]}
    end_session(browser)

    turned_away = browser.post(PROFILE, unchanged | TYPED | several)
    assert turned_away.url == f"{reverse('account_login')}?next=%2Fen%2Faccounts%2Fkept-form%2F"
    assert "Your form is kept" in browser.get(turned_away.url).content.decode()
    back = browser.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": KEPT}
    )
    assert back.url == KEPT
    page = browser.get(KEPT)
    assert "O’Brien &quot;quoted&quot;" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"

    sent = send_again(browser)

    assert sent.status_code == 302, sent.context["form"].errors
    person.refresh_from_db()
    assert [getattr(person, name) for name in TYPED] == list(TYPED.values())
    assert person.spoken_languages == ["da", "sv"]
    assert "No form is waiting" in browser.get(KEPT).content.decode()


def test_a_suggestion_is_not_lost(member, secretariat, expert):
    member.set_password(PASSWORD)
    member.save()
    clauses = text("Members meet.")
    page = programme(clauses)
    text_actions.adopt(page=page, by=secretariat, label="1.0")
    text_actions.make_draft(page=page, by=expert, label="1.1")
    clause = clauses[1]["id"]
    address = f"{page.get_url()}suggestions/new/{clause}/"
    browser = signed_in(member)
    form = browser.get(address)
    assert form.status_code == 200
    data = {
        "text": "<p>Members meet twice a year.</p>",
        "rationale": "Once is not enough.\r\n\r\nSecond paragraph.",
        "action": "send",
    }
    end_session(browser)
    browser.post(address, data)
    signed_in(member, browser)

    shown = browser.get(KEPT)
    assert dict(hidden_fields(shown.content.decode())) == data
    send_again(browser)

    suggestion = Suggestion.objects.get()
    assert suggestion.rationale.replace("\r", "") == data["rationale"].replace("\r", "")


def test_an_offer_is_not_lost(operator):
    operator.set_password(PASSWORD)
    operator.save()
    browser = signed_in(operator)
    address = reverse("partnersearch:offer_create")
    key = browser.get(address).context["form"]["form_key"].value()
    data = {
        "title": "Öppen verkstad",
        "pitch": "Cykel, textil och snickeri.\r\nTio platser.",
        "language": "sv",
        "sectors": ["wood", "textiles"],
        "form_key": str(key),
        "then": "save",
    }
    end_session(browser)

    browser.post(address, data)
    signed_in(operator, browser)
    assert browser.get(KEPT).context["form"]["fields"] == [
        [name, value]
        for name, values in data.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    send_again(browser)

    offer = Offer.objects.get()
    assert (offer.title, offer.language, offer.state) == (data["title"], "sv", "draft")
    assert offer.pitch == "Cykel, textil och snickeri.\nTio platser."


def test_somebody_else_sees_nothing_of_it(person):
    browser = end_session(signed_in(person))
    browser.post(PROFILE, TYPED)

    signed_in(UserFactory(password=PASSWORD), browser)

    page = browser.get(KEPT).content.decode()
    assert "No form is waiting" in page
    assert "quoted" not in page
    assert kept_forms.SESSION_KEY not in browser.session


def test_nothing_is_kept_for_strangers(person):
    browser = Client()
    answer = browser.post(PROFILE, TYPED)

    assert answer.url == f"{reverse('account_login')}?next={PROFILE}"
    assert not Session.objects.exists()


@pytest.mark.parametrize("value", ["1", "1:forged", "", "é:x"])
def test_a_forged_cookie_keeps_nothing(value):
    browser = Client()
    browser.cookies[kept_forms.COOKIE] = value

    browser.post(PROFILE, TYPED)

    assert not Session.objects.exists()


def test_signing_out_takes_the_cookie_away(person):
    browser = signed_in(person)
    assert browser.cookies[kept_forms.COOKIE]["httponly"]

    browser.post(reverse("account_logout"))

    assert browser.cookies[kept_forms.COOKIE].value == ""


def test_passwords_are_never_kept(person):
    browser = end_session(signed_in(person))

    browser.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "new", "password2": "new"},
    )

    assert kept_forms.SESSION_KEY not in browser.session


@pytest.mark.parametrize("name", ["code", "credential"])
def test_codes_of_the_second_step_are_never_kept(person, name):
    browser = end_session(signed_in(person))
    browser.post(reverse("mfa_authenticate"), {name: "12345678"})
    assert kept_forms.SESSION_KEY not in browser.session


def test_too_much_is_not_kept(person):
    browser = end_session(signed_in(person))

    answer = browser.post(PROFILE, TYPED | {"last_name": "x" * kept_forms.MOST_CHARACTERS})

    assert answer.status_code == 302
    assert not Session.objects.exists()


def test_what_a_program_sends_is_not_kept(person):
    browser = end_session(signed_in(person))

    browser.post(PROFILE, {"first_name": "x"}, content_type="application/json")

    assert not Session.objects.exists()


def test_files_are_named(person):
    browser = end_session(signed_in(person))
    browser.post(PROFILE, TYPED | {"plan": SimpleUploadedFile("Plan <1>.pdf", b"%PDF-1.7")})

    page = browser.get(reverse("account_login"))
    signed_in(person, browser)

    assert page.status_code == 200
    assert "Plan &lt;1&gt;.pdf" in browser.get(KEPT).content.decode()


def test_it_can_be_thrown_away(person):
    browser = end_session(signed_in(person))
    browser.post(PROFILE, TYPED)
    signed_in(person, browser)

    browser.post(KEPT)

    assert "No form is waiting" in browser.get(KEPT).content.decode()


def test_after_a_day_it_is_gone(person, monkeypatch):
    browser = end_session(signed_in(person))
    browser.post(PROFILE, TYPED)
    signed_in(person, browser)

    later = time() + kept_forms.KEPT_SECONDS + 1
    monkeypatch.setattr(kept_forms, "time", lambda: later)

    assert "No form is waiting" in browser.get(KEPT).content.decode()


def test_what_is_refused_when_sent_again_stays(person, client_of):
    """A form that fails with an error is still there afterwards."""
    browser = end_session(signed_in(person))
    browser.post("/en/projects/nothing-here/publish/", {"reason": "Two words"})
    signed_in(person, browser)

    assert send_again(browser).status_code == 404
    assert "Two words" in browser.get(KEPT).content.decode()


def test_a_form_from_before_the_last_sign_in_is_kept_too(person):
    """Signed in again in another tab, the token of this one is old."""
    browser = signed_in(person, Client(enforce_csrf_checks=False))
    browser.handler.enforce_csrf_checks = True

    answer = browser.post(
        PROFILE,
        TYPED | {"csrfmiddlewaretoken": "a" * 64},
        headers={"Origin": "http://testserver"},
    )

    assert answer.url == KEPT
    assert "quoted" in browser.get(KEPT).content.decode()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_form_of_another_site_is_never_offered(person, origin):
    browser = signed_in(person)
    browser.handler.enforce_csrf_checks = True
    headers = {"Origin": origin} if origin else {}

    answer = browser.post(PROFILE, TYPED, headers=headers)

    assert answer.status_code == 403
    assert kept_forms.SESSION_KEY not in browser.session


def test_what_met_the_second_step_is_kept(settings, person):
    """The role came while the form was open."""
    settings.HUB_SECOND_FACTOR = True
    browser = signed_in(person)
    SeatFactory(person=person, organisation=OrganisationFactory(), function="secretariat")

    browser.post(PROFILE, TYPED)

    assert browser.session[kept_forms.SESSION_KEY]["path"] == PROFILE
    assert browser.session["second_factor_wanted"] == KEPT


def test_what_was_typed_in_the_editor_is_kept_too(secretariat):
    secretariat.set_password(PASSWORD)
    secretariat.save()
    page = ContentPageFactory()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser = end_session(signed_in(secretariat))

    turned_away = browser.post(address, {"title": "Two new words", "slug": "two"})
    assert turned_away.url.startswith(reverse("account_login"))
    signed_in(secretariat, browser)

    answer = browser.get(KEPT)
    form = answer.context["form"]
    assert f"Page: {address}" in answer.content.decode()
    assert (form["path"], form["fields"][0]) == (address, ["title", "Two new words"])


def test_it_waits_at_the_end_of_every_way_in(person):
    """A new password by mail, or a bare log-in page, know of no page to lead on to."""
    browser = end_session(signed_in(person))
    browser.post(PROFILE, TYPED)

    answer = browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert answer.url == KEPT
