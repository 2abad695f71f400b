"""Changes to people and organisations that others notice; one file a noun."""

from network.actions.accounts import (
    AccountError,
    close_account,
    forget_unconfirmed_accounts,
    is_last_secretariat,
    name_first_people,
    reopen_account,
    reset_second_factor,
)
from network.actions.consents import give_consent, note_public_profile, withdraw_consent
from network.actions.data_copies import ask_for_data, forget_data_copies, write_data_copies
from network.actions.entries import MOVES, EntryError, publish_entry, withdraw_entry
from network.actions.erasures import (
    ask_for_erasure,
    cancel_erasure,
    erase_due,
    plan_for_inactive,
)
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
    "AccountError",
    "EntryError",
    "SeatError",
    "ask_for_data",
    "ask_for_erasure",
    "ask_for_seat",
    "cancel_erasure",
    "close_account",
    "confirm_seat",
    "derive_groups",
    "derive_groups_of",
    "end_seat",
    "erase_due",
    "follow_organisation",
    "forget_data_copies",
    "forget_unconfirmed_accounts",
    "give_consent",
    "give_seat",
    "is_last_secretariat",
    "name_first_people",
    "note_public_profile",
    "plan_for_inactive",
    "publish_entry",
    "reopen_account",
    "reset_second_factor",
    "roles_from",
    "set_up_groups",
    "withdraw_consent",
    "withdraw_entry",
    "write_data_copies",
]
