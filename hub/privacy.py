"""Who may see a page. Privacy counts for a page, all below it, and all their translations."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import resolve_url
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


def complete_copy(instance: PageViewRestriction, created: bool, **_signal: object) -> None:
    """wagtail-localize copies the privacy of a page to its translation and forgets the groups.

    As privacy counts for all translations, nobody at all would see the page. The receiver of
    Django's signal; connected in `HubConfig.ready`.
    """
    if not created or instance.restriction_type != PageViewRestriction.GROUPS:
        return
    line = PageViewRestriction.objects.filter(
        page__translation_key=instance.page.translation_key,
        restriction_type=PageViewRestriction.GROUPS,
    )
    original = line.exclude(pk=instance.pk).exclude(groups=None).first()
    if original is not None:
        instance.groups.set(original.groups.all())


def refuse_outsiders(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who is logged in and still may not see a page is told so, not sent to log in again."""

    def serve_or_refuse(page: Page, request: Any, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        if response.status_code == HTTPStatus.FOUND and request.user.is_authenticated:
            log_in = resolve_url(settings.WAGTAIL_FRONTEND_LOGIN_URL)
            if response["Location"].partition("?")[0] == log_in:
                raise PermissionDenied
        return response

    return serve_or_refuse
