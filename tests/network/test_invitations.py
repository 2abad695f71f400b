"""Invitations by mail: sent, answered once by whom they were sent to, withdrawn, forgotten."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from hub.registries import retention_rules
from network import actions
from network.models import Function, Invitation, InvitationState, User
from network.models.invitation import hashed
from network.roles import Role, roles_of
from tests.factories.network import InvitationFactory, OrganisationFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = {
    "first_name": "Sigge",
    "last_name": "Norman",
    "password": "korv-med-senap-7",
    "language": "en",
}


def of(person):
    return person.seats.get().organisation


def page(name, **kwargs):
    return reverse(f"network:{name}", kwargs=kwargs)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def invited(operator, client_of, commit):
    """The token that was mailed to sigge@alma.example."""
    with commit():
        response = client_of(operator).post(
            page("invitation_create", slug=of(operator).slug),
            {"email": "Sigge@Alma.example", "language": "en", "message": "Join us!"},
        )
    assert response.url == page("people_list", slug=of(operator).slug)
    return token_of(mail.outbox[-1])


def token_of(letter):
    return re.search(r"/en/accounts/invitation/([\w-]+)/", letter.body)[1]


def test_invitation_create_mails_a_link_and_keeps_a_hash(invited):
    (letter,) = mail.outbox
    invitation = Invitation.objects.get()

    assert letter.to == ["sigge@alma.example"]
    assert letter.subject == "You are invited to Verkstaden Nord in the ALMA network"
    assert "Join us!" in letter.body
    assert len(invited) >= 40
    assert invitation.token_hash == hashed(invited)
    assert invited not in str(Invitation.objects.values())
    assert (invitation.expires_at - invitation.sent_at).days == 14
    assert not hasattr(Invitation.history.first(), "token_hash")


def test_a_newcomer_makes_an_account_and_has_the_seat(invited, visitor, operator, commit):
    url = page("invitation_answer", token=invited)
    shown = visitor.get(url)
    assert "Your address is sigge@alma.example" in " ".join(shown.content.decode().split())
    assert "no-store" in shown["Cache-Control"]
    assert Invitation.objects.get().state == InvitationState.OPEN  # opening changes nothing
    weak = visitor.post(url, NEW | {"password": "sigge"})
    assert "password" in weak.content.decode()
    mail.outbox.clear()

    with commit():
        response = visitor.post(url, NEW)

    user = User.objects.get(email="sigge@alma.example")
    assert response.url == page("seat_mine")
    assert user.emailaddress_set.get().verified
    assert roles_of(user) == {Role.OPERATOR}
    assert user.seats.get().confirmed_by == operator
    assert "Welcome to Verkstaden Nord." in visitor.get(response.url).content.decode()
    told = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert told[operator.email] == (
        "sigge@alma.example has accepted your invitation to Verkstaden Nord"
    )


def test_it_works_once(invited, visitor, client_of, commit):
    url = page("invitation_answer", token=invited)
    visitor.post(url, NEW)

    again = client_of(UserFactory()).get(url)

    assert again.status_code == 404
    assert "no longer open" in again.content.decode()
    with pytest.raises(actions.InvitationError, match="already"):
        actions.accept_invitation(
            invitation=Invitation.objects.get(), by=User.objects.get(email="sigge@alma.example")
        )


def test_who_has_an_account_accepts_after_signing_in(invited, visitor, client_of):
    sigge = UserFactory(email="sigge@alma.example")
    url = page("invitation_answer", token=invited)
    shown = visitor.get(url).content.decode()
    assert f"?next={url.replace('/', '%2F')}" in shown
    assert 'name="password"' not in shown
    visitor.post(url, NEW)
    assert not sigge.seats.exists()

    client = client_of(sigge)
    invitation = Invitation.objects.get()
    assert page("invitation_accept", pk=invitation.pk) in client.get(url).content.decode()
    assert "You are invited to" in client.get(page("seat_mine")).content.decode()
    client.post(page("invitation_accept", pk=invitation.pk))

    assert roles_of(User.objects.get(pk=sigge.pk)) == {Role.OPERATOR}


def test_it_is_for_the_invited_address_alone(invited, stranger, client_of):
    """Neither somebody else with the link, nor an address that nobody has confirmed."""
    client = client_of(stranger)
    invitation = Invitation.objects.get()
    unconfirmed = UserFactory()
    unconfirmed.emailaddress_set.create(email="sigge@alma.example", verified=False)

    shown = client.get(page("invitation_answer", token=invited)).content.decode()
    assert "another e-mail address" in shown
    assert "sigge@" not in shown
    for person in (stranger, unconfirmed):
        response = client_of(person).post(page("invitation_accept", pk=invitation.pk))
        assert response.status_code == 404
        with pytest.raises(actions.InvitationError, match="another"):
            actions.accept_invitation(invitation=invitation, by=person)
        assert not person.seats.exists()


@pytest.mark.parametrize("how", ["withdrawn", "expired", "renewed"])
def test_a_link_ends(how, invited, visitor, operator, client_of, commit):
    invitation = Invitation.objects.get()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    if how == "withdrawn":
        client_of(operator).post(page("invitation_withdraw", pk=invitation.pk))
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    else:
        with commit():
            client_of(operator).post(page("invitation_renew", pk=invitation.pk))
        newer = page("invitation_answer", token=token_of(mail.outbox[-1]))
        assert visitor.get(newer).status_code == 200

    url = page("invitation_answer", token=invited)
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, NEW).status_code == 404
    assert not User.objects.filter(email="sigge@alma.example").exists()


def test_invitation_renew_waits_a_moment(invited, operator, client_of):
    invitation = Invitation.objects.get()

    response = client_of(operator).post(page("invitation_renew", pk=invitation.pk), follow=True)

    assert "a moment ago" in response.content.decode()


def test_an_invitation_to_the_same_address_takes_the_place_of_the_first(invited, operator):
    actions.invite(
        organisation=of(operator), email="sigge@alma.example", by=operator, language="da"
    )

    assert Invitation.objects.get().language == "da"
    assert Invitation.objects.get().token_hash != hashed(invited)


def test_nobody_floods_an_address_with_invitations(operator):
    """Neither by inviting again nor by withdrawing in between."""

    def invite():
        return actions.invite(
            organisation=of(operator), email="x@alma.example", by=operator, language="en"
        )

    invite()
    actions.withdraw_invitation(invitation=invite(), by=operator)
    invite()
    with pytest.raises(actions.InvitationError):
        invite()


def test_declining_needs_no_account(invited, visitor, operator, commit):
    mail.outbox.clear()
    with commit():
        visitor.post(page("invitation_answer", token=invited), {"decline": "1"})

    assert Invitation.objects.get().state == InvitationState.DECLINED
    assert [letter.to for letter in mail.outbox] == [[operator.email]]
    assert "has declined" in mail.outbox[0].subject


def test_an_inviter_who_has_left_confirms_nobody(invited, operator, visitor, secretariat):
    actions.end_seat(seat=operator.seats.get(), by=operator)

    visitor.post(page("invitation_answer", token=invited), NEW)

    user = User.objects.get(email="sigge@alma.example")
    assert user.seats.get().is_waiting
    assert roles_of(user) == frozenset()


def test_invite_refuses(operator, member, stranger):
    for by in (member, stranger):
        with pytest.raises(actions.InvitationError, match="cannot invite"):
            actions.invite(organisation=of(operator), email="x@alma.example", by=by, language="en")
    with pytest.raises(actions.InvitationError, match="cannot invite"):
        actions.invite(
            organisation=of(operator),
            email="x@alma.example",
            by=operator,
            language="en",
            function=Function.SECRETARIAT,
        )
    with pytest.raises(actions.InvitationError, match="has this seat"):
        actions.invite(organisation=of(operator), email=operator.email, by=operator, language="en")
    InvitationFactory.create_batch(50, organisation=of(operator))
    with pytest.raises(actions.InvitationError, match="Too many"):
        actions.invite(
            organisation=of(operator), email="x@alma.example", by=operator, language="en"
        )


def test_functions_are_offered_to_those_who_give_them(operator, secretariat, admin, client_of):
    url = page("invitation_create", slug=of(operator).slug)

    assert 'name="function"' not in client_of(operator).get(url).content.decode()
    offered = client_of(secretariat).get(url).content.decode()
    assert 'value="expert"' in offered
    assert 'value="administrator"' not in offered
    assert 'value="administrator"' in client_of(admin).get(url).content.decode()


def test_handing_over_to_an_address_ends_the_seat_when_it_is_accepted(
    operator, client_of, visitor, commit
):
    seat = operator.seats.get()
    with commit():
        client_of(operator).post(
            page("seat_hand_over", pk=seat.pk), {"email": "sigge@alma.example"}
        )
    seat.refresh_from_db()
    assert seat.is_current

    visitor.post(page("invitation_answer", token=token_of(mail.outbox[-1])), NEW)

    seat.refresh_from_db()
    assert not seat.is_current
    assert seat.successor.email == "sigge@alma.example"


def test_forget_invitations(operator):
    now = timezone.now()
    old = now - timedelta(days=31)
    InvitationFactory(state=InvitationState.ACCEPTED, answered_at=old)
    InvitationFactory(state=InvitationState.WITHDRAWN, answered_at=old)
    InvitationFactory(expires_at=old)
    stay = [InvitationFactory(), InvitationFactory(state="declined", answered_at=now)]
    month_ago = now - timedelta(days=30)

    assert retention_rules["network.invitations"].days == 30
    assert actions.forget_invitations(month_ago, True) == 3
    assert Invitation.objects.count() == 5
    assert actions.forget_invitations(month_ago, False) == 3
    assert set(Invitation.objects.all()) == set(stay)
    assert {row.id for row in Invitation.history.all()} == {invitation.pk for invitation in stay}


@pytest.mark.parametrize("rows", [1, 20])
def test_people_list_asks_a_constant_number_of_queries(
    rows, operator, client_of, django_assert_num_queries
):
    organisation = of(operator)
    client = client_of(operator)
    url = page("people_list", slug=organisation.slug)
    client.get(url)
    SeatFactory.create_batch(rows, organisation=organisation)
    for seat in SeatFactory.create_batch(rows, organisation=organisation):
        actions.end_seat(seat=seat, by=seat.person)
    InvitationFactory.create_batch(rows, organisation=organisation, invited_by=operator)

    with django_assert_num_queries(22):
        assert client.get(url).status_code == 200


def test_people_list_hides_addresses_from_those_who_do_not_invite(authority, client_of):
    organisation = OrganisationFactory(country="SE")
    SeatFactory(organisation=organisation)
    InvitationFactory(organisation=organisation, email="secret@alma.example")

    shown = client_of(authority).get(page("people_list", slug=organisation.slug))

    assert "secret@alma.example" not in shown.content.decode()
