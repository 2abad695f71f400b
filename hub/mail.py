"""Mails of the hub: written in the reader's language, queued on commit, sent by the worker.

    send(to=user, template="partnersearch/offer_approved", context={"offer": offer})

renders `templates/partnersearch/email/offer_approved.txt`. Its first line is the subject:

    {% load hub_tags i18n %}{% translate "Your offer is public" %}

    {% translate "The text of the mail …" %}
    {{ base_url }}{% reader_url 'partnersearch:offer_detail' offer.pk %}

It is handed `to` (the person), `base_url`, `hub_name` and the context. The footer with the funding
statement, and a light HTML twin with the emblem embedded, are added here.
"""

import logging
import smtplib
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import timedelta
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, SafeMIMEMultipart
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django_tasks import default_task_backend

from hub import foot
from hub.jobs import enqueue_on_commit, task
from hub.languages import reading_in, switched_on

logger = logging.getLogger(__name__)

EMBLEM = Path(__file__).parent / "static" / "hub" / "eu-emblem.png"
EMBLEM_ID = "eu-emblem"
# How long to wait before the second, third … attempt.
WAITS = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)]


def send(
    *,
    to: Any,
    template: str,
    context: dict[str, Any] | None = None,
    language: str | None = None,
    reply_to: Iterable[str] = (),
    attachments: Iterable[tuple[str, str, str]] = (),
) -> None:
    """Queue one mail to a person or an address; attachments are (name, text, kind)."""
    address = getattr(to, "email", to)
    if not address or not getattr(to, "is_active", True):
        return
    language = switched_on(language or getattr(to, "language", None))
    subject, text = _written(to, template, context or {}, language)
    send_text(
        to=address,
        subject=subject,
        text=text,
        language=language,
        reply_to=reply_to,
        attachments=attachments,
    )


def send_text(
    *,
    to: str,
    subject: str,
    text: str,
    language: str,
    reply_to: Iterable[str] = (),
    attachments: Iterable[tuple[str, str, str]] = (),
) -> None:
    """Queue a mail that is written already, footer and all."""
    enqueue_on_commit(
        deliver,
        to=to,
        subject=subject,
        text=text,
        html=_twin(subject, text, language),
        language=language,
        reply_to=list(reply_to),
        attachments=[list(attachment) for attachment in attachments],
    )


def send_past_the_queue(*, to: str, template: str, language: str) -> None:
    """One mail that nothing of ours may keep, not even the queue; if it fails, it fails."""
    language = switched_on(language)
    subject, text = _written(to, template, {}, language)
    message = _message(
        to=to,
        subject=subject,
        text=text,
        html=_twin(subject, text, language),
        language=language,
        reply_to=[],
        attachments=[],
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        logger.warning("A mail that is not queued could not be sent")


@task
def deliver(*, attempt: int = 1, **mail: Any) -> None:
    """Send one mail; a server that does not take it is asked again later."""
    try:
        _message(**mail).send()
    except (OSError, smtplib.SMTPException):
        if attempt > len(WAITS) or not default_task_backend.supports_defer:
            raise
        later = timezone.now() + WAITS[attempt - 1]
        deliver.using(run_after=later).enqueue(attempt=attempt + 1, **mail)


class HubMessage(EmailMultiAlternatives):
    """The HTML twin carries the emblem with it, so that no server is asked for a picture."""

    def _create_mime_attachment(self, content: Any, mimetype: str) -> Any:
        part = super()._create_mime_attachment(content, mimetype)  # type: ignore[misc]
        if mimetype != "text/html" or f"cid:{EMBLEM_ID}" not in content:
            return part
        related = SafeMIMEMultipart(_subtype="related", type="text/html")
        related.attach(part)
        related.attach(_emblem())
        return related


def _emblem() -> MIMEBase:
    image = MIMEImage(_emblem_file(), "png")
    image.add_header("Content-ID", f"<{EMBLEM_ID}>")
    image.add_header("Content-Disposition", "inline", filename="eu-emblem.png")
    return image


@cache
def _emblem_file() -> bytes:
    return EMBLEM.read_bytes()


def _message(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    language: str,
    reply_to: list[str],
    attachments: list[list[str]],
) -> EmailMultiAlternatives:
    message = HubMessage(
        subject,
        text,
        to=[to],
        reply_to=reply_to,
        headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    for name, content, kind in attachments:
        message.attach(name, content, kind)
    return message


def _written(to: Any, template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    app, name = template.split("/")
    context = {
        "to": to,
        "base_url": settings.HUB_URL,
        "hub_name": gettext_lazy(settings.HUB_NAME),
        "hub_contact_email": settings.HUB_CONTACT_EMAIL,
        "language": language,
        **context,
    }
    with ExitStack() as stack:
        stack.enter_context(reading_in(language))
        if time_zone := getattr(to, "time_zone", None):
            stack.enter_context(timezone.override(time_zone))
        text = _plain(f"{app}/email/{name}.txt", context)
        footer = _plain("hub/email/footer.txt", context)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), f"{body.strip()}\n\n{footer.strip()}\n"


def _plain(template: str, context: dict[str, Any]) -> str:
    compiled: Any = get_template(template)
    return compiled.template.render(Context(context, autoescape=False))


def _twin(subject: str, text: str, language: str) -> str:
    funding = foot.statement(language)
    context = {
        "subject": subject,
        # The twin shows the statement beside the emblem.
        "text": text.rstrip().removesuffix(funding.text),
        "language": language,
        "funding": funding,
        "emblem": EMBLEM_ID,
    }
    with reading_in(language):
        return get_template("hub/email/twin.html").render(context)
