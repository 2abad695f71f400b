"""Messages about the site: sent by anybody, answered by the secretariat, forgotten after a year."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import mail as outbox
from django.utils import timezone
from lxml import html

from hub import actions, feedback_views
from hub.jobs import retention_report
from hub.models import Feedback
from tests.factories.hub import FeedbackFactory
from tests.hub.test_look import words

pytestmark = pytest.mark.django_db

MESSAGE = {"kind": "accessibility", "message": "The map cannot be reached by keyboard."}


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Fill in the form as a visitor, in a language."""

    def send_now(language="en", **data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/{language}/feedback/", {**MESSAGE, **data})

    return send_now


# The form


def test_message_is_kept_and_the_secretariat_is_told(send):
    response = send("da", name="Tomé", email="tome@alma.example", page="/da/map/")

    kept = Feedback.objects.get()
    assert response["Location"] == "/da/feedback/thanks/"
    assert (kept.kind, kept.page, kept.name, kept.language, kept.state) == (
        "accessibility",
        "/da/map/",
        "Tomé",
        "da",
        "open",
    )
    told, receipt = outbox.outbox
    assert (told.to, told.reply_to) == (["secretariat@alma.example"], ["tome@alma.example"])
    assert MESSAGE["message"] in told.body
    assert f"/en/feedback/queue/{kept.pk}/" in told.body
    assert receipt.to == ["tome@alma.example"]
    assert receipt.extra_headers["Content-Language"] == "da"


def test_receipt_carries_no_words_of_the_sender(send):
    send(message="Buy at spam.example", name="spam.example", email="victim@alma.example")

    receipt = outbox.outbox[1]
    assert receipt.to == ["victim@alma.example"]
    assert "spam.example" not in receipt.body + receipt.subject


def test_message_needs_no_name_and_no_address(send):
    send()

    assert Feedback.objects.get().email == ""
    assert [message.to for message in outbox.outbox] == [["secretariat@alma.example"]]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(send):
    response = send(message="", email="no address", name="Tomé")

    page = html.fromstring(response.content)
    assert Feedback.objects.count() == 0
    assert len(page.xpath("//div[@class='error-summary']//a")) == 2
    assert page.xpath("//input[@name='name']/@value") == ["Tomé"]


@pytest.mark.parametrize(
    "bad", [{"kind": "nothing"}, {"message": "x" * 4001}, {"page": "x" * 501}, {"message": "a\0b"}]
)
def test_bad_input_is_no_error_of_ours(send, bad):
    assert send(**bad).status_code == 200
    assert Feedback.objects.count() == 0


def test_program_that_fills_in_everything_is_thanked_and_forgotten(send):
    response = send(website="https://spam.example")

    assert response["Location"] == "/en/feedback/thanks/"
    assert (Feedback.objects.count(), outbox.outbox) == (0, [])


def test_one_computer_sends_five_messages_an_hour(send, client):
    answers = [send().status_code for _ in range(feedback_views.MOST + 1)]

    assert answers == [302] * 5 + [429]
    assert Feedback.objects.count() == 5
    last = send(name="Tomé")
    assert "Please try again in an hour" in words(last.content.decode())
    assert html.fromstring(last.content).xpath("//input[@name='name']/@value") == ["Tomé"]


def test_form_knows_what_it_is_about_and_who_is_signed_in(client_of, member):
    response = client_of(member).get("/en/feedback/?about=accessibility&page=/en/map/")

    page = html.fromstring(response.content)
    assert page.xpath("//input[@name='kind'][@checked]/@value") == ["accessibility"]
    assert page.xpath("//input[@name='page']/@value") == ["/en/map/"]
    assert page.xpath("//input[@name='name']/@value") == ["Sofie Damgaard"]
    assert page.xpath("//input[@name='email']/@value") == ["member@alma.example"]


def test_foot_of_every_page_leads_to_the_form_and_tells_it_the_page(visitor):
    page = html.fromstring(visitor.get("/en/projects/").content)
    (link,) = page.xpath("//footer//a[starts-with(@href, '/en/feedback/')]/@href")

    form = html.fromstring(visitor.get(link).content)
    assert form.xpath("//input[@name='page']/@value") == ["/en/projects/"]


def test_form_is_kept_by_no_cache_and_the_pages_that_lead_to_it_are(visitor):
    visitor.get("/en/projects/")

    assert "no-store" in visitor.get("/en/feedback/")["Cache-Control"]
    assert "X-Page-Cache" not in visitor.get("/en/feedback/")
    assert visitor.get("/en/projects/")["X-Page-Cache"] == "hit"


def test_nobody_sees_or_hears_the_field_for_programs(visitor):
    page = html.fromstring(visitor.get("/en/feedback/").content)
    (field,) = page.xpath("//input[@name='website']")

    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
    assert field.xpath("ancestor::*[@aria-hidden='true']/@class") == ["hidden-words"]


# The queue


def test_queue_shows_what_waits_first(client_of, secretariat):
    answered = FeedbackFactory(answered=True)
    late, early = FeedbackFactory(), FeedbackFactory()
    Feedback.objects.filter(pk=early.pk).update(sent_at=timezone.now() - timedelta(days=3))

    client = client_of(secretariat)
    rows = list(client.get("/en/feedback/queue/").context["page_of_feedback"])
    closed = list(client.get("/en/feedback/queue/?state=answered").context["page_of_feedback"])

    assert rows == [early, late, answered]
    assert closed == [answered]


def test_queue_that_is_empty_says_so(client_of, secretariat):
    assert "No messages" in words(
        client_of(secretariat).get("/en/feedback/queue/").content.decode()
    )


@pytest.mark.parametrize("count", [1, 30])
def test_queue_asks_as_much_for_many_as_for_one(
    count, client_of, secretariat, django_assert_max_num_queries
):
    FeedbackFactory.create_batch(count)
    client = client_of(secretariat)
    client.get("/en/feedback/queue/")

    with django_assert_max_num_queries(14):
        client.get("/en/feedback/queue/")


def test_answer_is_sent_in_the_senders_language(
    client_of, secretariat, django_capture_on_commit_callbacks
):
    feedback = FeedbackFactory(language="da")
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(secretariat).post(
            f"/en/feedback/queue/{feedback.pk}/answer/", {"answer": "Nu virker det."}
        )

    feedback.refresh_from_db()
    assert response["Location"] == "/en/feedback/queue/"
    assert (feedback.state, feedback.answer, feedback.answered_by) == (
        "answered",
        "Nu virker det.",
        secretariat,
    )
    (answer,) = outbox.outbox
    assert (answer.to, answer.extra_headers["Content-Language"]) == ([feedback.email], "da")
    assert "Nu virker det." in answer.body
    assert feedback.message in answer.body


def test_closed_message_sends_nothing(client_of, secretariat, django_capture_on_commit_callbacks):
    feedback = FeedbackFactory()
    with django_capture_on_commit_callbacks(execute=True):
        client_of(secretariat).post(
            f"/en/feedback/queue/{feedback.pk}/close/", {"answer": "Advertising."}
        )

    feedback.refresh_from_db()
    assert (feedback.state, feedback.answer, outbox.outbox) == ("closed", "Advertising.", [])


def test_second_answer_is_refused_with_a_reason(client_of, secretariat):
    feedback = FeedbackFactory(answered=True)

    response = client_of(secretariat).post(
        f"/en/feedback/queue/{feedback.pk}/answer/", {"answer": "Again"}
    )

    assert "Somebody has dealt with this message already" in words(response.content.decode())
    feedback.refresh_from_db()
    assert feedback.answer == "It is filled now."


def test_answer_without_an_address_is_refused(secretariat):
    with pytest.raises(actions.FeedbackError, match="left no address"):
        actions.answer_feedback(feedback=FeedbackFactory(email=""), answer="x", by=secretariat)


def test_only_the_secretariat_answers(auditor, member):
    for person in (auditor, member, AnonymousUser()):
        with pytest.raises(actions.FeedbackError, match="secretariat alone"):
            actions.close_feedback(feedback=FeedbackFactory(), note="x", by=person)


def test_editor_shows_how_many_messages_wait(client_of, secretariat):
    FeedbackFactory.create_batch(2)
    FeedbackFactory(answered=True)

    page = words(client_of(secretariat).get("/admin/").content.decode())

    assert "2 messages about the site wait for an answer" in page


# Retention


def test_messages_are_forgotten_after_a_year():
    with time_machine.travel("2026-01-10T12:00:00Z"):
        FeedbackFactory()
        FeedbackFactory(answered=True)
    with time_machine.travel("2026-12-24T12:00:00Z"):
        young = FeedbackFactory()
    with time_machine.travel("2027-01-11T12:00:00Z"):
        would = {key: count for key, _label, count in retention_report(dry_run=True)}
        assert Feedback.objects.count() == 3
        done = {key: count for key, _label, count in retention_report(dry_run=False)}

    assert would["hub.feedback"] == done["hub.feedback"] == 2
    assert list(Feedback.objects.all()) == [young]
