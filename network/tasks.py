"""What the worker does for this app."""

from hub.jobs import task
from network import actions
from network.models import User


@task
def follow_seats() -> None:
    """Seats begin and end with the day; the rights follow."""
    actions.derive_groups_of(people=User.objects.filter(seats__isnull=False).distinct())


@task
def carry_out_erasures() -> int:
    return actions.erase_due()


@task
def write_data_copies() -> int:
    return actions.write_data_copies()
