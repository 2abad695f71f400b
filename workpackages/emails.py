"""The mails about living texts and task forces; each template has its subject in the first line."""

from hub.mail import send
from workpackages.models import Suggestion, TaskForceMembership


def tell_decided(suggestion: Suggestion) -> None:
    """Who made a suggestion reads the answer."""
    page = suggestion.page
    send(
        to=suggestion.author,
        template="workpackages/suggestion_decided",
        context={"suggestion": suggestion, "page": page},
    )


def tell_joined(membership: TaskForceMembership) -> None:
    """Who was named reads what that allows."""
    _tell("task_force_joined", membership)


def tell_left(membership: TaskForceMembership, reason: str) -> None:
    """Who was taken out reads why."""
    _tell("task_force_left", membership, reason=reason)


def _tell(template: str, membership: TaskForceMembership, **context: str) -> None:
    send(
        to=membership.person,
        template=f"workpackages/{template}",
        context={"page": membership.package, **context},
    )
