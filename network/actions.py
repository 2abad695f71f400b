"""Changes to people and organisations that others notice."""

from django.contrib.auth.models import Group
from django.db import transaction

from network.models import Circle, Function, Seat, User
from network.roles import Role

ROLE_OF_CIRCLE = {
    Circle.CORE: Role.CORE_MEMBER,
    Circle.EXTENDED: Role.EXTENDED_MEMBER,
    Circle.PROJECTS: Role.OPERATOR,
}
ROLE_OF_FUNCTION = {
    Function.SECRETARIAT: Role.SECRETARIAT,
    Function.EXPERT: Role.EXPERT,
    Function.STEERING_GROUP: Role.STEERING_GROUP,
    Function.TRANSLATOR: Role.TRANSLATOR,
    Function.AUDITOR: Role.AUDITOR,
    Function.ADMINISTRATOR: Role.ADMINISTRATOR,
}


def roles_from(seat: Seat) -> set[Role]:
    """The roles that one seat gives: of its function, else of the organisation's circle."""
    if seat.function != Function.MEMBER:
        return {ROLE_OF_FUNCTION[Function(seat.function)]}
    roles = (
        {ROLE_OF_CIRCLE[Circle(seat.organisation.circle)]} if seat.organisation.circle else set()
    )
    return roles | ({Role.AUTHORITY} if seat.organisation.is_authority else set())


@transaction.atomic
def derive_groups(*, person: User) -> None:
    """Give the person the groups that follow from the current seats, and take all other roles away."""
    wanted = set().union(
        *(roles_from(seat) for seat in person.seats.current().select_related("organisation"))
    )
    groups = [Group.objects.get_or_create(name=role.value)[0] for role in wanted]
    kept = person.groups.exclude(name__in=Role.values)
    person.groups.set([*groups, *kept])
    person.__dict__.pop("_roles", None)
