"""What somebody leaves behind in the work programmes."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from hub.languages import page_url
from network.departure import LeftThing
from network.models import Organisation, User
from workpackages.models import Suggestion


def suggestions_left_behind(
    organisation: Organisation, people: Collection[User]
) -> list[LeftThing]:
    """Suggestions of these people for the organisation on which nobody has decided."""
    suggestions = Suggestion.objects.open().filter(organisation=organisation, author__in=people)
    return [
        LeftThing(
            kind=_("Suggestions"),
            title=f"{suggestion.page.title} {suggestion.clause_number}".strip(),
            url=f"{page_url(suggestion.page)}suggestions/{suggestion.pk}/",
            person=suggestion.author_id,
        )
        for suggestion in suggestions.select_related("page__locale").order_by("pk")
    ]
