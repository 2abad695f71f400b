"""Administrators close, reopen and free accounts; the first people of a hub are made by a command."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from network import actions
from network.models import Function, Organisation, Seat, User
from network.roles import Role, roles_of
from tests.factories.network import OrganisationFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "seven small boats at dawn"
REASON = "Left the ministry."


def signed_in(person):
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in browser.session
    return browser


def is_in(browser):
    return browser.get(reverse("network:profile_edit")).status_code == 200


def address(name, person):
    return reverse(f"network:account_{name}", args=[person.pk])


# Closing


def test_account_close_signs_out_tells_and_remembers(
    admin, auditor, member, client_of, mailoutbox, django_capture_on_commit_callbacks
):
    member.language = "da"
    member.save()
    browser = signed_in(member)
    page = client_of(admin).get(address("close", member)).content.decode()
    assert "Sofie Damgaard" in page

    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(admin).post(address("close", member), {"reason": REASON})

    assert answer.url == address("detail", member)
    assert not is_in(browser)
    again = browser.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert again.url == reverse("account_inactive")
    (letter,) = mailoutbox
    assert letter.to == [member.email]
    assert REASON in letter.body
    assert member.seats.current().exists(), "what was given stays"
    history = client_of(auditor).get(
        reverse("network:history_detail", args=["network.user", member.pk])
    )
    text = history.content.decode()
    assert REASON in text
    assert "Account closed" in text
    assert "Piotr Zalewski" in text


def test_account_close_asks_for_a_reason(admin, member, client_of):
    answer = client_of(admin).post(address("close", member), {"reason": "  "})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    member.refresh_from_db()
    assert member.is_active


def test_a_closed_account_gets_no_link_to_a_new_password(
    admin, member, mailoutbox, django_capture_on_commit_callbacks
):
    actions.close_account(account=member, by=admin, reason=REASON)

    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(reverse("account_reset_password"), {"email": member.email})

    assert answer.url == reverse("account_reset_password_done")
    assert not [letter for letter in mailoutbox if "/password/reset/key/" in letter.body]


def test_account_close_twice_is_told(admin, member, client_of):
    actions.close_account(account=member, by=admin, reason=REASON)

    answer = client_of(admin).post(address("close", member), {"reason": REASON}, follow=True)

    assert "Somebody else was quicker" in answer.content.decode()


def test_the_last_secretariat_is_not_closed(admin, secretariat, client_of):
    answer = client_of(admin).post(address("close", secretariat), {"reason": REASON}, follow=True)

    secretariat.refresh_from_db()
    assert secretariat.is_active
    assert "The network needs a secretariat" in answer.content.decode()


def test_one_of_two_secretariats_is(admin, secretariat):
    other = SeatFactory(function=Function.SECRETARIAT, organisation=OrganisationFactory()).person

    actions.close_account(account=secretariat, by=admin, reason=REASON)

    with pytest.raises(actions.AccountError):
        actions.close_account(account=other, by=admin, reason=REASON)


def test_nobody_closes_the_own_account(admin, client_of):
    assert client_of(admin).post(address("close", admin), {"reason": "x"}).status_code == 403
    with pytest.raises(actions.AccountError):
        actions.close_account(account=admin, by=admin, reason=REASON)


def test_account_reopen_lets_in_again(
    admin, member, client_of, mailoutbox, django_capture_on_commit_callbacks
):
    signed_in(member)
    actions.close_account(account=member, by=admin, reason=REASON)

    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(address("reopen", member), {"reason": "A mistake."})

    browser = Client()
    browser.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert is_in(browser)
    assert roles_of(User.objects.get(pk=member.pk)) == {Role.CORE_MEMBER}
    assert "A mistake." in mailoutbox[-1].body


# The second step


def test_account_reset_forgets_all_that_was_set_up(
    admin, expert, client_of, mailoutbox, settings, django_capture_on_commit_callbacks
):
    browser = signed_in(expert)
    TOTP.activate(expert, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(expert)
    assert (
        "Reset the second step" in client_of(admin).get(address("detail", expert)).content.decode()
    )

    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(address("reset", expert), {"reason": "The phone is lost."})

    assert not Authenticator.objects.filter(user=expert).exists()
    assert not is_in(browser)
    assert "The phone is lost." in mailoutbox[-1].body
    settings.HUB_SECOND_FACTOR = True
    again = Client()
    again.post(reverse("account_login"), {"login": expert.email, "password": PASSWORD})
    assert again.get("/admin/").url == reverse("mfa_index"), "it is demanded as ever"


def test_account_reset_of_nothing_is_told(admin, expert, client_of):
    answer = client_of(admin).post(address("reset", expert), {"reason": "x"}, follow=True)

    assert "No second step is set up" in answer.content.decode()


# Finding


def names(answer):
    return [account.name for account in answer.context["page_of_accounts"]]


def test_account_list_finds_by_words_and_state(admin, member, expert, client_of):
    TOTP.activate(expert, "JBSWY3DPEHPK3PXP")
    actions.close_account(account=member, by=admin, reason=REASON)
    browser = client_of(admin)

    def found(**query):
        return names(browser.get(reverse("network:account_list"), query))

    assert found(words="damgaard SOFIE") == ["Sofie Damgaard"]
    assert found(words="expert@alma") == ["Marta Lindqvist"]
    assert found(state="closed") == ["Sofie Damgaard"]
    assert found(state="guarded") == ["Marta Lindqvist"]
    assert "Marta Lindqvist" not in found(state="unguarded")
    assert found(words="nobody of this name") == found(state="nonsense") == []
    page = browser.get(reverse("network:account_list"), {"words": "zzz"}).content.decode()
    assert "No account fits" in page


def test_account_list_asks_as_often_for_thirty_as_for_one(admin, client_of):
    browser = client_of(admin)
    browser.get(reverse("network:account_list"))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(reverse("network:account_list")).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(30):
        SeatFactory(organisation=OrganisationFactory())

    assert queries() == few


def test_the_menu_names_accounts_to_administrators_alone(admin, member, client_of):
    link = f'href="{reverse("network:account_list")}"'

    assert link in client_of(admin).get("/en/map/").content.decode()
    assert link not in client_of(member).get("/en/map/").content.decode()


def test_the_log_of_an_account_holds_no_name(admin, member):
    actions.close_account(account=member, by=admin, reason=REASON)

    assert [entry.label for entry in ModelLogEntry.objects.all()] == [f"#{member.pk}"]


# The first people of a hub

FIRST = {
    "email": "Secretary@hub.example",
    "first_name": "Ann",
    "last_name": "Example",
    "administrator": "admin@hub.example",
    "organisation": "Network secretariat",
    "country": "lt",
}


def test_first_secretariat_makes_two_people_who_can_begin(
    mailoutbox, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("first_secretariat", **FIRST)

    first = User.objects.get(email="secretary@hub.example")
    second = User.objects.get(email="admin@hub.example")
    assert (first.name, first.has_usable_password()) == ("Ann Example", False)
    assert roles_of(first) == {Role.SECRETARIAT}
    assert roles_of(second) == {Role.ADMINISTRATOR}
    assert Organisation.objects.get(name="Network secretariat").country == "LT"
    assert sorted(letter.to[0] for letter in mailoutbox) == [second.email, first.email]
    assert all("/accounts/password/reset/" in letter.body for letter in mailoutbox)
    assert "secretary@hub.example: Secretariat" in capsys.readouterr().out

    with django_capture_on_commit_callbacks(execute=True):
        Client().post(reverse("account_reset_password"), {"email": first.email})
    assert "/password/reset/key/" in mailoutbox[-1].body
    seat = actions.give_seat(
        person=UserFactory(), organisation=OrganisationFactory(core=True), by=first
    )
    assert seat.confirmed_by == first


def test_first_secretariat_takes_accounts_that_are_there():
    known = UserFactory(email="secretary@hub.example", first_name="Known")
    home = OrganisationFactory(name="Network Secretariat")

    call_command("first_secretariat", **FIRST)

    known.refresh_from_db()
    assert known.first_name == "Known"
    assert {seat.organisation for seat in Seat.objects.all()} == {home}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"administrator": "secretary@HUB.example"}, "two persons"),
        ({"email": "nonsense"}, "valid"),
        ({"country": "Lithuania"}, "choice|characters"),
    ],
)
def test_first_secretariat_refuses_nonsense(change, said):
    with pytest.raises(CommandError, match=said):
        call_command("first_secretariat", **(FIRST | change))

    assert not Seat.objects.exists()
    assert not User.objects.exists()


def test_first_secretariat_works_once(secretariat):
    with pytest.raises(CommandError, match="already"):
        call_command("first_secretariat", **FIRST)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999999", "2147483648"])
def test_an_account_that_nobody_has_is_not_there(admin, client_of, pk):
    for name in ("", "close/", "reopen/", "reset/"):
        assert client_of(admin).get(f"/en/accounts/all/{pk}/{name}").status_code == 404
