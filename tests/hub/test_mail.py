import smtplib
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from hub import mail
from tests.factories.network import UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LETTER = """{% load hub_tags %}News about {{ thing }}

Dear {{ to.name }}, at {{ moment|date:"H:i" }}: {{ base_url }}{% reader_url "account_login" %}
"""


@pytest.fixture
def letter(tmp_path, settings):
    """A template that an app could have, in a folder beside the real ones."""
    folder = tmp_path / "tests" / "email"
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text(LETTER)
    engine = dict(settings.TEMPLATES[0])
    engine["DIRS"] = [*engine["DIRS"], tmp_path]
    settings.TEMPLATES = [engine]
    settings.HUB_URL = "https://hub.example"


@pytest.fixture
def send(letter, django_capture_on_commit_callbacks):
    def send_now(to, **kwargs):
        context = {"thing": "R&D <now>", "moment": NOON}
        with django_capture_on_commit_callbacks(execute=True):
            mail.send(to=to, template="tests/letter", context=context, **kwargs)

    return send_now


def test_a_mail_is_written_in_the_language_and_time_of_its_reader(send):
    send(UserFactory(first_name="Sofie", last_name="D", language="da", time_zone="Europe/Helsinki"))

    (message,) = outbox.outbox
    assert message.subject == "News about R&D <now>"
    assert "Dear Sofie D, at 14:00: https://hub.example/da/accounts/login/" in message.body
    assert message.extra_headers["Content-Language"] == "da"


def test_a_mail_has_a_funding_line_and_an_html_twin_that_escapes(send):
    send("office@alma.example", language="en")

    (message,) = outbox.outbox
    ((html, kind),) = message.alternatives
    assert message.to == ["office@alma.example"]
    assert message.body.rstrip().endswith("Funded by the European Union")
    assert kind == "text/html"
    assert '<html lang="en">' in html
    assert "R&amp;D &lt;now&gt;" in html
    assert '<a href="https://hub.example/en/accounts/login/"' in html


def test_who_has_no_account_any_more_gets_no_mail(send):
    send(UserFactory(is_active=False))

    assert outbox.outbox == []


def test_a_language_that_is_not_switched_on_is_answered_in_the_first(send):
    send(UserFactory(language="fr"))

    assert outbox.outbox[0].extra_headers["Content-Language"] == "en"


def test_a_refused_mail_is_sent_again_later_and_given_up_in_the_end(send, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with time_machine.travel(NOON, tick=False):
        send("office@alma.example")
        queued = DBTaskResult.objects.get()
        mail.deliver.call(**queued.args_kwargs["kwargs"])

        again = DBTaskResult.objects.exclude(pk=queued.pk).get()
        assert again.run_after == NOON + timedelta(minutes=1)
        assert again.args_kwargs["kwargs"]["attempt"] == 2

        last = {**again.args_kwargs["kwargs"], "attempt": 5}
        with pytest.raises(smtplib.SMTPServerDisconnected):
            mail.deliver.call(**last)
