"""Who may see a page. Privacy counts for a page, all below it, and all their translations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Privacy counts for a page, all below it, and all their translations; one query."""
    steplen = page.steplen
    line = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
    keys = Page.objects.filter(path__in=line).values("translation_key")
    return PageViewRestriction.objects.filter(page__translation_key__in=keys)


def visible_to(pages: QuerySet, user: Any) -> QuerySet:
    """These pages without those that this person may not see; no query of its own.

    Takes the place of `.public()`, which leaves the translations of a private page open.
    """
    if user.is_superuser:
        return pages.exclude(
            _below(PageViewRestriction.objects.filter(restriction_type="password"))
        )
    closed = Q(restriction_type__in=["login", "groups", "password"])
    if user.is_authenticated:
        mine = PageViewRestriction.objects.filter(groups__in=user.groups.all()).values("pk")
        closed = Q(restriction_type="password") | Q(restriction_type="groups") & ~Q(pk__in=mine)
    return pages.exclude(_below(PageViewRestriction.objects.filter(closed)))


def _below(restrictions: QuerySet[PageViewRestriction]) -> Exists:
    keys = restrictions.values("page__translation_key")
    return Exists(
        Page.objects.filter(translation_key__in=keys)
        .annotate(theirs=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
        .filter(theirs__startswith=F("path"))
    )


def refuse_outsiders(page: Page, request: HttpRequest, *_route: Any) -> None:
    """Who is logged in and still may not see a page is told so, not sent to log in again."""
    if not request.user.is_authenticated:
        return
    groups = page.get_view_restrictions().filter(restriction_type=PageViewRestriction.GROUPS)
    if not all(restriction.accept_request(request) for restriction in groups):
        raise PermissionDenied
