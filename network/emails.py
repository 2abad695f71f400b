"""The mails of this app."""

from hub import mail
from network.models import DataCopy, Erasure, User


def announce_erasure(erasure: Erasure) -> None:
    """To the person: when it takes effect, and how to call it off."""
    mail.send(to=erasure.person, template="network/erasure_planned", context={"erasure": erasure})


def confirm_erasure(*, address: str, language: str) -> None:
    """To the person who was erased: past the queue, which would keep the address."""
    mail.send_past_the_queue(to=address, template="network/erasure_done", language=language)


def announce_data_copy(copy: DataCopy) -> None:
    """To the person: where the file is, and for how long."""
    mail.send(to=copy.person, template="network/data_copy_ready", context={"copy": copy})


def tell_account_closed(account: User, *, reason: str) -> None:
    """Before it is closed: nothing is sent to closed accounts."""
    mail.send(to=account, template="network/account_closed", context={"reason": reason})


def tell_account_reopened(account: User, *, reason: str) -> None:
    mail.send(to=account, template="network/account_reopened", context={"reason": reason})


def tell_second_factor_reset(account: User, *, reason: str) -> None:
    mail.send(to=account, template="network/second_factor_reset", context={"reason": reason})


def tell_account_made(account: User) -> None:
    """To the first people of a hub: where to choose a password."""
    mail.send(to=account, template="network/account_made")
