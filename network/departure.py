"""What somebody leaves behind in an organisation, and who takes it over.

Nothing is moved: offers, actions and suggestions stay as they are, with their organisation. Whoever
a mail or a page has to name instead of a person who has left comes from here. The apps above
register what they know of:

    left_behind.register("partnersearch.offers", departure.offers_left_behind)
"""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from hub.registries import Registry
from network.models import Function, Organisation, Seat, User


class LeftThing(NamedTuple):
    """Something that is still open; `person` led it, None if the organisation as a whole did."""

    kind: Any
    title: str
    url: str
    language: str = ""
    person: int | None = None
    # A draft is its organisation's alone.
    is_private: bool = False


# Each is handed an organisation and people, and returns what they lead there.
left_behind: Registry[Callable[[Organisation, Collection[User]], list[LeftThing]]] = Registry(
    "left_behind"
)


def things_of(organisation: Organisation, people: Collection[User]) -> list[LeftThing]:
    """What these people lead for the organisation and is not finished."""
    return [thing for find in left_behind for thing in find(organisation, people)]


def shown_to(reader: User, things: list[LeftThing], organisation: Organisation) -> list[LeftThing]:
    """Without the drafts of others, unless the reader sits in the organisation."""
    if not any(thing.is_private for thing in things) or reader in people_in(organisation):
        return things
    return [thing for thing in things if not thing.is_private or thing.person == reader.pk]


def heirs(person: User | None, organisation: Organisation) -> list[User]:
    """Who answers now for what this person led: whoever is named, else all colleagues, else the
    secretariat. It is the person as long as he or she sits there."""
    colleagues = people_in(organisation)
    named, seen = person, set()
    while named is not None and named not in seen:
        if named in colleagues:
            return [named]
        seen.add(named)
        named = _successor_of(named, organisation)
    return colleagues or secretariat()


def led_by(person: User, organisation: Organisation) -> list[User]:
    """The person, and those who left and whose things the person has taken over."""
    gone = User.objects.filter(
        seats__organisation=organisation, seats__successor__isnull=False
    ).exclude(pk__in=[somebody.pk for somebody in people_in(organisation)])
    taken = [left for left in gone.distinct() if heirs(left, organisation) == [person]]
    return [person, *taken]


def _successor_of(person: User, organisation: Organisation) -> User | None:
    """Whom the person named at leaving; it may have left since."""
    ended = Seat.objects.filter(person=person, organisation=organisation, successor__isnull=False)
    last = ended.select_related("successor").order_by("-until", "-pk").first()
    return last.successor if last else None


def people_in(organisation: Organisation) -> list[User]:
    """Who sits in the organisation now, with an account in use."""
    seats = Seat.objects.current().filter(organisation=organisation)
    return _people(seats)


def secretariat() -> list[User]:
    return _people(Seat.objects.of_secretariat())


def confirmers_of(seat: Seat) -> list[User]:
    """Who is asked to confirm it: colleagues, else the authority in charge, else the secretariat."""
    if seat.function == Function.ADMINISTRATOR:
        seats = Seat.objects.current().filter(function=Function.ADMINISTRATOR)
        return [person for person in _people(seats) if person != seat.person]
    asked: list[User] = []
    if seat.function == Function.MEMBER:
        current = Seat.objects.current().filter(function=Function.MEMBER)
        asked = _people(current.filter(organisation=seat.organisation)) or in_charge(
            seat.organisation.country, seat.organisation.region
        )
    return [person for person in asked or secretariat() if person != seat.person]


def in_charge(country: str, region: str) -> list[User]:
    """The people of the national authority in charge of a place."""
    authorities = Organisation.objects.in_charge_of(country, region)
    return _people(
        Seat.objects.current().filter(function=Function.MEMBER, organisation__in=authorities)
    )


def _people(seats: Any) -> list[User]:
    return list(User.objects.filter(is_active=True, seats__in=seats).distinct().order_by("pk"))
