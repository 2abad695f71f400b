"""Promises about the whole code base (docs/architecture.md)."""

import re
from functools import cache

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import CheckConstraint
from django.template.loader import get_template
from django.urls import get_resolver
from wagtail.models import get_page_models

from tests.checks.diagrams import DOCUMENT, TABLES, with_diagrams
from tests.checks.templates import offences, templates
from tests.test_permissions import is_ours, url_patterns

ROOT = settings.BASE_DIR
# From the lowest layer up; apps on one layer do not know each other.
LAYERS = [{"hub"}, {"network"}, {"workpackages"}, {"meetings", "partnersearch"}]
SOURCES = [path for layer in LAYERS for app in layer for path in (ROOT / app).rglob("*.py")]
JUNK_DRAWERS = {"utils", "helpers", "services", "managers", "constants", "signals", "mixins"}


def our_models():
    return [model for model in apps.get_models() if is_ours(model)]


def layer_of(model) -> int:
    """Other people's apps lie below all of ours."""
    found = [height for height, layer in enumerate(LAYERS) if model._meta.app_label in layer]
    return found[0] if found else -1


def short(path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", templates(), ids=short)
def test_template_compiles_and_keeps_the_rules(path):
    if path.suffix == ".html" or "{%" in path.read_text():
        get_template(str(path.relative_to(ROOT / "templates")))

    assert offences(path, path.read_text()) == []


def test_every_page_type_has_its_template():
    missing = [
        model._meta.label
        for model in get_page_models()
        if is_ours(model) and not (ROOT / "templates" / model.template).exists()
    ]

    assert missing == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names():
    names = [p.stem for app in LAYERS for a in app for p in (ROOT / a / "migrations").glob("0*.py")]

    assert [name for name in names if "_auto_" in name] == []


def constrained_together(model) -> list[set[str]]:
    """The fields that stand together in one check of the database."""
    return [
        set(re.findall(r"'(\w+)__isnull'", str(constraint.condition)))
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]


def test_at_and_by_are_set_together():
    """When something was done is never known without by whom, nor the other way round."""
    loose = []
    for model in our_models():
        if model.__name__.startswith("Historical"):
            continue
        fields = {field.name: field for field in model._meta.get_fields() if hasattr(field, "null")}
        for name, field in fields.items():
            by = fields.get(f"{name.removesuffix('_at')}_by") if name.endswith("_at") else None
            if by is None or not (field.null or by.null) or name == "locked_at":  # Wagtail's own
                continue
            if not any({name, by.name} <= names for names in constrained_together(model)):
                loose.append(f"{model._meta.label}: {name}, {by.name}")

    assert loose == []


def test_relations_go_down():
    """A foreign key written as a string is invisible to import-linter."""
    up = []
    for model in our_models():
        for field in model._meta.get_fields():
            other = field.related_model
            if not isinstance(other, type) or field.auto_created or not field.concrete:
                continue
            if other is get_user_model():  # asked for by the name of a setting
                continue
            height, below = layer_of(model), layer_of(other)
            same_app = model._meta.app_label == other._meta.app_label
            if below > height or (below == height and not same_app):
                up.append(f"{model._meta.label}.{field.name} → {other._meta.label}")

    assert up == []


@cache
def described_settings() -> str:
    return (ROOT / "README.md").read_text() + (ROOT / "docs" / "settings.md").read_text()


def test_every_setting_of_the_environment_is_described():
    source = (ROOT / "hub" / "settings.py").read_text()
    read = set(re.findall(r"""\benv(?:\.\w+)?\(\s*["'](\w+)["']""", source))

    assert "DATABASE_URL" in read
    assert sorted(name for name in read if f"`{name}`" not in described_settings()) == []


def test_no_junk_drawers():
    assert [short(p) for p in SOURCES if p.stem in JUNK_DRAWERS] == []


def test_browser_tests_wait_for_what_they_assert():
    """A click does not wait for the next page, so a bare look may still see the last one."""
    hasty = re.compile(r"assert\b.*\.(count|is_visible|inner_text|input_value)\(|assert\b.*\.url\b")
    found = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in (ROOT / "tests" / "browser").glob("test_*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if hasty.search(line)
    ]

    assert found == []  # expect(…) waits


def test_apps_use_no_signals():
    """Two receivers exist: history rows are signed (network), the page cache is renewed (hub)."""
    receivers = [
        short(path)
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] not in {"hub", "network"}
        and re.search(r"@receiver\b|\.connect\(", path.read_text())
    ]

    assert receivers == []


def test_views_are_functions_named_as_their_urls():
    """One name for view, URL and template: one search finds a feature."""

    def own_name(name, view):  # in Wagtail's admin an app's name stands in front
        return name.split(":")[-1].removeprefix(f"{view.__module__.split('.')[0]}_")

    odd = [
        name
        for _path, name, view in url_patterns()
        if is_ours(view) and ".views" in view.__module__
        if isinstance(view, type) or view.__name__ != own_name(name, view)
    ]

    assert odd == []


def test_diagrams_of_states_are_true():
    """`python -m tests.checks.diagrams` writes them."""
    text = DOCUMENT.read_text()

    assert with_diagrams(text) == text
    assert text.count("stateDiagram") == len(TABLES)


def test_django_admin_is_absent():
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in get_resolver().namespace_dict
