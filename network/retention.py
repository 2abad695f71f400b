"""What is forgotten when it has been kept long enough (docs/privacy.md has the whole list)."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import registered_models
from wagtail.models import ModelLogEntry, PageLogEntry

from hub.registries import RetentionRule, retention_rules
from network import actions


def forget_names_in_logs(before: datetime, dry_run: bool) -> int:
    """The rows stay: what was changed, when and for which organisation, without the person."""
    forgotten = 0
    for rows, columns in _old_rows(before):
        named = Q()
        for column in columns:
            named |= Q(**{f"{column}__isnull": False})
        found = rows.filter(named)
        if dry_run:
            forgotten += found.count()
        else:
            forgotten += found.update(**dict.fromkeys(columns))
    return forgotten


def _old_rows(before: datetime) -> list[tuple[Any, list[str]]]:
    """Each history and each log of Wagtail, with the columns that point to a person."""
    found: list[tuple[Any, list[str]]] = []
    for model in registered_models.values():
        history = model.history.model
        found.append((history.objects.filter(history_date__lt=before), _persons_in(history)))
    logs = (PageLogEntry, ModelLogEntry)
    return [*found, *((log.objects.filter(timestamp__lt=before), ["user"]) for log in logs)]


def _persons_in(history: type[models.Model]) -> list[str]:
    return [
        each.name
        for each in history._meta.local_concrete_fields
        if each.related_model is get_user_model()
    ]


def register() -> None:
    """Called in `NetworkConfig.ready`."""
    rules = {
        "network.unconfirmed_accounts": RetentionRule(
            _("Accounts whose address was never confirmed"), 7, actions.forget_unconfirmed_accounts
        ),
        "network.inactive_accounts": RetentionRule(
            _("Accounts that nobody used: told now, erased a month later"),
            730,
            actions.plan_for_inactive,
        ),
        "network.data_copies": RetentionRule(
            _("Copies of personal data that can no longer be fetched"),
            8,
            actions.forget_data_copies,
        ),
        "network.invitations": RetentionRule(
            _("Invitations that were answered, withdrawn or have run out"),
            30,
            actions.forget_invitations,
        ),
        "network.proposals": RetentionRule(
            _("Proposed organisations that were not taken in"), 182, actions.forget_proposals
        ),
        "network.logs": RetentionRule(
            _("Names of persons in histories and logs"), 1826, forget_names_in_logs
        ),
    }
    for key, rule in rules.items():
        retention_rules.register(key, rule)
