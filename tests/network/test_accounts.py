"""Doors, one's own profile, and for whom one acts."""

import re

import pytest
from django.core import mail
from django.urls import NoReverseMatch, get_resolver, reverse

from network.models import User
from network.roles import roles_of
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence of words"
SIGN_UP = {
    "first_name": "Nia",
    "last_name": "Petrova",
    "email": "nia@alma.example",
    "password1": PASSWORD,
    "language": "da",
}


# Signing up and in


def test_sign_up_makes_a_visitor_with_name_and_language(visitor):
    response = visitor.post(reverse("account_signup"), SIGN_UP)

    user = User.objects.get()
    assert response.url == reverse("account_email_verification_sent")
    assert (user.name, user.language, roles_of(user)) == ("Nia Petrova", "da", frozenset())
    assert not user.emailaddress_set.get().verified


def test_sign_up_asks_for_nothing_more(visitor):
    form = visitor.get(reverse("account_signup")).context["form"]

    assert list(form.fields) == ["first_name", "last_name", "email", "password1", "language"]
    assert [code for code, _name in form.fields["language"].choices] == ["da", "en"]


def test_sign_up_with_mistakes_keeps_what_was_typed(visitor):
    response = visitor.post(
        reverse("account_signup"), SIGN_UP | {"password1": "short", "language": "xx"}
    )

    assert set(response.context["form"].errors) == {"password1", "language"}
    assert 'value="Petrova"' in response.content.decode()
    assert not User.objects.exists()


def test_log_in_needs_a_verified_address_and_leads_home_in_the_persons_language(
    visitor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post(reverse("account_signup"), SIGN_UP)
    credentials = {"login": "nia@alma.example", "password": PASSWORD}
    refused = visitor.post(reverse("account_login"), credentials)
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body).group(1)
    visitor.post(link)

    accepted = visitor.post(reverse("account_login"), credentials)

    assert refused.url == reverse("account_email_verification_sent")
    assert accepted.url == "/da/"


def test_the_message_of_a_log_in_says_in_which_language_it_is(visitor):
    UserFactory(email="nia@alma.example", password=PASSWORD, language="en")
    credentials = {"login": "nia@alma.example", "password": PASSWORD}

    page = visitor.post("/da/accounts/login/", credentials, follow=True)

    assert page.redirect_chain[-1][0] == "/en/"
    assert re.search(r'class="notice success"\s+lang="da"', page.text)


def test_being_signed_in_takes_few_queries(client_of, member, django_assert_max_num_queries):
    browser = client_of(member)

    # Four of the page; the rest for session, account, roles, rights, seats and history.
    with django_assert_max_num_queries(4 + 8):
        browser.get("/en/map/")


# Doors that accept a password alone


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/login/", "/en/accounts/login/"),
        ("/admin/login/?next=/admin/pages/", "/en/accounts/login/?next=/admin/pages/"),
        ("/_util/login/", "/en/accounts/login/"),
        ("/admin/password_reset/", "/en/accounts/password/reset/"),
    ],
)
def test_a_door_with_a_password_alone_leads_to_the_real_one(visitor, door, leads_to):
    assert visitor.get(door).url == leads_to


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_a_closed_door_lets_nobody_in(visitor, secretariat, door):
    secretariat.set_password(PASSWORD)
    secretariat.save()

    visitor.post(
        door,
        {"username": secretariat.email, "login": secretariat.email, "password": PASSWORD},
    )

    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(
    "path",
    ["/admin/password_reset/confirm/MQ/abc-def/", "/admin/password_reset/done/", "/django-admin/"],
)
def test_what_is_left_of_a_door_is_not_there(visitor, path):
    assert visitor.get(path, follow=True).status_code == 404


def test_djangos_admin_is_absent():
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    assert "admin" not in get_resolver().namespace_dict


def test_the_admins_account_page_changes_no_password(client_of, secretariat):
    page = client_of(secretariat).get("/admin/account/").content.decode()

    assert 'type="password"' not in page


def test_who_may_not_enter_the_editor_is_told_so_and_led_home(client_of, member):
    response = client_of(member).get("/admin/pages/", follow=True)

    assert response.redirect_chain[-1] == ("/en/", 302)
    assert "You do not have permission to access the admin" in response.content.decode()


def test_log_in_leads_on_to_the_editor_only_those_who_may(visitor, member, secretariat):
    for person in (member, secretariat):
        person.set_password(PASSWORD)
        person.save()
    address = f"{reverse('account_login')}?next=/admin/pages/"

    browsers = {person: type(visitor)() for person in (member, secretariat)}
    ends = [
        browser.post(
            address, {"login": person.email, "password": PASSWORD}, follow=True
        ).redirect_chain[-1][0]
        for person, browser in browsers.items()
    ]

    assert ends == ["/en/", "/admin/pages/"]


# One's profile


SHOWN_TO = {"name_shown_to": "members"} | {
    f"{part}_shown_to": "nobody" for part in ("email", "post", "phone", "languages", "biography")
}


def test_profile_edit_changes_name_language_and_time_zone(client_of, stranger):
    response = client_of(stranger).post(
        reverse("network:profile_edit"),
        {
            "first_name": "Nia",
            "last_name": "Ivanova",
            "language": "da",
            "time_zone": "Europe/Sofia",
            "is_superuser": "on",
            "email": "other@alma.example",
            **SHOWN_TO,
        },
    )

    changed = User.objects.get(pk=stranger.pk)
    assert response.url == reverse("network:profile_edit")
    assert (changed.name, changed.language, changed.time_zone) == (
        "Nia Ivanova",
        "da",
        "Europe/Sofia",
    )
    assert (changed.email, changed.is_superuser) == (stranger.email, False)


def test_profile_edit_refuses_what_it_does_not_know(client_of, stranger):
    response = client_of(stranger).post(
        reverse("network:profile_edit"),
        {"first_name": "N", "last_name": "I", "language": "fr", "time_zone": "Mars/Olympus"}
        | SHOWN_TO,
    )

    assert set(response.context["form"].errors) == {"language", "time_zone"}
    assert 'value="N"' in response.content.decode()


# For whom one acts


@pytest.fixture
def two_seats():
    person = UserFactory()
    first = SeatFactory(person=person, organisation=OrganisationFactory(name="A", operator=True))
    second = SeatFactory(person=person, organisation=OrganisationFactory(name="B", core=True))
    return first, second


def test_seat_choose_signs_with_the_chosen_one(client_of, two_seats):
    first, second = two_seats
    browser = client_of(first.person)
    assert browser.get("/en/map/").wsgi_request.acting_for == first.organisation

    answer = browser.post(
        reverse("network:seat_choose"), {"seat": second.pk, "next": "/en/projects/"}
    )

    assert answer.url == "/en/projects/"
    assert browser.get("/en/map/").wsgi_request.acting_for == second.organisation


@pytest.mark.parametrize("kind", ["other", "waiting", "nonsense", "missing"])
def test_seat_choose_refuses_what_is_not_ones_own(client_of, two_seats, kind):
    person = two_seats[0].person
    seats = {
        "other": SeatFactory().pk,
        "waiting": SeatFactory(person=person, waiting=True).pk,
        "nonsense": "x",
    }
    data = {"seat": seats[kind]} if kind in seats else {}
    browser = client_of(person)

    assert browser.post(reverse("network:seat_choose"), data).status_code == 403
    assert browser.get("/en/map/").wsgi_request.acting_for == two_seats[0].organisation


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_seat_choose_leads_nowhere_else(client_of, two_seats, url):
    seat = two_seats[0]

    answer = client_of(seat.person).post(
        reverse("network:seat_choose"), {"seat": seat.pk, "next": url}
    )

    assert answer.url == reverse("network:seat_choose")


def test_the_header_says_for_whom_one_acts(client_of, two_seats, stranger):
    page = client_of(two_seats[0].person).get("/en/map/").content.decode()
    nobody = client_of(stranger).get("/en/map/").content.decode()

    assert reverse("network:seat_choose") in page
    assert "for A" in page
    assert reverse("network:seat_choose") not in nobody
    assert "no organisation has confirmed you yet" in nobody


def test_a_changed_password_is_told_in_the_persons_language(
    client_of, mailoutbox, django_capture_on_commit_callbacks
):
    person = UserFactory(password="first-password-9", language="da")
    browser = client_of(person)
    browser.post("/da/accounts/reauthenticate/", {"password": "first-password-9"})

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            "/da/accounts/password/change/",
            {
                "oldpassword": "first-password-9",
                "password1": "second-one-8",
                "password2": "second-one-8",
            },
        )

    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([person.email], "Din adgangskode er ændret")
