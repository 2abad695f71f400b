"""What must be well before a process is sent visitors; asked by `/readyz`."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub.models import AccessibilityStatementPage

# Nobody has taken a task for so long: no worker runs.
QUEUE_IS_LATE_AFTER = timedelta(minutes=15)


class NotReadyError(Exception):
    """A part of the site is not well; the sentence says what."""


def report() -> dict[str, str]:
    """Each part with "ok" or what is wrong with it. Never raises."""
    return {name: _answer(check) for name, check in CHECKS.items()}


def reminders() -> dict[str, str]:
    """What the secretariat has to do; it takes no process from its visitors. Never raises."""
    try:
        due = [str(statement.reviewed_on) for statement in AccessibilityStatementPage.due()]
    except Exception as error:
        return {"accessibility_statement": f"failed: {type(error).__name__}"}
    return {"accessibility_statement": f"last reviewed on {min(due)}"} if due else {}


def _answer(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReadyError as error:
        return str(error)
    except Exception as error:
        # The kind alone: a message may hold addresses of the machine.
        return f"failed: {type(error).__name__}"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError("migrations are missing")


def _cache() -> None:
    token = secrets.token_hex(4)
    for alias in ("default", "pages"):
        caches[alias].set("readiness", token, 10)
        if caches[alias].get("readiness") is None:
            raise NotReadyError(f"the cache “{alias}” does not keep what it is given")


def _queue() -> None:
    limit = timezone.now() - QUEUE_IS_LATE_AFTER
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=limit, run_after__lt=limit)
    never_deferred = DBTaskResult.objects.ready().filter(
        enqueued_at__lt=limit, run_after__gt=timezone.now()
    )
    if late.exists() or never_deferred.exists():
        raise NotReadyError("tasks wait and no worker takes them")


def _media() -> None:
    name = default_storage.save(f"readiness/{secrets.token_hex(8)}.txt", ContentFile(b"ok"))
    default_storage.delete(name)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "queue": _queue,
    "media": _media,
}
