"""The two pages that this app adds to Wagtail's admin."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from hub.languages import page_url
from network.models import User
from workpackages import actions, rules
from workpackages.comparison import UNCHANGED, compare
from workpackages.marking import marked_html
from workpackages.models import LivingPage


def version_make(request: HttpRequest, page_id: int) -> HttpResponse:
    """Announces a page that is not live yet; versions are then made on the site."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, LivingPage) or not page.versions_by_hand:
        raise PermissionDenied
    source, user = page.source, cast(User, request.user)  # Wagtail let nobody else in
    if not (rules.can_make_draft(user, source) or rules.can_adopt(user, source)):
        raise PermissionDenied
    to_the_form = f"{page_url(source, source.locale.language_code)}versions/new/"
    if source.live:
        return redirect(to_the_form)
    if request.method == "POST":
        actions.announce(page=source, by=user)
        messages.success(request, _("The page is announced: its title and facts are public now."))
        return redirect(to_the_form)
    return render(request, "workpackages/admin/announce.html", {"page": source})


def stale_save(request: HttpRequest, page: LivingPage) -> HttpResponse:
    """Puts both changes together if they touch different clauses, else shows both texts."""
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(
        request.POST, request.FILES, instance=page.working_text(), for_user=request.user
    )
    if form.is_valid() and (base := _loaded(request, page)):
        mine = form.save(commit=False)
        try:
            _refuse_other_changes(base, mine)
            actions.merge(
                page=page,
                base=page.frozen(base.content),
                mine=mine.frozen_now(),
                by=cast(User, request.user),
            )
        except actions.ClauseChangedError:
            pass
        else:
            messages.success(
                request,
                _("Somebody else changed other clauses in the meantime. Both changes are saved."),
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    differences = [
        {"state": change.state, "html": marked_html(change.old, change.new)}
        for field in page.clause_fields
        for change in compare(page.clauses_of(field), form.instance.clauses_of(field))
        if change.state != UNCHANGED
    ]
    newest = page.get_latest_revision()
    context = {"page": page, "newest": newest, "differences": differences}
    return render(request, "workpackages/admin/stale_save.html", context, status=409)


def _loaded(request: HttpRequest, page: LivingPage) -> Revision | None:
    """The revision that the editor was opened on, or that it saved last, if it is still as it was."""
    if own := request.POST.get("overwrite_revision_id"):
        return page.revisions.filter(pk=own).first() if own.isdecimal() else None
    loaded = request.POST.get("loaded_revision_id", "")
    revision = page.revisions.filter(pk=loaded).first() if loaded.isdecimal() else None
    made = request.POST.get("loaded_revision_created_at", "")
    return revision if revision and revision.created_at.isoformat() == made else None


def _refuse_other_changes(base: Revision, mine: LivingPage) -> None:
    """Title, period and other facts are nobody's clause: a change of them is not put together."""
    before = base.as_object()
    names = {*mine.fact_fields, "slug", "seo_title", "search_description"}
    if any(getattr(before, name) != getattr(mine, name) for name in names):
        raise actions.ClauseChangedError
