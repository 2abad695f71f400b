"""Changes to people and organisations that others notice; one file a noun."""

from network.actions.accounts import forget_unconfirmed_accounts
from network.actions.entries import MOVES, EntryError, publish_entry, withdraw_entry
from network.actions.groups import (
    derive_groups,
    derive_groups_of,
    roles_from,
    set_up_groups,
)
from network.actions.organisations import follow_organisation
from network.actions.seats import SeatError, ask_for_seat, confirm_seat, end_seat, give_seat

__all__ = [
    "MOVES",
    "EntryError",
    "SeatError",
    "ask_for_seat",
    "confirm_seat",
    "derive_groups",
    "derive_groups_of",
    "end_seat",
    "follow_organisation",
    "forget_unconfirmed_accounts",
    "give_seat",
    "publish_entry",
    "roles_from",
    "set_up_groups",
    "withdraw_entry",
]
