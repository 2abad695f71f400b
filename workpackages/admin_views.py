"""The two pages that this app adds to Wagtail's admin."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page

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
    """Shows the text as it is now beside the one that was about to be saved over it."""
    form_class = page.get_edit_handler().get_form_class()
    mine = page.source.specific.get_latest_revision_as_object()
    form = form_class(request.POST, request.FILES, instance=mine, for_user=request.user)
    form.is_valid()
    differences = [
        {"state": change.state, "html": marked_html(change.old, change.new)}
        for field in page.clause_fields
        for change in compare(page.clauses_of(field), form.instance.clauses_of(field))
        if change.state != UNCHANGED
    ]
    newest = page.get_latest_revision()
    context = {"page": page, "newest": newest, "differences": differences}
    return render(request, "workpackages/admin/stale_save.html", context, status=409)
