"""Changes of the hub's own records that others notice."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import emails, rules
from hub.models import AccessibilityStatementPage, Feedback
from hub.models.feedback import FeedbackState

REMIND_AGAIN_AFTER = timedelta(days=30)


class FeedbackError(Exception):
    """The message cannot be dealt with in this way; the sentence is for the person."""


# Messages about the site


@transaction.atomic
def send_feedback(
    *, kind: str, message: str, page: str, name: str, email: str, language: str
) -> Feedback:
    """Keep what somebody tells us, tell the secretariat, and tell the sender that it came."""
    feedback = Feedback.objects.create(
        kind=kind, message=message, page=page, name=name, email=email, language=language
    )
    emails.tell_secretariat_of_feedback(feedback)
    emails.confirm_feedback(feedback)
    return feedback


@transaction.atomic
def answer_feedback(*, feedback: Feedback, answer: str, by: Any) -> None:
    """Send the answer to whoever left an address, and keep it."""
    locked = _open_feedback(feedback, by)
    if not locked.email:
        raise FeedbackError(_("The sender left no address: close the message with a note instead."))
    _deal_with(locked, FeedbackState.ANSWERED, answer, by)
    emails.send_answer(locked)


@transaction.atomic
def close_feedback(*, feedback: Feedback, note: str, by: Any) -> None:
    """Nothing is sent; the note says why, for colleagues."""
    _deal_with(_open_feedback(feedback, by), FeedbackState.CLOSED, note, by)


def _open_feedback(feedback: Feedback, by: Any) -> Feedback:
    locked = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if not rules.can_answer_feedback(by):
        raise FeedbackError(_("The secretariat alone answers messages about the site."))
    if not locked.is_open:
        raise FeedbackError(_("Somebody has dealt with this message already."))
    return locked


def _deal_with(feedback: Feedback, state: FeedbackState, answer: str, by: Any) -> None:
    feedback.state, feedback.answer = state, answer
    feedback.answered_at, feedback.answered_by = timezone.now(), by
    feedback.save()


def forget_feedback(before: datetime, dry_run: bool) -> int:
    """The retention rule: messages that were sent before, answered or not."""
    old = Feedback.objects.filter(sent_at__lt=before)
    return old.count() if dry_run else old.delete()[0]


# The accessibility statement


def remind_of_statements() -> int:
    """Once a month as long as a statement waits for its yearly review."""
    today, sent = timezone.localdate(), 0
    for statement in AccessibilityStatementPage.due():
        reminded = statement.reminded_on
        if reminded is None or today - reminded >= REMIND_AGAIN_AFTER:
            emails.remind_of_statement(statement)
            AccessibilityStatementPage.objects.filter(pk=statement.pk).update(reminded_on=today)
            sent += 1
    return sent
