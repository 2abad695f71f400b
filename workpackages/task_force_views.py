"""Groups and work packages on the site: one function for each address, as in urls.py."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.languages import page_url, reader_language
from network.models import User
from network.rules import can_read_people
from workpackages import actions, rules
from workpackages.forms import PackageForm, TaskForceForm
from workpackages.models import WorkPackagePage
from workpackages.task_forces import steering_group, task_forces_of

PER_PAGE = 20


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """The steering group and the task forces of the work packages that this person may see."""
    packages = WorkPackagePage.objects.listed_in(reader_language()).visible_to(request.user)
    page = Paginator(
        packages.select_related("locale", "written_in").order_by("path"), PER_PAGE
    ).get_page(request.GET.get("page"))
    sources = _sources(page)
    groups = task_forces_of(sources.values(), request.user)
    context = {
        "steering_group": steering_group(request.user),
        "page_of_packages": page,
        "task_forces": [(package, groups[sources[package.translation_key].pk]) for package in page],
        "sees_people": can_read_people(request.user),
        "manages": rules.can_manage_task_forces(cast(User, request.user)),
    }
    return render(request, "workpackages/group_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_force_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits and sat in it, and a form for somebody more."""
    package = _package(request, slug)
    user = cast(User, request.user)
    if not rules.can_manage_task_force(user, package):
        raise PermissionDenied
    form = TaskForceForm(request.POST or None, package=package)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            actions.join_task_force(package=package, person=person, by=user)
        except actions.TaskForceError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(person)s is in the task force.") % {"person": person})
        return redirect("workpackages:task_force_edit", slug=slug)
    memberships = package.memberships.select_related("person").order_by("-since", "-pk")
    context = {
        "package": package,
        "form": form,
        "current": [row for row in memberships if row.until is None],
        "former": [row for row in memberships if row.until is not None],
    }
    return render(request, "workpackages/task_force_edit.html", context)


@login_required
@require_POST
def task_force_leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    package = _package(request, slug)
    user = cast(User, request.user)
    membership = get_object_or_404(package.memberships.all(), pk=pk)
    if not rules.can_end_membership(user, membership):
        raise PermissionDenied
    try:
        reason = request.POST.get("reason", "").strip()[:300]
        actions.leave_task_force(membership=membership, by=user, reason=reason)
    except actions.TaskForceError as error:
        messages.error(request, str(error))
    else:
        person = membership.person
        messages.success(request, _("%(person)s has left the task force.") % {"person": person})
    if rules.can_manage_task_force(user, package):
        return redirect("workpackages:task_force_edit", slug=slug)
    return redirect("workpackages:group_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def package_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The work package as its task force changes it; the page is published at once."""
    package = _package(request, slug)
    user = cast(User, request.user)
    if not rules.can_edit_package(user, package):
        raise PermissionDenied
    form = PackageForm(request.POST or None, package=package)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_package(
                package=package,
                by=user,
                seen=form.cleaned_data["seen"],
                summary=form.cleaned_data["summary"],
                progress=form.cleaned_data["progress"],
                texts=form.changed_texts(),
            )
        except actions.PackageError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The work package is saved and shown."))
            return redirect(page_url(package))
    context = {
        "package": package,
        "form": form,
        "has_more": len(form.texts) < len(package.body),
        "package_url": page_url(package),
    }
    return render(request, "workpackages/package_edit.html", context)


def _package(request: HttpRequest, slug: str) -> WorkPackagePage:
    """The source page, in whichever language it is read; hidden from those who may not see it."""
    visible = WorkPackagePage.objects.live().visible_to(request.user).select_related("locale")
    found = visible.filter(slug=slug).order_by("pk").first()
    if found is None:
        return get_object_or_404(visible, slug=slug)
    return found.source


def _sources(packages: Any) -> dict[Any, WorkPackagePage]:
    """The pages on which the records hang, by translation key; one query."""
    keys = [package.translation_key for package in packages]
    pages = WorkPackagePage.objects.filter(translation_key__in=keys).select_related("locale")
    return {page.translation_key: page for page in pages if page.is_source}
