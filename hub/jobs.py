"""Work that nobody waits for: tasks of the queue, and tasks that are due again and again.

    from hub.jobs import due_job, enqueue_on_commit, task

    @task
    def expire_offers() -> int: ...

    enqueue_on_commit(expire_offers)                                          # in an action
    due_job("partnersearch.expire_offers", expire_offers, every=timedelta(hours=1))   # in ready()

`manage.py work` runs both (hub/worker.py); arguments and results of tasks are JSON.
"""

import logging
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task

from hub.models.jobs import DueJob
from hub.registries import RecurringTask, due_jobs, retention_rules

__all__ = ["due_job", "enqueue_on_commit", "task"]

logger = logging.getLogger(__name__)

# A worker that was killed within a task leaves it running for ever; no task of ours takes so long.
STUCK_AFTER = timedelta(hours=1)
ATTEMPTS = 3


def enqueue_on_commit(task: Any, *args: Any, **kwargs: Any) -> None:
    """Queue the task when the transaction is committed, and not at all if it is not."""
    transaction.on_commit(partial(task.enqueue, *args, **kwargs))


def due_job(
    key: str, task: Any, *, every: timedelta = timedelta(days=1), at: time | None = None
) -> None:
    """Queue the task every so often, or every day `at` an hour of the site's time."""
    due_jobs.register(key, RecurringTask(task, every, at))


def next_run(job: RecurringTask, now: datetime) -> datetime:
    """The first time after now."""
    if job.at is None:
        return now + job.every
    local = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(local.date(), job.at))
    return today if today > now else today + timedelta(days=1)


def enqueue_due_jobs() -> int:
    """Queue each recurring task whose time has come, once, however many workers look."""
    now = timezone.now()
    rows = dict(DueJob.objects.values_list("key", "next_run"))
    queued = 0
    for key, job in due_jobs.items():
        if key not in rows:
            # New jobs run at once, or at their hour.
            first = now if job.at is None else next_run(job, now)
            rows[key] = DueJob.objects.get_or_create(key=key, defaults={"next_run": first})[
                0
            ].next_run
        if rows[key] <= now:
            queued += _enqueue_once(key, job, due=rows[key], now=now)
    return queued


def _enqueue_once(key: str, job: RecurringTask, *, due: datetime, now: datetime) -> int:
    """Whoever moves the date on queues the task, in the same transaction."""
    with transaction.atomic():
        taken = DueJob.objects.filter(key=key, next_run=due).update(
            next_run=next_run(job, now), last_run=now
        )
        if taken:
            job.task.enqueue()
    return taken


def reset_stuck_tasks() -> int:
    """Let tasks run again whose worker is gone; give up on those that end every worker."""
    from django_tasks_db.models import DBTaskResult

    stuck = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - STUCK_AFTER)
    for result in stuck:
        again = len(result.worker_ids) < ATTEMPTS
        status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        logger.warning("Task %s was left running: now %s", result.task_path, status)
        DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at).update(
            status=status, finished_at=None if again else timezone.now()
        )
    return len(stuck)


@task
def publish_scheduled_pages() -> None:
    call_command("publish_scheduled")


@task
def forget_old_sessions() -> None:
    call_command("clearsessions")


@task
def apply_retention_rules() -> dict[str, int]:
    return {key: forgotten for key, _label, forgotten in retention_report(dry_run=False)}


def days_of(key: str) -> int:
    """How long a rule keeps things: as the settings say, else as the rule does."""
    return int(settings.HUB_RETENTION.get(key, retention_rules[key].days))


def retention_report(*, dry_run: bool) -> list[tuple[str, str, int]]:
    """What each rule forgets, or would forget: (key, label, how many)."""
    now = timezone.now()
    return [
        (key, str(rule.label), rule.forget(now - timedelta(days=days_of(key)), dry_run))
        for key, rule in retention_rules.items()
    ]


@task
def remind_of_statements() -> int:
    from hub import actions

    return actions.remind_of_statements()


def register() -> None:
    """The hub's own recurring tasks; called in `HubConfig.ready`."""
    due_job("hub.publish_scheduled_pages", publish_scheduled_pages, every=timedelta(minutes=1))
    due_job("hub.forget_old_sessions", forget_old_sessions, at=time(3, 0))
    due_job("hub.remind_of_statements", remind_of_statements, at=time(7, 0))
    due_job("hub.apply_retention_rules", apply_retention_rules, at=time(3, 20))
