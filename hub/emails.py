"""The mails that the hub itself sends; most go to the address of the secretariat."""

from django.conf import settings

from hub import mail
from hub.models import AccessibilityStatementPage, Feedback


def tell_secretariat_of_feedback(feedback: Feedback) -> None:
    """With the sender's address to answer to, if there is one."""
    mail.send(
        to=settings.HUB_CONTACT_EMAIL,
        template="hub/feedback_received",
        context={"feedback": feedback},
        language=settings.LANGUAGE_CODE,
        reply_to=[feedback.email] if feedback.email else [],
    )


def confirm_feedback(feedback: Feedback) -> None:
    """Nothing of the message: the form must not carry a stranger's words to a third person."""
    if feedback.email:
        mail.send(to=feedback.email, template="hub/feedback_receipt", language=feedback.language)


def send_answer(feedback: Feedback) -> None:
    if feedback.email:
        mail.send(
            to=feedback.email,
            template="hub/feedback_answer",
            context={"feedback": feedback},
            language=feedback.language,
            reply_to=[settings.HUB_CONTACT_EMAIL],
        )


def remind_of_statement(statement: AccessibilityStatementPage) -> None:
    mail.send(
        to=settings.HUB_CONTACT_EMAIL,
        template="hub/statement_due",
        context={"statement": statement},
        language=settings.LANGUAGE_CODE,
    )
