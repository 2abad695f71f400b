"""Seats are asked for, decided on, handed over and ended on the site."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from network import actions, departure, rules
from network.models import (
    Circle,
    Function,
    InvitationState,
    Organisation,
    ProposalState,
    Seat,
    User,
)
from network.roles import Role, roles_of
from tests.factories import workpackages as make_text
from tests.factories.meetings import ActionFactory
from tests.factories.network import (
    OrganisationFactory,
    ProposalFactory,
    SeatFactory,
    UserFactory,
)
from tests.factories.partnersearch import OfferFactory
from workpackages import actions as text_actions
from workpackages.models import Version
from workpackages.rules import can_change_suggestion

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def of(person):
    return person.seats.get().organisation


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """`with letters() as sent:` what was mailed by the end, as {(address, subject)}."""

    class Sent(list):
        def __enter__(self):
            mail.outbox.clear()
            self.context = django_capture_on_commit_callbacks(execute=True)
            self.context.__enter__()
            return self

        def __exit__(self, *error):
            self.context.__exit__(*error)
            self += [(letter.to[0], letter.subject) for letter in mail.outbox]

    return Sent


def page(name, **kwargs):
    return reverse(f"network:{name}", kwargs=kwargs)


# Asking


def test_seat_ask_finds_by_words_in_either_script(stranger, client_of):
    OrganisationFactory(name="Εργαστήρι Ελπίδα", latin_name="Ergastiri Elpida", slug="elpida")
    client = client_of(stranger)

    assert b"Elpida" in client.get(page("seat_ask"), {"q": "elpida erg"}).content
    nothing = client.get(page("seat_ask"), {"q": "nowhere"}).content.decode()
    assert "No organisation with this name" in nothing
    assert f"{page('organisation_propose')}?name=nowhere" in nothing


def test_seat_request_tells_those_who_may_confirm(stranger, operator, client_of, letters):
    client = client_of(stranger)

    with letters() as sent:
        response = client.post(
            page("seat_request", slug=of(operator).slug), {"message": "I lead the\r\nworkshop."}
        )

    assert response.url == page("seat_mine")
    seat = stranger.seats.get()
    assert (seat.is_waiting, seat.message) == (True, "I lead the\nworkshop.")
    assert sent == [(operator.email, "Nia Petrova asks for a seat in Verkstaden Nord")]
    assert "Waits for confirmation" in client.get(page("seat_mine")).content.decode()
    again = client.post(page("seat_request", slug=of(operator).slug))
    assert "You have this seat already, or have asked for it." in again.content.decode()


def test_a_first_seat_is_for_the_authority_in_charge(authority, secretariat, stranger, letters):
    with letters() as sent:
        actions.ask_for_seat(organisation=OrganisationFactory(country="SE"), by=stranger)
        actions.ask_for_seat(organisation=OrganisationFactory(country="DK"), by=stranger)

    assert [address for address, _subject in sent] == [authority.email, secretariat.email]


def test_seat_withdraw(stranger, operator, client_of):
    seat = SeatFactory(person=stranger, organisation=of(operator), waiting=True)

    client_of(stranger).post(page("seat_withdraw", pk=seat.pk))

    seat.refresh_from_db()
    assert str(seat.state_label) == "Withdrawn"
    assert not rules.requests_for(operator).exists()
    with pytest.raises(actions.SeatError, match="cannot be withdrawn"):
        actions.withdraw_request(seat=seat, by=stranger)


def test_requests_for_are_those_that_can_be_confirmed(
    secretariat, authority, operator, member, admin, stranger
):
    """The queue asks the database what the rule asks of one seat."""
    for function in (Function.MEMBER, Function.EXPERT, Function.ADMINISTRATOR):
        for organisation in (of(operator), of(member), OrganisationFactory(country="SE")):
            SeatFactory(organisation=organisation, function=function, waiting=True)
    SeatFactory(organisation=of(authority), person=stranger, waiting=True)
    SeatFactory(organisation=of(operator), person=secretariat, waiting=True)

    for person in (secretariat, authority, operator, member, admin, stranger):
        expected = {
            seat.pk for seat in Seat.objects.waiting() if rules.can_confirm_seat(person, seat)
        }
        assert set(rules.requests_for(person).values_list("pk", flat=True)) == expected, person


def test_a_regional_authority_goes_before_the_national_one(authority, stranger):
    region = SeatFactory(
        organisation=OrganisationFactory(authority=True, country="SE", authority_regions=["SE3"])
    ).person
    north = SeatFactory(organisation=OrganisationFactory(country="SE", region="SE33"), waiting=True)
    proposal = ProposalFactory(region="SE33")

    assert list(rules.requests_for(fresh(region))) == [north]
    assert list(rules.proposals_for(fresh(region))) == [proposal]
    assert not rules.requests_for(authority).exists()
    assert not rules.proposals_for(authority).exists()


# Deciding


@pytest.mark.parametrize("rows", [1, 30])
def test_seat_queue_asks_a_constant_number_of_queries(
    rows, secretariat, client_of, django_assert_num_queries
):
    client = client_of(secretariat)
    client.get(page("seat_queue"))
    SeatFactory.create_batch(rows, waiting=True)
    ProposalFactory.create_batch(rows)

    with django_assert_num_queries(12):
        client.get(page("seat_queue"))


def test_seat_queue_counts_in_the_menu(operator, client_of):
    client = client_of(operator)
    assert "Nobody waits" in client.get(page("seat_queue")).content.decode()

    SeatFactory(organisation=of(operator), waiting=True)

    shown = client.get(page("seat_queue")).content.decode()
    assert "Requests for seats (1)" in " ".join(shown.split())


def test_seat_decide_confirms_and_rights_come_with_the_next_request(
    stranger, operator, client_of, letters
):
    seat = actions.ask_for_seat(organisation=of(operator), by=stranger)
    open_session = client_of(stranger)
    assert "for Verkstaden Nord" not in open_session.get("/en/").content.decode()
    assert open_session.get(reverse("meetings:action_list")).status_code == 403

    with letters() as sent:
        client_of(operator).post(page("seat_decide", pk=seat.pk), {"decision": "confirm"})

    assert sent == [(stranger.email, "You have a seat in Verkstaden Nord")]
    assert open_session.get(reverse("meetings:action_list")).status_code == 200
    assert "Verkstaden Nord" in open_session.get(page("seat_mine")).content.decode()

    actions.end_seat(seat=seat, by=operator, reason="A mistake")
    assert open_session.get(reverse("meetings:action_list")).status_code == 403


def test_seat_decide_declines_with_a_reason_in_the_readers_language(
    stranger, operator, client_of, letters
):
    type(stranger).objects.filter(pk=stranger.pk).update(language="da")
    seat = actions.ask_for_seat(organisation=of(operator), by=fresh(stranger))
    client = client_of(operator)

    refused = client.post(page("seat_decide", pk=seat.pk), {"decision": "decline", "reason": " "})
    assert "Give a reason; the person will read it." in refused.content.decode()
    with letters() as sent:
        client.post(
            page("seat_decide", pk=seat.pk), {"decision": "decline", "reason": "Not one of us."}
        )

    assert [address for address, _subject in sent] == [stranger.email]
    (letter,) = mail.outbox
    assert letter.extra_headers["Content-Language"] == "da"
    assert "Not one of us." in letter.body
    assert "Not one of us." in client_of(stranger).get(page("seat_mine")).content.decode()
    seat.refresh_from_db()
    assert (str(seat.state_label), roles_of(fresh(stranger))) == ("Declined", frozenset())
    with pytest.raises(actions.SeatError, match="quicker"):
        actions.decline_seat(seat=seat, by=operator, reason="Again")


def test_a_proposed_organisation_is_seen_by_nobody_before_it_is_taken_in(
    stranger, authority, client_of, letters
):
    client = client_of(stranger)
    data = {"name": "Fjällverkstan", "kind": "ngo", "country": "SE", "region": "DE1"}
    wrong = client.post(page("organisation_propose"), data)
    assert "This region is in another country." in wrong.content.decode()

    with letters() as sent:
        client.post(page("organisation_propose"), data | {"region": "SE33"})

    assert [address for address, _subject in sent] == [authority.email]
    assert not Organisation.objects.filter(name="Fjällverkstan").exists()
    proposal = stranger.organisation_proposals.get()
    with letters() as sent:
        client_of(authority).post(
            page("proposal_decide", pk=proposal.pk), {"decision": "confirm", "circle": "core"}
        )

    organisation = Organisation.objects.get(name="Fjällverkstan")
    assert organisation.circle == Circle.PROJECTS  # others are given by the secretariat
    assert (organisation.slug, organisation.region) == ("fjallverkstan", "SE33")
    assert roles_of(fresh(stranger)) == {Role.OPERATOR}
    assert sent == [(stranger.email, "You have a seat in Fjällverkstan")]


def test_proposal_decide_finds_the_organisation_that_was_there(
    stranger, secretariat, operator, letters
):
    proposal = ProposalFactory(person=stranger, name="Verkstan Nord")

    with letters() as sent:
        actions.accept_proposal(
            proposal=proposal, by=secretariat, circle="core", existing=of(operator)
        )

    assert stranger.seats.get().organisation == of(operator)
    assert sent == [(stranger.email, "You have a seat in Verkstaden Nord")]


def test_proposals_are_declined_withdrawn_and_forgotten(stranger, secretariat, client_of, letters):
    declined, withdrawn = ProposalFactory.create_batch(2, person=stranger)
    with letters() as sent:
        client_of(secretariat).post(
            page("proposal_decide", pk=declined.pk),
            {"decision": "decline", "circle": "projects", "reason": "No office."},
        )
    assert sent == [(stranger.email, f"Your request was declined: {declined.name}")]
    assert "No office." in client_of(stranger).get(page("seat_mine")).content.decode()
    client_of(stranger).post(page("proposal_withdraw", pk=withdrawn.pk))
    withdrawn.refresh_from_db()
    assert withdrawn.state == ProposalState.WITHDRAWN

    later = timezone.now() + timezone.timedelta(seconds=1)
    assert actions.forget_proposals(later, True) == 2
    assert actions.forget_proposals(later, False) == 2
    assert not stranger.organisation_proposals.exists()
    assert not type(declined).history.exists()


def test_the_longest_queue_of_proposals_has_an_end(stranger):
    ProposalFactory.create_batch(5, person=stranger)

    with pytest.raises(actions.SeatError, match="several"):
        actions.propose_organisation(
            proposal=ProposalFactory.build(person=None, name="A sixth"), by=stranger
        )


# Leaving


def test_seat_end_names_what_stays_and_who_takes_over(operator, client_of, letters):
    seat = operator.seats.get()
    colleague = SeatFactory(organisation=seat.organisation).person
    OfferFactory(
        organisation=seat.organisation, posted_by=operator, title="Six places", state="published"
    )
    ActionFactory(organisation=seat.organisation, text="Send the flyer")
    client = client_of(operator)
    shown = client.get(page("seat_end", pk=seat.pk)).content.decode()
    assert "Six places" in shown
    assert "Send the flyer" in shown
    assert colleague.name in shown

    with letters() as sent:
        client.post(page("seat_end", pk=seat.pk), {"successor": colleague.pk})

    assert sorted(sent) == sorted(
        [
            (colleague.email, "Elin Forsberg has left Verkstaden Nord"),
            (operator.email, "Your seat in Verkstaden Nord has ended"),
        ]
    )
    letter = next(letter for letter in mail.outbox if letter.to == [colleague.email])
    assert "has named you to take over" in letter.body
    assert "Six places" in letter.body
    seat.refresh_from_db()
    assert (seat.successor, seat.is_current) == (colleague, False)
    assert departure.heirs(operator, seat.organisation) == [colleague]
    people = client_of(colleague).get(page("people_list", slug=seat.organisation.slug))
    assert f"{colleague.name} takes over" in " ".join(people.content.decode().split())
    assert client.get(page("people_list", slug=seat.organisation.slug)).status_code == 403


def test_heirs_are_named_else_colleagues_else_the_secretariat(secretariat, operator):
    organisation = of(operator)
    second, third = (SeatFactory(organisation=organisation) for _number in range(2))
    first = operator.seats.get()

    actions.end_seat(seat=first, by=operator, successor=second.person)
    assert departure.heirs(operator, organisation) == [second.person]
    actions.end_seat(seat=second, by=second.person, successor=third.person)
    assert departure.heirs(operator, organisation) == [third.person]
    actions.end_seat(seat=third, by=third.person)
    assert departure.heirs(operator, organisation) == [secretariat]
    stays = SeatFactory(organisation=organisation).person
    assert departure.heirs(operator, organisation) == [stays]


def test_a_second_seat_in_the_organisation_takes_nothing_over(operator, letters):
    seat = operator.seats.get()
    other = SeatFactory(person=operator, organisation=seat.organisation, function=Function.EXPERT)

    with letters() as sent:
        actions.end_seat(seat=other, by=operator)

    assert [address for address, _subject in sent] == [operator.email]


def test_only_a_colleague_takes_over(operator, member, client_of):
    seat = operator.seats.get()
    SeatFactory(organisation=seat.organisation)

    with pytest.raises(actions.SeatError, match="Only a colleague"):
        actions.end_seat(seat=seat, by=operator, successor=member)
    client_of(operator).post(page("seat_end", pk=seat.pk), {"successor": member.pk})
    assert fresh(operator).seats.current().exists()


def test_seat_end_of_somebody_who_waits_is_a_decision(operator, client_of):
    seat = SeatFactory(organisation=of(operator), waiting=True)

    response = client_of(operator).get(page("seat_end", pk=seat.pk))

    assert response.url == page("seat_decide", pk=seat.pk)


def test_seat_hand_over_gives_a_colleague_the_function(secretariat, client_of, letters):
    seat = secretariat.seats.get()
    colleague = SeatFactory(organisation=seat.organisation).person

    with letters() as sent:
        client_of(secretariat).post(page("seat_hand_over", pk=seat.pk), {"colleague": colleague.pk})

    assert Role.SECRETARIAT in roles_of(fresh(colleague))
    assert roles_of(fresh(secretariat)) == frozenset()
    assert {address for address, _subject in sent} == {colleague.email, secretariat.email}


def test_seat_hand_over_of_a_function_needs_who_gives_it(expert, client_of):
    seat = expert.seats.get()
    colleague = SeatFactory(organisation=seat.organisation).person

    response = client_of(expert).post(
        page("seat_hand_over", pk=seat.pk), {"colleague": colleague.pk}
    )

    assert "You cannot confirm this seat." in response.content.decode()
    assert roles_of(fresh(expert)) == {Role.EXPERT}


@pytest.mark.parametrize(
    "data", [{}, {"email": "not an address"}, {"email": "a@alma.example", "colleague": "both"}]
)
def test_seat_hand_over_asks_for_one_of_two(data, operator, client_of):
    seat = operator.seats.get()
    colleague = SeatFactory(organisation=seat.organisation).person
    data = {key: colleague.pk if value == "both" else value for key, value in data.items()}

    response = client_of(operator).post(page("seat_hand_over", pk=seat.pk), data)

    assert response.status_code == 200
    assert fresh(operator).seats.current().exists()


# Acting


def test_the_acting_organisation_is_shown_and_left_with_its_seat(operator, client_of):
    first = operator.seats.get()
    second = SeatFactory(person=operator, organisation=OrganisationFactory(name="Second House"))
    client = client_of(operator)
    assert "for Verkstaden Nord" in client.get("/en/").content.decode()

    client.post(page("seat_choose"), {"seat": second.pk})
    assert "for Second House" in client.get("/en/").content.decode()

    actions.end_seat(seat=second, by=operator)
    assert f"for {first.organisation}" in client.get("/en/").content.decode()
    assert client.post(page("seat_choose"), {"seat": second.pk}).status_code == 403


def test_choosing_on_the_page_of_ones_organisations_leads_back_to_it(operator, client_of):
    second = SeatFactory(person=operator, organisation=OrganisationFactory())
    client = client_of(operator)
    html = client.get(page("seat_mine")).content.decode()
    assert f'name="next" value="{page("seat_mine")}"' in html

    answer = client.post(page("seat_choose"), {"seat": second.pk, "next": page("seat_mine")})
    assert answer.url == page("seat_mine")


# The last secretariat


def test_the_last_secretariat_stays_by_every_channel(secretariat, admin, client_of):
    seat = secretariat.seats.get()
    client = client_of(secretariat)

    response = client.post(page("seat_end", pk=seat.pk))
    assert "name another person first" in response.content.decode()
    editor = client.post(
        reverse("seat:edit", args=[seat.pk]), {"decision": "end", "reason": "By the editor"}
    )
    assert "name another person first" in editor.content.decode()
    with pytest.raises(actions.AccountError, match="name another"):
        actions.close_account(account=secretariat, by=admin, reason="Closed")
    with pytest.raises(Exception, match="name another"):
        actions.ask_for_erasure(person=secretariat, by=secretariat)
    with pytest.raises(actions.SeatError, match="name another"):
        actions.keep_secretariat(without=secretariat)
    with pytest.raises(ProtectedError):
        secretariat.delete()
    root = User.objects.create_superuser("root@alma.example")
    assert client_of(root).post(reverse("seat:delete", args=[seat.pk])).status_code in {302, 403}
    secretariat.is_active = False
    with pytest.raises(ValidationError, match="name another"):
        secretariat.full_clean()
    assert Seat.objects.of_secretariat().get() == seat
    assert roles_of(fresh(secretariat)) == {Role.SECRETARIAT}


def test_a_closed_account_is_no_secretariat(secretariat):
    closed = SeatFactory(function=Function.SECRETARIAT, person=UserFactory(is_active=False))

    with pytest.raises(actions.SeatError, match="name another"):
        actions.end_seat(seat=secretariat.seats.get(), by=secretariat)
    actions.end_seat(seat=closed, by=secretariat)
    assert not closed.is_current


def test_every_state_has_its_moves():
    assert set(actions.INVITATION_MOVES) == set(InvitationState)
    assert set(actions.PROPOSAL_MOVES) == set(ProposalState)


def test_the_pages_of_what_somebody_left_name_who_takes_over(
    operator, authority, client_of, letters
):
    seat = operator.seats.get()
    colleague = SeatFactory(organisation=seat.organisation).person
    offer = OfferFactory(organisation=seat.organisation, posted_by=operator, state="submitted")
    url = reverse("partnersearch:offer_decide", args=[offer.pk])
    client = client_of(authority)
    assert "takes over" not in client.get(url).content.decode()

    actions.end_seat(seat=seat, by=operator, successor=colleague)

    assert f"{colleague.name} takes over" in client.get(url).content.decode()
    with letters() as sent:
        client.post(url, {"decision": "reject", "reason": "No.", "seen": offer.edits})
    assert [address for address, _subject in sent] == [colleague.email]


def test_what_was_taken_over_is_handed_on_with_the_seat(operator, client_of, letters):
    seat = operator.seats.get()
    second, third = SeatFactory.create_batch(2, organisation=seat.organisation)
    offer = OfferFactory(organisation=seat.organisation, posted_by=operator)
    actions.end_seat(seat=seat, by=operator, successor=second.person)

    assert departure.led_by(second.person, seat.organisation) == [second.person, operator]
    assert departure.led_by(third.person, seat.organisation) == [third.person]
    html = client_of(second.person).get(page("seat_end", pk=second.pk)).content.decode()
    assert offer.title in html

    with letters():
        actions.end_seat(seat=second, by=second.person, successor=third.person)
    told = next(letter for letter in mail.outbox if letter.to == [third.person.email])
    assert offer.title in told.body


def test_a_colleague_withdraws_the_suggestion_of_somebody_who_has_left(member, secretariat):
    seat = member.seats.get()
    programme = make_text.programme(make_text.text("Members meet."))
    text_actions.make_draft(page=programme, by=secretariat, label="0.9")
    version = Version.objects.newest()
    clause = version.clauses_of()[1]
    suggestion = text_actions.suggest(
        version=version,
        clause_id=clause["id"],
        proposed=clause | {"value": {"text": "<p>Members meet twice.</p>"}},
        rationale="",
        organisation=seat.organisation,
        by=member,
        language="en",
    )
    colleague = SeatFactory(organisation=seat.organisation).person
    assert departure.things_of(seat.organisation, [member])[0].person == member.pk
    assert not can_change_suggestion(colleague, suggestion)

    actions.end_seat(seat=seat, by=member)

    assert can_change_suggestion(colleague, suggestion)
    assert not can_change_suggestion(fresh(member), suggestion)
    assert not can_change_suggestion(secretariat, suggestion)
