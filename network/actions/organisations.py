"""What follows when an organisation changes."""

from hub import page_cache
from network.actions.groups import derive_groups_of
from network.models import Organisation, User


def follow_organisation(*, organisation: Organisation) -> None:
    """Circle, place or mark have changed: the rights of its people follow, and the public map."""
    derive_groups_of(people=User.objects.filter(seats__organisation=organisation).distinct())
    page_cache.renew()
