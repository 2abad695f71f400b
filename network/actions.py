"""Changes to people and organisations that others notice."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import page_cache
from hub.site import SiteSetUp
from network import rules
from network.history import acting
from network.models import Circle, Function, Organisation, Seat, State, User
from network.models.directory import Entry
from network.roles import MEMBERS, Role

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


class SeatError(Exception):
    """A seat cannot be given, confirmed or ended in this way; the message is for the person."""


# Seats


def roles_from(seat: Seat) -> set[Role]:
    """The roles that one seat gives: of its function, else of the organisation's circle."""
    if seat.function != Function.MEMBER:
        return {ROLE_OF_FUNCTION[Function(seat.function)]}
    circle = seat.organisation.circle
    roles = {ROLE_OF_CIRCLE[Circle(circle)]} if circle else set()
    return roles | ({Role.AUTHORITY} if seat.organisation.is_authority else set())


@transaction.atomic
def derive_groups(*, person: User) -> None:
    """Give the person the groups that follow from the current seats; take other roles away."""
    seats = person.seats.current().select_related("organisation")
    wanted: set[Role] = set().union(*(roles_from(seat) for seat in seats))
    groups = [Group.objects.get_or_create(name=role.value)[0] for role in wanted]
    kept = person.groups.exclude(name__in=Role.values)
    person.groups.set([*groups, *kept])
    for cached in ("_roles", "_perm_cache", "_group_perm_cache"):
        person.__dict__.pop(cached, None)


def derive_groups_of(*, people: Iterable[User]) -> None:
    """For all whose seats may have begun or ended, or whose organisation has changed."""
    for person in people:
        derive_groups(person=person)


@transaction.atomic
def ask_for_seat(
    *, organisation: Organisation, by: User, function: Function = Function.MEMBER
) -> Seat:
    """The person asks to be let in; nothing follows before somebody else confirms."""
    if not rules.can_ask_for_seat(by):
        raise SeatError(_("Sign in first."))
    if Seat.objects.filter(
        person=by, organisation=organisation, function=function, until__isnull=True
    ).exists():
        raise SeatError(_("You have this seat already, or have asked for it."))
    with acting(by=by, reason="asked for a seat"):
        return Seat.objects.create(person=by, organisation=organisation, function=function)


@transaction.atomic
def give_seat(
    *, person: User, organisation: Organisation, by: User, function: Function = Function.MEMBER
) -> Seat:
    """Open and confirm a seat in one step."""
    seat = Seat.objects.filter(
        person=person, organisation=organisation, function=function, until__isnull=True
    ).first()
    if seat is None:
        with acting(by=by, reason="opened a seat"):
            seat = Seat.objects.create(person=person, organisation=organisation, function=function)
    confirm_seat(seat=seat, by=by)
    return seat


@transaction.atomic
def confirm_seat(*, seat: Seat, by: User) -> None:
    """Let the person in; the groups follow."""
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if locked.until is not None:
        raise SeatError(_("This seat has ended."))
    if locked.confirmed_at is not None:
        raise SeatError(_("This seat is confirmed already."))
    if not rules.can_confirm_seat(by, locked):
        raise SeatError(_("You cannot confirm this seat."))
    locked.confirmed_at, locked.confirmed_by = timezone.now(), by
    with acting(by=by, reason="confirmed the seat"):
        locked.save()
    seat.refresh_from_db()
    derive_groups(person=seat.person)


@transaction.atomic
def end_seat(*, seat: Seat, by: User, reason: str = "") -> None:
    """The seat ends today, with the rights that it gave; the last secretariat stays."""
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if locked.until is not None:
        raise SeatError(_("This seat has ended."))
    if not rules.can_end_seat(by, locked):
        raise SeatError(_("You cannot end this seat."))
    others = Seat.objects.current().filter(function=Function.SECRETARIAT).exclude(pk=seat.pk)
    if locked.function == Function.SECRETARIAT and not others.exists():
        raise SeatError(_("The network needs a secretariat: name another person first."))
    locked.until = max(timezone.localdate(), locked.since)
    with acting(by=by, reason=reason or "ended the seat"):
        locked.save()
    seat.refresh_from_db()
    derive_groups(person=seat.person)


def follow_organisation(*, organisation: Organisation) -> None:
    """Circle, place or mark have changed: the rights of its people follow, and the public map."""
    derive_groups_of(people=User.objects.filter(seats__organisation=organisation).distinct())
    page_cache.renew()


# Accounts


@transaction.atomic
def forget_unconfirmed_accounts(before: datetime, dry_run: bool) -> int:
    """Accounts whose address nobody confirmed: they could never sign in, so nothing hangs on them."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    accounts = User.objects.filter(
        ~Exists(confirmed), date_joined__lt=before, last_login=None, seats=None, is_staff=False
    )
    count = accounts.count()
    if not dry_run:
        for account in accounts:
            account.delete()
    return count


# Entries of the directory

MOVES: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.PROPOSED}),
}


class EntryError(Exception):
    """An entry cannot change its state in this way; the message is for the person."""


def publish_entry(*, entry: Entry, by: User) -> None:
    """Everybody can read it from now on."""
    _move(entry, to=State.PUBLISHED, by=by, reason="published")


def withdraw_entry(*, entry: Entry, by: User, reason: str = "") -> None:
    """Back to a proposal, which its own organisation and the secretariat can read."""
    _move(entry, to=State.PROPOSED, by=by, reason=reason or "withdrawn")


@transaction.atomic
def _move(entry: Entry, *, to: State, by: User, reason: str) -> None:
    """Lock the row, so that two people cannot both decide."""
    locked = type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)
    if to not in MOVES[State(locked.state)]:
        raise EntryError(_("Somebody else was quicker: this is done already."))
    if not rules.can_publish_entry(by, locked):
        raise EntryError(_("You cannot publish this entry."))
    locked.state = entry.state = to
    with acting(by=by, reason=reason):
        locked.save(update_fields=["state"])
    page_cache.renew()


# Groups and their rights

RIGHTS = {
    Role.SECRETARIAT: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "network.add_organisation",
        "network.change_organisation",
        "network.add_seat",
        "network.change_seat",
        "network.add_mobilityprogramme",
        "network.change_mobilityprogramme",
        "network.add_project",
        "network.change_project",
    ),
    Role.EXPERT: ("wagtailadmin.access_admin", "wagtail_localize.submit_translation"),
    Role.TRANSLATOR: ("wagtailadmin.access_admin", "wagtail_localize.submit_translation"),
    Role.AUDITOR: ("wagtailadmin.access_admin",),
    Role.ADMINISTRATOR: (
        "wagtailadmin.access_admin",
        "network.add_seat",
        "network.change_seat",
        "network.view_seat",
        "wagtailcore.change_site",
        "wagtailcore.view_locale",
    ),
}
PAGE_RIGHTS = {
    Role.SECRETARIAT: ("add", "change", "publish", "lock", "unlock"),
    Role.EXPERT: ("add", "change"),
    Role.TRANSLATOR: ("change",),
}
FILE_RIGHTS = {
    Role.SECRETARIAT: ("add", "change", "choose"),
    Role.EXPERT: ("add", "choose"),
    Role.TRANSLATOR: ("choose",),
}
# Who sees every record of ours in the lists of the admin.
READS_ALL_RECORDS = (Role.SECRETARIAT, Role.AUDITOR)


@transaction.atomic
def set_up_groups(site: SiteSetUp) -> None:
    """Make the groups and give each the rights of the tables above; may run any time."""
    for role in Role:
        site.grant(role, *RIGHTS.get(role, ()))
        site.grant_pages(role, PAGE_RIGHTS.get(role, ()))
        site.grant_files(role, FILE_RIGHTS.get(role, ()))
    for role in MEMBERS:
        site.grant(role, "hub.view_members_files")
    for role in READS_ALL_RECORDS:
        site.grant(role, *_readable_records())


def _readable_records() -> list[str]:
    """The right to view each model of the apps that stand in this repository."""
    own_apps = [
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == Path(settings.BASE_DIR)
    ]
    views = Permission.objects.filter(
        content_type__app_label__in=own_apps, codename__startswith="view_"
    )
    return [
        f"{app}.{name}" for app, name in views.values_list("content_type__app_label", "codename")
    ]
