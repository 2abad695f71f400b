"""Living texts and work packages in templates; other apps' templates use them too."""

from django import template
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from hub.languages import reader_language
from network.roles import is_member
from network.rules import can_read_people
from workpackages import rules
from workpackages.models import (
    TaskForceMembership,
    Version,
    VersionKind,
    WorkPackagePage,
    WorkProgrammePage,
)
from workpackages.task_forces import TaskForce, task_forces_of

register = template.Library()

PER_PAGE = 20


@register.simple_tag
def suggestions_to(clause_id: str, asked) -> list:
    """The open suggestions to a clause; `asked` maps clauses to suggestions, or is nothing."""
    return (asked or {}).get(clause_id, [])


@register.filter
def is_cell(name: str) -> bool:
    return name.startswith("cell_")


@register.filter
def is_note(name: str) -> bool:
    return name.startswith("note_")


@register.filter
def is_reason(name: str) -> bool:
    """What is asked after the clause itself."""
    return name in ("rationale", "answer")


@register.simple_tag
def cells(form) -> list[list]:
    """The cells of a table clause, row by row."""
    rows: list[list] = []
    for field in form.visible_fields():
        if is_cell(field.name):
            row, column = map(int, field.name.removeprefix("cell_").split("_"))
            if column == 0:
                rows.append([])
            rows[row].append(field)
    return rows


def _programmes(language: str):
    """With the label of the newest adopted version, and of the newest one if it is a draft."""
    versions = Version.objects.filter(page__translation_key=OuterRef("translation_key")).order_by(
        "-number"
    )
    return (
        WorkProgrammePage.objects.listed_in(language)
        .annotate(
            adopted_label=Subquery(versions.adopted().values("label")[:1]),
            newest_kind=Subquery(versions.values("kind")[:1]),
            newest_label=Subquery(versions.values("label")[:1]),
        )
        .order_by("-starts_on", "-pk")
    )


def _packages(user, language: str):
    packages = WorkPackagePage.objects.listed_in(language).visible_to(user)
    return packages.select_related("locale", "lead").order_by("path")


@register.simple_tag(takes_context=True)
def programme_list(context):
    """All work programmes, the newest first; members are told which drafts are open."""
    request = context["request"]
    programmes = _programmes(reader_language()).visible_to(request.user)
    listed = Paginator(programmes, PER_PAGE).get_page(request.GET.get("page"))
    reads_drafts = is_member(request.user)
    for programme in listed:
        is_open = reads_drafts and programme.newest_kind == VersionKind.DRAFT
        programme.draft_label = programme.newest_label if is_open else ""
    return listed


@register.simple_tag(takes_context=True)
def package_list(context):
    """All work packages that this person may see."""
    request = context["request"]
    paginator = Paginator(_packages(request.user, reader_language()), PER_PAGE)
    return paginator.get_page(request.GET.get("page"))


@register.simple_tag(takes_context=True)
def packages_of(context, page) -> list:
    """The work packages of a programme."""
    user = context["request"].user
    packages = _packages(user, reader_language()).filter(programme=page.source.pk)
    return list(packages)


@register.simple_tag(takes_context=True)
def packages_led_by(context, organisation) -> list:
    """The work packages in which an organisation is in the lead."""
    packages = _packages(context["request"].user, reader_language())
    return list(packages.filter(lead=organisation))


@register.simple_tag
def programme_of(package):
    """The programme of a work package, in the reader's language where there is one."""
    if package.programme_id is None:
        return None
    key = package.programme.translation_key
    return (
        WorkProgrammePage.objects.listed_in(reader_language()).filter(translation_key=key).first()
    )


@register.simple_tag(takes_context=True)
def task_force(context, package) -> TaskForce:
    """Who sits in it: persons for those who see their names, the organisations for everybody."""
    user = context["request"].user
    return task_forces_of([package], user)[package.source.pk]


@register.simple_tag(takes_context=True)
def people_are_shown(context) -> bool:
    """Whether this reader sees the names of all members."""
    return can_read_people(context["request"].user)


@register.simple_tag(takes_context=True)
def package_rights(context, package) -> dict[str, bool]:
    """Whether this person may change the work package, and who sits in its task force."""
    user = context["request"].user
    return {
        "edits": rules.can_edit_package(user, package),
        "manages": rules.can_manage_task_force(user, package),
    }


@register.simple_tag(takes_context=True)
def packages_of_person(context, person) -> list:
    """The work packages in whose task force a person sits, as far as the reader may see them."""
    there = TaskForceMembership.objects.current().filter(person=person)
    keys = there.values("package__translation_key")
    packages = _packages(context["request"].user, reader_language())
    return list(packages.filter(translation_key__in=keys))


@register.simple_tag(takes_context=True)
def programme_now(context) -> dict | None:
    """The current programme with its newest version and, for members, its draft."""
    today = timezone.localdate()
    programmes = _programmes(reader_language())
    programme = programmes.filter(starts_on__lte=today, ends_on__gte=today).first()
    programme = programme or programmes.first()
    if programme is None:
        return None
    draft = programme.open_draft if is_member(context["request"].user) else None
    return {"page": programme, "adopted": programme.newest_adopted, "draft": draft}
