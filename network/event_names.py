"""Names of what the rows of a history point to, looked up together."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page


class Names:
    """Things that rows point to by key, looked up together: one query a model."""

    def __init__(self) -> None:
        self.wanted: dict[Any, set[Any]] = defaultdict(set)
        self.found: dict[Any, dict[Any, Any]] = {}

    def want(self, model: Any, key: Any) -> None:
        if key not in (None, ""):
            self.wanted[_plain(model)].add(_key(model, key))

    def want_all(self, model: Any, row: dict | None, *, but: Iterable[str] = ()) -> None:
        for name, value in (row or {}).items():
            related = None if name in but else _related(model, name)
            for key in value if isinstance(value, list) else [value]:
                if related is not None and not isinstance(key, dict):
                    self.want(related, key)

    def look_up(self) -> None:
        for model, keys in self.wanted.items():
            things = model._base_manager.all()
            if model is Page:
                things = Page.objects.select_related("locale")
            elif hasattr(model._default_manager.all(), "without_text"):
                things = model._default_manager.without_text()
            self.found[model] = things.in_bulk([key for key in keys if key is not None])

    def thing(self, model: Any, key: Any) -> Any:
        if key in (None, ""):
            return None
        return self.found.get(_plain(model), {}).get(_key(model, key))

    def of(self, model: Any, key: Any) -> str:
        if key in (None, ""):
            return ""
        thing = self.thing(model, key)
        if thing is not None:
            return str(thing)
        return _("former member") if _plain(model) is get_user_model() else f"#{key}"

    def person(self, event: Any) -> str:
        """Who did it; without anybody it was the site itself, or somebody who is forgotten."""
        if event.user_id is not None:
            return self.of(get_user_model(), event.user_id)
        if event.reason == "command line":
            return _("command line")
        return _("the site itself")

    def title(self, model: Any, row: dict[str, Any]) -> str:
        """What the record called itself then."""
        fields = {field.attname for field in model._meta.concrete_fields}
        record = model(**{name: value for name, value in row.items() if name in fields})
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and row.get(field.attname) is not None:
                thing = self.thing(field.related_model, row[field.attname])
                record._state.fields_cache[field.name] = thing or _Gone(
                    self.of(field.related_model, row[field.attname])
                )
        try:
            return str(record)
        except (AttributeError, TypeError, ValueError):
            return ""


class _Gone:
    """What a row points to and is no longer there; it has a name and nothing else."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __str__(self) -> str:
        return self._name

    def __getattr__(self, name: str) -> str:
        return self._name


def _plain(model: Any) -> Any:
    return Page if isinstance(model, type) and issubclass(model, Page) else model


def _key(model: Any, key: Any) -> Any:
    try:
        return _plain(model)._meta.pk.to_python(key)
    except (ValidationError, ValueError, TypeError):
        return None


def _related(model: Any, name: str) -> Any:
    field = field_of(model, name)
    return field.related_model if field is not None and field.is_relation else None


def field_of(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        for field in model._meta.concrete_fields:
            if field.attname == name:
                return field
    return None
