"""Entries of the directory become public, and proposals again."""

from django.db import transaction
from django.utils.translation import gettext as _

from hub import page_cache
from network import rules
from network.history import acting
from network.models import State, User
from network.models.directory import Entry

MOVES: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.PROPOSED}),
}


class EntryError(Exception):
    """An entry cannot change its state in this way; the message is for the person."""


def publish_entry(*, entry: Entry, by: User) -> None:
    """Everybody can read it from now on."""
    _move(entry, to=State.PUBLISHED, by=by, reason="published")


def withdraw_entry(*, entry: Entry, by: User, reason: str = "") -> None:
    """Back to a proposal, which its own organisation and the secretariat can read."""
    _move(entry, to=State.PROPOSED, by=by, reason=reason or "withdrawn")


@transaction.atomic
def _move(entry: Entry, *, to: State, by: User, reason: str) -> None:
    """Lock the row, so that two people cannot both decide."""
    locked = type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    if to not in MOVES[State(locked.state)]:
        raise EntryError(_("Somebody else was quicker: this is done already."))
    if not rules.can_publish_entry(by, locked):
        raise EntryError(_("You cannot publish this entry."))
    locked.state = entry.state = to
    with acting(by=by, reason=reason):
        locked.save(update_fields=["state"])
    page_cache.renew()
