"""The groups, their rights, and who is in them: all of it follows from seats."""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from hub import page_cache
from hub.site import SiteSetUp
from network.models import Circle, Function, Seat, User
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

# Who is in them


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
    page_cache.renew()  # the person may be shown to everybody, or no longer


def derive_groups_of(*, people: Iterable[User]) -> None:
    """For all whose seats may have begun or ended, or whose organisation has changed."""
    for person in people:
        derive_groups(person=person)


# Their rights

RIGHTS = {
    Role.SECRETARIAT: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "hub.answer_feedback",
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
