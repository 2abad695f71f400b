"""Who may do what with messages about the site."""

from typing import Any


def can_read_feedback(user: Any) -> bool:
    """Who reads all records: the secretariat and the auditor."""
    return user.is_authenticated and user.has_perm("hub.view_feedback")


def can_answer_feedback(user: Any) -> bool:
    """The secretariat."""
    return user.is_authenticated and user.has_perm("hub.answer_feedback")
