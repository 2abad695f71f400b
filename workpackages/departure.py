"""What somebody leaves behind in the work programmes."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from hub.languages import page_url
from network.departure import LeftThing
from network.models import Organisation, User
from workpackages.models import Suggestion, TaskForceMembership


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


def task_forces_left_behind(
    organisation: Organisation, people: Collection[User]
) -> list[LeftThing]:
    """Task forces in which these people still sit; the secretariat names somebody else."""
    sitting = TaskForceMembership.objects.current().filter(person__in=people)
    return [
        LeftThing(
            kind=_("Task forces"),
            title=membership.package.title,
            url=page_url(membership.package),
            language=membership.package.locale.language_code,
            person=membership.person_id,
        )
        for membership in sitting.select_related("package__locale").order_by("pk")
    ]
