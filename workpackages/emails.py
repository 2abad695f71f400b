"""The mails about living texts and task forces; each template has its subject in the first line."""

from hub.mail import send
from network.departure import heirs
from workpackages.models import Suggestion, TaskForceMembership


def tell_decided(suggestion: Suggestion) -> None:
    """Who made a suggestion reads the answer, or who has taken over since."""
    context = {"suggestion": suggestion, "page": suggestion.page}
    for person in heirs(suggestion.author, suggestion.organisation):
        send(to=person, template="workpackages/suggestion_decided", context=context)


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
