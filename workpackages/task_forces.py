"""Who sits in the steering group and in task forces, as a reader may see it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Prefetch

from network.models import Function, Organisation, Seat, User
from workpackages.models import TaskForceMembership, WorkPackagePage


class Sitting(NamedTuple):
    """Somebody in a group."""

    person: Any
    since: Any
    organisations: list[Organisation]


class TaskForce(NamedTuple):
    """Persons whom the reader sees, and the organisations of all."""

    people: list[Sitting]
    organisations: list[Organisation]


def steering_group(reader: Any) -> TaskForce:
    """Seats with that function; two queries."""
    seats = (
        Seat.objects.current()
        .filter(function=Function.STEERING_GROUP, person__is_active=True)
        .select_related("person", "organisation")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    seen = set(_seen(reader, [seat.person_id for seat in seats]))
    return TaskForce(
        [
            Sitting(seat.person, seat.since, [seat.organisation])
            for seat in seats
            if seat.person_id in seen
        ],
        _once(seat.organisation for seat in seats),
    )


def task_forces_of(packages: Iterable[WorkPackagePage], reader: Any) -> dict[int, TaskForce]:
    """By the key of the source page; constant queries."""
    keys = {package.pk: _source_key(package) for package in packages}
    seats = Seat.objects.current().select_related("organisation")
    sitting: dict[int, list[Any]] = {key: [] for key in keys.values()}
    rows = (
        TaskForceMembership.objects.current()
        .filter(package__in=sitting, person__in=User.objects.in_directory())
        .select_related("person")
        .prefetch_related(Prefetch("person__seats", seats, to_attr="current_seats"))
        .order_by("person__last_name", "person__first_name", "pk")
    )
    for row in rows:
        sitting[row.package_id].append(row)
    seen = set(_seen(reader, [row.person_id for row in rows]))
    return {key: _as_seen(found, seen) for key, found in sitting.items()}


def _as_seen(rows: list[Any], seen: set[int]) -> TaskForce:
    organisations = {
        row.pk: [seat.organisation for seat in row.person.current_seats] for row in rows
    }
    return TaskForce(
        [
            Sitting(row.person, row.since, _once(organisations[row.pk]))
            for row in rows
            if row.person_id in seen
        ],
        _once(organisation for row in rows for organisation in organisations[row.pk]),
    )


def _source_key(package: WorkPackagePage) -> int:
    return package.pk if package.is_source else package.source.pk


def _seen(reader: Any, keys: list[int]) -> list[int]:
    return list(User.objects.visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True))


def _once(organisations: Iterable[Organisation]) -> list[Organisation]:
    return list({organisation.pk: organisation for organisation in organisations}.values())
