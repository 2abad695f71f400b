"""The mails about living texts; each template has its subject in the first line."""

from hub.mail import send
from workpackages.models import Suggestion


def tell_decided(suggestion: Suggestion) -> None:
    """Who made a suggestion reads the answer."""
    page = suggestion.page
    send(
        to=suggestion.author,
        template="workpackages/suggestion_decided",
        context={"suggestion": suggestion, "page": page},
    )
