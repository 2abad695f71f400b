"""The mails that the demo wrote into files instead of sending them, for the page at /mail/."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from django.conf import settings

FILES = "django.core.mail.backends.filebased.EmailBackend"
# Django's backend ends each message of a file with this line.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"
MOST = 200


@dataclass(frozen=True)
class Letter:
    """One message; its key is the name of its file and its place in it."""

    key: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    language: str


def is_open() -> bool:
    """Only where mails go into files on a machine of one's own."""
    return bool(settings.LOCAL and settings.EMAIL_BACKEND == FILES)


def letters() -> list[Letter]:
    """The newest first."""
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    newest = sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)[:MOST]
    return [letter for file in newest for letter in reversed(_letters_of(file))]


def letter(key: str) -> Letter | None:
    return next((letter for letter in letters() if letter.key == key), None)


def keep_letters(file: Path, wanted: Callable[[Letter], bool]) -> None:
    """Take the other letters out of this file, and the file away when none is left."""
    parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    kept = [part for part in parts if wanted(_letter(file.stem, part))]
    if not kept:
        file.unlink()
    elif len(kept) < len(parts):
        file.write_bytes(b"".join(part + SEPARATOR for part in kept))


def _letters_of(file: Path) -> list[Letter]:
    parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    return [_letter(f"{file.stem}-{number}", part) for number, part in enumerate(parts)]


def _letter(key: str, source: bytes) -> Letter:
    message = cast(EmailMessage, message_from_bytes(source, policy=policy.default))
    body = message.get_body(preferencelist=("plain", "html"))
    date = message["Date"]
    return Letter(
        key=key,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=date.datetime if date is not None else None,
        text=body.get_content() if body is not None else "",
        language=str(message["Content-Language"] or ""),
    )
