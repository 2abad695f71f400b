"""Every address of the hub, with something behind it: made from the scenes of the permission table."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.permission_rows import PageRow, PrefixRow, UrlRow
from tests.permission_table import TABLE


@dataclass
class World:
    """The addresses by the key of their row, and what each thing of `private_things` said."""

    addresses: dict[str, str] = field(default_factory=dict)

    def paths(self) -> list[str]:
        return sorted(set(self.addresses.values()))


def world_of(cast: Any) -> World:
    """Make every scene of the table once."""
    world = World()
    made: dict[Any, Any] = {}
    for number, row in enumerate(TABLE):
        if not isinstance(row, UrlRow | PageRow | PrefixRow):
            continue
        if isinstance(row, PrefixRow):
            world.addresses[f"{row.key}#{number}"] = row.path
            continue
        if row.scene not in made:
            made[row.scene] = row.scene(cast)
        world.addresses[f"{row.key}#{number}"] = address_of(row, made[row.scene])
    return world


def address_of(row: UrlRow | PageRow, made: Any) -> str:
    """Where the row's own thing, as its scene made it, is found."""
    if isinstance(row, UrlRow):
        return reverse(row.name, kwargs=made)
    return made.get_url() + row.route
