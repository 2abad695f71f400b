"""Nothing of ours without a row in the permission table, and every row is true."""

import inspect
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, URLPattern
from wagtail.models import Page, get_page_models

from tests.permission_rows import ROLES, ActionRow, PageRow, PrefixRow, UrlRow
from tests.permission_table import TABLE

OURS = ("hub", "network", "workpackages", "meetings", "partnersearch")


def rows(kind):
    return [row for row in TABLE if isinstance(row, kind)]


def is_ours(thing) -> bool:
    return thing.__module__.split(".")[0] in OURS


# What there is


def url_patterns():
    """(first part of the path, name with namespace, view) of every pattern of the site."""

    def walk(patterns, path, namespaces):
        for pattern in patterns:
            part = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield path + part, ":".join([*namespaces, pattern.name or ""]), pattern.callback
            else:
                inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
                yield from walk(pattern.url_patterns, path + part, inner)

    for path, name, callback in walk(get_resolver().url_patterns, "", []):
        view = callback
        while isinstance(view, partial) or hasattr(view, "__wrapped__"):
            view = view.func if isinstance(view, partial) else view.__wrapped__
        yield path, name, getattr(view, "view_class", view)


def our_urls() -> set[str]:
    return {name for _path, name, view in url_patterns() if is_ours(view)}


def foreign_prefixes() -> set[str]:
    prefixes = set()
    for path, _name, view in url_patterns():
        if not is_ours(view):
            first, slash, _rest = path.lstrip("^").partition("/")
            prefixes.add("" if set(first) & set("<(") else first + slash)
    return prefixes


def our_pages() -> set[str]:
    return {model._meta.label for model in get_page_models() if is_ours(model)}


def our_routes() -> set[str]:
    """What our pages answer below their own address, which itself is the page's row."""
    return {
        f"{model._meta.label}:{pattern.name}"
        for model in get_page_models()
        if is_ours(model) and hasattr(model, "get_subpage_urls")
        for pattern in model.get_subpage_urls()
        if is_ours(pattern.callback) and str(pattern.pattern).strip("^$") != ""
    }


def our_actions() -> set[str]:
    """Functions of an `actions` module that say by whom."""
    return {
        f"{app}.{name}"
        for app in OURS
        if find_spec(f"{app}.actions")
        for name, function in inspect.getmembers(
            import_module(f"{app}.actions"), inspect.isfunction
        )
        if function.__module__.startswith(f"{app}.actions") and not name.startswith("_")
        if "by" in inspect.signature(function).parameters
    }


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        (UrlRow, our_urls),
        (PageRow, lambda: our_pages() | our_routes()),
        (ActionRow, our_actions),
        (PrefixRow, foreign_prefixes),
    ],
    ids=["urls", "pages", "actions", "prefixes"],
)
def test_everything_has_a_row(kind, things):
    there_is, in_table = things(), [row.key for row in rows(kind)]

    assert sorted(there_is - set(in_table)) == [], "not in tests/permission_table.py"
    assert sorted(set(in_table) - there_is) == [], "in the table, but no longer in the code"


# What it answers


def answer_of(cast, role, method, path, data=None) -> str:
    """What somebody of this role gets at this address; nothing stays of it."""
    client = Client()
    if role != "visitor":
        client.force_login(getattr(cast, role))
    with transaction.atomic():
        response = getattr(client, method)(path, data)
        transaction.set_rollback(True)
    if response.status_code in {301, 302, 303}:
        if path.startswith("/admin/") and response["Location"] == "/admin/":
            return "no"  # Wagtail says so on its first page
        return "log_in" if "/accounts/login/" in response["Location"] else "yes"
    return {200: "yes", 403: "no", 404: "hidden"}.get(
        response.status_code, str(response.status_code)
    )


@pytest.mark.parametrize("row", rows(UrlRow), ids=lambda row: row.key)
def test_url(row, cast):
    path = reverse(row.name, kwargs=row.scene(cast))
    # A form's data may depend on what the scene made.
    data = row.data(cast) if callable(row.data) else row.data

    for method in row.methods:
        assert {role: answer_of(cast, role, method, path, data) for role in ROLES} == row.answers, (
            method
        )


@pytest.mark.parametrize("row", rows(PageRow), ids=lambda row: row.key)
def test_page(row, cast):
    shown = row.scene(cast)
    path = shown.get_url() + row.route

    for method in row.methods:
        assert {role: answer_of(cast, role, method, path) for role in ROLES} == row.answers, method


@pytest.mark.parametrize(
    "row", [row for row in rows(PageRow) if not row.name], ids=lambda row: row.key
)
def test_page_in_the_editor(row, cast):
    edited = Page.objects.get(pk=row.scene(cast).pk)
    rights = {
        role: edited.permissions_for_user(getattr(cast, role))
        for role in ROLES
        if role != "visitor"
    }

    assert {role for role, may in rights.items() if may.can_edit()} == set(row.edit.split())
    assert {role for role, may in rights.items() if may.can_publish()} == set(row.publish.split())


@pytest.mark.parametrize("row", rows(ActionRow), ids=lambda row: row.key)
def test_action(row, cast):
    about = [] if row.scene is None else row.scene(cast)
    about = about if isinstance(about, list | tuple) else [about]

    assert {role for role in ROLES if row.rule(getattr(cast, role), *about)} == set(
        row.roles.split()
    )


@pytest.mark.parametrize("row", rows(PrefixRow), ids=lambda row: row.key or "pages")
def test_prefix(row, cast):
    assert {role: answer_of(cast, role, "get", row.path) for role in ROLES} == row.answers


def test_models_are_ours():
    """The table looks into these apps; a new one belongs into OURS."""
    local = {config.name for config in apps.get_app_configs() if "site-packages" not in config.path}

    assert local == set(OURS)
