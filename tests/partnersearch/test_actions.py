import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from partnersearch import actions
from partnersearch.actions import TRANSITIONS
from partnersearch.models import Offer, OfferDocument, OfferFacet, State
from tests.factories.network import OrganisationFactory, SeatFactory
from tests.factories.partnersearch import OfferFactory, days_from_now

pytestmark = pytest.mark.django_db

VERBS = {
    "submit": lambda offer, by: actions.submit(offer=offer, by=by),
    "approve": lambda offer, by: actions.approve(offer=offer, by=by),
    "return_for_changes": lambda offer, by: actions.return_for_changes(
        offer=offer, by=by, reason="Say more."
    ),
    "reject": lambda offer, by: actions.reject(offer=offer, by=by, reason="Not ours."),
    "pause": lambda offer, by: actions.pause(offer=offer, by=by),
    "resume": lambda offer, by: actions.resume(offer=offer, by=by),
    "mark_partner_found": lambda offer, by: actions.mark_partner_found(offer=offer, by=by),
    "withdraw": lambda offer, by: actions.withdraw(offer=offer, by=by),
    "archive": lambda offer, by: actions.archive(offer=offer, by=by),
}


@pytest.fixture
def owner():
    return SeatFactory(organisation=OrganisationFactory(operator=True, name="Workshop")).person


def offer_of(owner, state=State.DRAFT, **fields):
    return OfferFactory(
        posted_by=owner, organisation=owner.seats.get().organisation, state=state, **fields
    )


def reasons(offer):
    return list(
        offer.history.order_by("history_id").values_list(
            "state", "history_user__email", "history_change_reason"
        )
    )


# The table


def test_every_state_appears_in_the_table():
    sources = {state for transition in TRANSITIONS.values() for state in transition.sources}
    targets = {transition.target for transition in TRANSITIONS.values()}

    assert sources | targets == set(State)
    assert set(State) - targets == {State.DRAFT}
    assert set(State) - sources == {State.ARCHIVED}


def test_every_action_of_the_table_is_tried():
    assert set(VERBS) == set(TRANSITIONS) - {"expire"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", VERBS)
def test_an_action_follows_the_table(owner, authority, verb, state):
    offer = offer_of(owner, state)
    transition = TRANSITIONS[verb]
    by = authority if verb in ("approve", "return_for_changes", "reject") else owner

    if state in transition.sources:
        VERBS[verb](offer, by)
    else:
        with pytest.raises(actions.TransitionError):
            VERBS[verb](offer, by)

    expected = transition.target if state in transition.sources else state
    assert Offer.objects.get().state == expected


# Writing


def test_a_draft_is_kept_with_who_and_for_whom(owner):
    organisation = owner.seats.get().organisation

    offer = actions.save_draft(
        by=owner, for_=organisation, values={"title": "Cycle workshop", "language": "en"}
    )

    assert (offer.title, offer.state, offer.organisation) == (
        "Cycle workshop",
        "draft",
        organisation,
    )
    row = offer.history.get()
    assert (row.history_user, row.acting_for) == (owner, organisation)


def test_a_form_sent_twice_makes_one_offer(owner):
    key = Offer().form_key
    values = {"title": "Once", "language": "en"}

    first = actions.save_draft(by=owner, values=values, form_key=key)
    second = actions.save_draft(by=owner, values=values | {"title": "Twice"}, form_key=key)

    assert first == second
    assert [offer.title for offer in Offer.objects.all()] == ["Twice"]


def test_a_form_of_somebody_else_is_refused(owner, stranger):
    key = Offer().form_key
    actions.save_draft(by=owner, values={"title": "Mine", "language": "en"}, form_key=key)

    with pytest.raises(actions.TakenKeyError):
        actions.save_draft(by=stranger, values={"title": "x", "language": "en"}, form_key=key)

    assert Offer.objects.get().title == "Mine"


def test_an_old_text_does_not_overwrite_a_newer_one(owner):
    offer = offer_of(owner)
    actions.save_draft(offer=offer, by=owner, values={"title": "Newer"}, seen=1)

    with pytest.raises(actions.StaleOfferError):
        actions.save_draft(offer=offer, by=owner, values={"title": "Older"}, seen=1)

    assert Offer.objects.get().title == "Newer"


def test_the_same_text_sent_twice_is_no_conflict(owner):
    offer = offer_of(owner)
    for _ in range(2):
        actions.save_draft(offer=offer, by=owner, values={"title": "Newer"}, seen=1)

    assert (Offer.objects.get().title, Offer.objects.get().edits) == ("Newer", 2)


def test_a_closed_offer_is_not_changed(owner):
    offer = offer_of(owner, State.EXPIRED)

    with pytest.raises(actions.TransitionError):
        actions.save_draft(offer=offer, by=owner, values={"title": "Later"})


@pytest.mark.parametrize(
    "lack",
    [
        {"pitch": ""},
        {"sectors": []},
        {"languages": []},
        {"role": ""},
        {"expires_on": None},
        {"expires_on": days_from_now(-1)},
        {"expires_on": days_from_now(367)},
        {"organisation": None},
    ],
)
def test_an_incomplete_offer_is_not_submitted(owner, lack):
    offer = OfferFactory(**{"posted_by": owner} | lack)

    with pytest.raises(actions.IncompleteOfferError):
        actions.submit(offer=offer, by=owner)

    assert Offer.objects.get().state == State.DRAFT


def test_a_draft_without_organisation_gets_the_one_acted_for(owner):
    offer = OfferFactory(posted_by=owner, organisation=None)
    organisation = owner.seats.get().organisation

    actions.submit(offer=offer, by=owner, for_=organisation)

    assert Offer.objects.get().organisation == organisation


# Mails


@pytest.fixture
def run_mails(django_capture_on_commit_callbacks):
    def run(action):
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return sorted((message.to[0], message.subject) for message in mail.outbox)

    return run


def test_submit_tells_the_authority_in_charge(owner, authority, secretariat, run_mails):
    offer = offer_of(owner, title="Cycle workshop")

    mails = run_mails(lambda: actions.submit(offer=offer, by=owner))

    subject = "An offer waits for your decision: Cycle workshop"
    assert mails == [(authority.email, subject)]
    assert f"/en/partners/{offer.pk}/decide/" in mail.outbox[0].body


def test_submit_tells_the_secretariat_where_no_authority_is(owner, secretariat, run_mails):
    offer = offer_of(owner, country="PL", nuts="")

    mails = run_mails(lambda: actions.submit(offer=offer, by=owner))

    assert [address for address, _subject in mails] == [secretariat.email]


def test_the_authority_is_not_told_of_its_own_offer(authority, secretariat, run_mails):
    offer = offer_of(authority)

    mails = run_mails(lambda: actions.submit(offer=offer, by=authority))

    assert [address for address, _subject in mails] == [secretariat.email]


def test_the_owner_reads_the_reason_in_the_own_language(owner, authority, run_mails):
    offer = offer_of(owner, State.SUBMITTED, title="Cycle workshop")

    mails = run_mails(
        lambda: actions.return_for_changes(offer=offer, by=authority, reason="Which months?")
    )

    assert mails == [(owner.email, "Please change your offer: Cycle workshop")]
    assert "Which months?" in mail.outbox[0].body
    assert reasons(offer)[-1] == ("returned", authority.email, "Which months?")


def test_colleagues_are_told_when_the_author_has_left(owner, authority, run_mails):
    offer = offer_of(owner, State.SUBMITTED)
    colleague = SeatFactory(organisation=offer.organisation).person
    owner.seats.update(until=timezone.localdate() - timedelta(days=1), since="2020-01-01")

    mails = run_mails(lambda: actions.approve(offer=offer, by=authority))

    assert [address for address, _subject in mails] == [colleague.email]


@pytest.mark.parametrize("verb", ["return_for_changes", "reject"])
def test_a_decision_against_needs_a_reason(owner, authority, verb):
    offer = offer_of(owner, State.SUBMITTED)

    with pytest.raises(actions.ReasonMissingError):
        getattr(actions, verb)(offer=offer, by=authority, reason="  ")

    assert Offer.objects.get().state == State.SUBMITTED
    assert mail.outbox == []


# Approval


def test_approval_makes_public_and_renews_the_page_cache(
    owner, authority, django_capture_on_commit_callbacks
):
    offer = offer_of(owner, State.SUBMITTED)
    before = caches["pages"].get("generation")

    with django_capture_on_commit_callbacks(execute=True):
        actions.approve(offer=offer, by=authority, seen=1)

    offer = Offer.objects.get()
    assert (offer.state, offer.decided_by) == (State.PUBLISHED, authority)
    assert offer.published_at is not None
    assert OfferDocument.objects.filter(offer=offer).exists()
    assert caches["pages"].get("generation") != before


def test_what_was_not_read_is_not_approved(owner, authority):
    offer = offer_of(owner, State.SUBMITTED)
    actions.save_draft(offer=offer, by=owner, values={"title": "Something else"}, seen=1)

    with pytest.raises(actions.StaleOfferError):
        actions.approve(offer=offer, by=authority, seen=1)

    assert Offer.objects.get().state == State.SUBMITTED


def test_who_mends_an_offer_does_not_approve_it(owner, authority, secretariat):
    offer = offer_of(owner, State.SUBMITTED)
    actions.save_draft(offer=offer, by=secretariat, values={"title": "Mended"}, seen=1)

    with pytest.raises(actions.OwnTextError):
        actions.approve(offer=offer, by=secretariat, seen=2)
    assert Offer.objects.get().state == State.SUBMITTED

    actions.approve(offer=offer, by=authority, seen=2)
    offer = Offer.objects.get()
    assert (offer.state, offer.title) == (State.PUBLISHED, "Mended")


def test_an_offer_that_has_run_out_meanwhile_is_not_approved(owner, authority):
    offer = offer_of(owner, State.SUBMITTED, expires_on=days_from_now(-1))

    with pytest.raises(actions.IncompleteOfferError):
        actions.approve(offer=offer, by=authority)


# A change of an approved offer


@pytest.fixture
def changed(owner):
    offer = offer_of(owner, State.PUBLISHED, title="Before")
    actions.save_draft(offer=offer, by=owner, values={"title": "After", "group_max": 12})
    return offer


def state_of(offer):
    row = Offer.objects.get(pk=offer.pk)
    return row.state, row.change_state, row.title, row.latest.title


def test_a_change_is_not_public_while_it_waits(owner, authority, changed):
    assert state_of(changed) == ("published", "draft", "Before", "After")

    actions.submit(offer=changed, by=owner)
    assert state_of(changed) == ("published", "submitted", "Before", "After")

    actions.return_for_changes(offer=changed, by=authority, reason="Why twelve?")
    assert state_of(changed) == ("published", "returned", "Before", "After")
    assert OfferDocument.objects.get().title == "before"


def test_an_approved_change_takes_the_place(owner, authority, changed):
    published_at = changed.published_at
    actions.submit(offer=changed, by=owner)

    actions.approve(offer=changed, by=authority)

    assert state_of(changed) == ("published", "", "After", "After")
    assert Offer.objects.get().published_at == published_at
    assert OfferDocument.objects.get().title == "after"


def test_a_rejected_change_is_dropped(owner, authority, changed, run_mails):
    actions.submit(offer=changed, by=owner)
    mail.outbox.clear()

    mails = run_mails(lambda: actions.reject(offer=changed, by=authority, reason="No."))

    assert state_of(changed) == ("published", "", "Before", "Before")
    assert mails == [(owner.email, "The change of your offer was not accepted: Before")]


def test_a_change_of_a_paused_offer_does_not_show_it(owner, authority, changed):
    actions.submit(offer=changed, by=owner)
    actions.pause(offer=changed, by=owner)

    actions.approve(offer=changed, by=authority)

    assert state_of(changed) == ("paused", "", "After", "After")
    assert not OfferDocument.objects.exists()


def test_withdrawing_drops_the_change(owner, changed):
    actions.withdraw(offer=changed, by=owner, reason="No money")

    assert state_of(changed) == ("withdrawn", "", "Before", "Before")
    assert reasons(changed)[-1] == ("withdrawn", owner.email, "No money")
    assert not OfferFacet.objects.exists()


# The secretariat stands in


def test_the_secretariat_says_why_and_the_owner_is_told(owner, secretariat, run_mails):
    offer = offer_of(owner, State.PUBLISHED, title="Cycle workshop")
    with pytest.raises(actions.ReasonMissingError):
        actions.pause(offer=offer, by=secretariat, reason=" ")
    assert Offer.objects.get().state == State.PUBLISHED

    mails = run_mails(
        lambda: actions.pause(offer=offer, by=secretariat, reason="The address is wrong.")
    )

    assert Offer.objects.get().state == State.PAUSED
    assert mails == [(owner.email, "Your offer is now “Paused”: Cycle workshop")]
    assert "The address is wrong." in mail.outbox[0].body


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_one_decides(owner, authority, secretariat):
    offer = offer_of(owner, State.SUBMITTED)
    start = threading.Barrier(2)

    def decide(verb, by):
        try:
            start.wait(timeout=20)
            VERBS[verb](Offer.objects.get(pk=offer.pk), by)
        except actions.TransitionError:
            return "too late"
        finally:
            connection.close()
        return TRANSITIONS[verb].target

    with ThreadPoolExecutor(2) as pool:
        answers = [
            pool.submit(decide, "approve", authority),
            pool.submit(decide, "reject", secretariat),
        ]
    results = [answer.result() for answer in answers]

    assert sorted(results, key=lambda result: result == "too late")[1] == "too late"
    assert Offer.objects.get().state in results


# Expiry


def test_what_has_run_out_ends(owner, run_mails):
    over = offer_of(owner, State.PUBLISHED, expires_on=days_from_now(-1), title="Over")
    paused = offer_of(owner, State.PAUSED, expires_on=days_from_now(-3), title="Paused")
    open_ = offer_of(owner, State.PUBLISHED, expires_on=days_from_now(0))
    draft = offer_of(owner, State.DRAFT, expires_on=days_from_now(-1))

    mails = run_mails(actions.expire_due)

    states = dict(Offer.objects.values_list("pk", "state"))
    assert states == {
        over.pk: "expired",
        paused.pk: "expired",
        open_.pk: "published",
        draft.pk: "draft",
    }
    assert mails == [
        (owner.email, "Your offer has ended: Over"),
        (owner.email, "Your offer has ended: Paused"),
    ]
    assert list(OfferDocument.objects.values_list("offer", flat=True)) == [open_.pk]
    assert actions.expire_due() == 0
