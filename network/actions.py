"""Changes to people and organisations that others notice."""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from network import rules
from network.history import acting
from network.models import Circle, Function, Organisation, Seat, User
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


# Groups and their rights

PAGE_RIGHTS = {
    Role.SECRETARIAT: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    Role.EXPERT: ("add_page", "change_page"),
}
# Translators work in every language but the first, which is that of the source.
TRANSLATION_RIGHTS = {Role.TRANSLATOR: ("change_page",)}
MEDIA_RIGHTS = {
    Role.SECRETARIAT: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
    Role.EXPERT: ("add_image", "choose_image", "add_document", "choose_document"),
    Role.TRANSLATOR: ("choose_image", "choose_document"),
}
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
        "wagtailcore.view_site",
        "wagtailcore.change_site",
        "wagtailcore.view_locale",
    ),
}
# Who sees every record of ours in the lists of the admin.
READS_ALL_RECORDS = (Role.SECRETARIAT, Role.AUDITOR)


@transaction.atomic
def set_up_groups() -> None:
    """Make the groups and give each exactly the rights of the tables above; may run any time."""
    groups = {role: Group.objects.get_or_create(name=role.value)[0] for role in Role}
    for role, group in groups.items():
        group.permissions.set(_permissions_of(role))
        _set_page_rights(group, _page_rights_of(role))
        _set_media_rights(group, set(MEDIA_RIGHTS.get(role, ())))


def _own_apps() -> list[str]:
    """The labels of the apps that stand in this repository."""
    return [
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == Path(settings.BASE_DIR)
    ]


def _permissions_of(role: Role) -> set[Permission]:
    names = {tuple(name.split(".")) for name in RIGHTS.get(role, ())}
    every = Permission.objects.select_related("content_type")
    found = {p for p in every if (p.content_type.app_label, p.codename) in names}
    if role in READS_ALL_RECORDS:
        found |= {
            p
            for p in every
            if p.content_type.app_label in _own_apps() and p.codename.startswith("view_")
        }
    return found


def _page_rights_of(role: Role) -> set[tuple[Page, str]]:
    homes = Page.objects.filter(depth=2).select_related("locale")
    translated = [home for home in homes if home.locale.language_code != settings.LANGUAGE_CODE]
    return {(home, right) for home in homes for right in PAGE_RIGHTS.get(role, ())} | {
        (home, right) for home in translated for right in TRANSLATION_RIGHTS.get(role, ())
    }


def _set_page_rights(group: Group, rights: set[tuple[Page, str]]) -> None:
    codenames = {right for _home, right in rights}
    known = {p.codename: p for p in _wagtail_permissions("wagtailcore", codenames)}
    wanted = {(home.pk, known[right].pk) for home, right in rights}
    for given in GroupPagePermission.objects.filter(group=group):
        if (given.page_id, given.permission_id) in wanted:
            wanted.discard((given.page_id, given.permission_id))
        else:
            given.delete()
    for page_id, permission_id in wanted:
        GroupPagePermission.objects.create(
            group=group, page_id=page_id, permission_id=permission_id
        )


def _set_media_rights(group: Group, codenames: set[str]) -> None:
    root = Collection.get_first_root_node()
    wanted = {
        p.pk
        for app in ("wagtailimages", "wagtaildocs")
        for p in _wagtail_permissions(app, codenames)
    }
    given = GroupCollectionPermission.objects.filter(group=group, collection=root)
    given.exclude(permission__in=wanted).delete()
    for permission_id in wanted - set(given.values_list("permission", flat=True)):
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission_id=permission_id
        )


def _wagtail_permissions(app: str, codenames: set[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
