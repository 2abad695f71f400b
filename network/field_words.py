"""One field of a record before and after, in words that people read."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import JSONField
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hub.reference import language_name, nuts_name
from hub.registries import history_values
from hub.words import Part, compared
from network.event_names import Names, field_of

# Values of such fields are kept from every reader, whatever model they stand in.
SECRET = re.compile(
    r"password|passphrase|token|secret|digest|hash|salt|signature|otp|recovery|credential"
    r"|(^|_)(key|keys|code|pin)$|needs|diet|allerg|disab|health|special_categor"
)
FEW_LETTERS = 60


@dataclass(frozen=True)
class Change:
    """One field: its words before and after, marked; `html` where a text shows its own marks."""

    label: str
    parts: tuple[Part, ...] = ()
    html: SafeString | str = ""
    is_hidden: bool = False

    def unmarked(self) -> "Change":
        """As a fact, where everything is new."""
        return replace(self, parts=tuple(("same", words) for _kind, words in self.parts))

    @property
    def is_short(self) -> bool:
        return not self.html and sum(len(words) for _kind, words in self.parts) <= 2 * FEW_LETTERS

    @property
    def text(self) -> str:
        """For a table without marks."""
        if self.is_hidden:
            return self.label
        if self.html:
            return f"{self.label}: {' '.join(strip_tags(self.html).split())}"
        marks = {"same": "{}", "added": "[+ {} +]", "removed": "[- {} -]"}
        words = "".join(marks[kind].format(part) for kind, part in self.parts)
        return f"{self.label}: {words}"


def is_secret(field: Any) -> bool:
    return bool(SECRET.search(field.name.lower()))


def is_technical(field: Any) -> bool:
    """Keys, and what neither a person edits nor its model has a name for."""
    nameless = not field.editable and getattr(field, "_verbose_name", None) is None
    return field.primary_key or (nameless and not isinstance(field, JSONField))


def value_of(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.ForeignKey):
        return value
    if isinstance(field, JSONField):
        return loaded(value)
    try:
        value = field.to_python(value)
    except (ValidationError, ValueError, TypeError):
        return value
    if isinstance(value, datetime) and timezone.is_naive(value):
        return value.replace(tzinfo=UTC)
    return value


def loaded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def changed_fields(model: Any, old: dict, new: dict, names: Names) -> list[Change]:
    """The fields that differ, in the order of the model."""
    changes: list[Change] = []
    for field in model._meta.concrete_fields:
        if is_secret(field) or is_technical(field):
            continue
        before, after = old.get(field.attname), new.get(field.attname)
        if before == after:
            continue
        if proposal := _proposal(model, before, after):
            changes += _proposed(model, *proposal, new or old, names)
        elif change := changed_value(field, before, after, names):
            changes.append(change)
    return changes


def changed_value(field: Any, before: Any, after: Any, names: Names) -> Change | None:
    old, new = words_for(field, before, names), words_for(field, after, names)
    if old == new:
        return None
    return Change(label_of(field), tuple(marked(old, new)))


def marked(old: str, new: str) -> list[Part]:
    """Long texts word by word; short ones as they were and as they are."""
    if old and new and max(len(old), len(new)) > FEW_LETTERS:
        return compared(old, new)
    both = [("removed", old), ("added", new)]
    parts = [(kind, words) for kind, words in both if words]
    return [parts[0], ("same", " "), parts[1]] if len(parts) > 1 else parts


def _proposal(model: Any, before: Any, after: Any) -> tuple[dict, dict] | None:
    """A column that holds other values for the model's own fields, as an offer under change does."""
    names = {field.attname for field in model._meta.concrete_fields}
    for value in (before, after):
        if value is not None and not (
            isinstance(value, dict) and value and names.issuperset(value)
        ):
            return None
    return (before or {}, after or {}) if before or after else None


def _proposed(model: Any, before: dict, after: dict, row: dict, names: Names) -> list[Change]:
    changes = []
    for name, value in after.items():
        field = field_of(model, name)
        if is_secret(field) or is_technical(field):
            continue
        old = before.get(name, row.get(name))
        change = changed_value(field, value_of(field, old), value_of(field, value), names)
        if change:
            label = _("%(field)s, proposed") % {"field": change.label}
            changes.append(Change(label, change.parts))
    return changes


def label_of(field: Any) -> str:
    return capfirst(str(getattr(field, "verbose_name", field.name)))


def words_for(field: Any, value: Any, names: Names) -> str:
    """A value as a person reads it; nothing for nothing."""
    if value in (None, "", [], {}):
        return ""
    for reader in history_values:
        if (words := reader(field, value)) is not None:
            return words
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.of(field.related_model, key) for key in keys)
    if getattr(field, "flatchoices", None) and not isinstance(value, list):
        return str(dict(field.flatchoices).get(value, value))
    return _by_name(field, value) or in_words(value)


def _by_name(field: Any, value: Any) -> str:
    if not isinstance(value, str):
        return ""
    if field.name in ("region", "nuts"):
        return f"{nuts_name(value)} ({value})"
    return language_name(value) if field.name == "language" else ""


def in_words(value: Any) -> str:
    """A value by its type alone."""
    if isinstance(value, bool):
        return str(yesno(value))
    if isinstance(value, date):
        return _date_in_words(value)
    if isinstance(value, int | float | Decimal):
        return number_format(value, use_l10n=True)
    if isinstance(value, list):
        return ", ".join(in_words(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{key}: {in_words(item)}"
            for key, item in value.items()
            if item not in (None, "") and not SECRET.search(str(key).lower())
        )
    return strip_tags(str(value)) if "</" in str(value) else str(value)


def _date_in_words(value: date) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    return date_format(value, "DATE_FORMAT")
