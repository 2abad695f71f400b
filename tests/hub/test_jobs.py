import threading
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub import jobs
from hub.models import DueJob
from hub.registries import RecurringTask, RetentionRule, due_jobs, retention_rules
from hub.worker import Worker

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
done = []


@jobs.task
def note(word):
    done.append(word)


@jobs.task
def break_down():
    raise ValueError("broken")


@pytest.fixture
def queue(settings, monkeypatch):
    """The queue of the demo and of production, in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # The test's transaction lives in its connection.
    for module in ("hub.worker", "django_tasks_db.management.commands.db_worker"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)
    done.clear()


@pytest.fixture
def only_job(monkeypatch):
    monkeypatch.setattr(due_jobs, "_things", {})

    def register(**when):
        due_jobs.register("test.note", RecurringTask(note, **when))

    return register


def test_a_task_is_queued_only_when_the_change_is_committed(
    queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            jobs.enqueue_on_commit(note, "never")
            transaction.set_rollback(True)
        jobs.enqueue_on_commit(note, word="once")

    waiting = [result.args_kwargs for result in DBTaskResult.objects.ready()]
    assert waiting == [{"args": [], "kwargs": {"word": "once"}}]


def test_work_runs_the_queue_and_notes_failures(queue, only_job):
    note.enqueue("first")
    break_down.enqueue()
    note.enqueue("last")

    call_command("work", once=True)

    assert done == ["first", "last"]
    states = dict(DBTaskResult.objects.values_list("task_path", "status"))
    assert states == {
        "tests.hub.test_jobs.note": "SUCCESSFUL",
        "tests.hub.test_jobs.break_down": "FAILED",
    }


def test_a_due_job_is_queued_once_each_time_it_is_due(queue, only_job):
    only_job(every=timedelta(hours=1))

    with time_machine.travel(NOON, tick=False):
        assert jobs.enqueue_due_jobs() == 1
        assert jobs.enqueue_due_jobs() == 0
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert jobs.enqueue_due_jobs() == 1
        assert jobs.enqueue_due_jobs() == 0
    assert DBTaskResult.objects.count() == 2


def test_a_worker_that_read_the_date_too_early_queues_nothing(queue, only_job):
    only_job(every=timedelta(hours=1))
    with time_machine.travel(NOON, tick=False):
        jobs.enqueue_due_jobs()

        late = jobs._enqueue_once("test.note", due_jobs["test.note"], due=NOON, now=NOON)

    assert late == 0
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # 3 o'clock in Brussels is 2 o'clock in winter, 1 o'clock in summer
        (datetime(2026, 1, 10, 1, 59, tzinfo=UTC), datetime(2026, 1, 10, 2, 0, tzinfo=UTC)),
        (datetime(2026, 1, 10, 2, 0, tzinfo=UTC), datetime(2026, 1, 11, 2, 0, tzinfo=UTC)),
        (datetime(2026, 7, 10, 12, 0, tzinfo=UTC), datetime(2026, 7, 11, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_daily_job_is_due_at_its_hour(now, expected):
    assert jobs.next_run(RecurringTask(note, at=time(3, 0)), now) == expected


def test_a_new_daily_job_waits_for_its_hour(queue, only_job):
    only_job(at=time(3, 0))

    with time_machine.travel(NOON, tick=False):
        assert jobs.enqueue_due_jobs() == 0

    assert DueJob.objects.get().next_run == datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def test_a_task_left_running_runs_again_and_is_given_up_at_the_third_time(queue):
    old = timezone.now() - timedelta(hours=2)
    for workers in (["a"], ["a", "b", "c"]):
        note.enqueue("x")
        DBTaskResult.objects.ready().update(
            status=TaskResultStatus.RUNNING, started_at=old, worker_ids=workers
        )
    note.enqueue("x")
    DBTaskResult.objects.ready().update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["d"]
    )

    assert jobs.reset_stuck_tasks() == 2

    states = {tuple(row.worker_ids): row.status for row in DBTaskResult.objects.all()}
    assert states == {("a",): "READY", ("a", "b", "c"): "FAILED", ("d",): "RUNNING"}


def test_the_worker_survives_a_locked_database(queue, monkeypatch):
    asked = []

    def locked():
        asked.append(True)
        raise OperationalError("database is locked")

    monkeypatch.setattr(jobs, "enqueue_due_jobs", locked)

    Worker().work(once=True)  # does not raise

    assert asked


def test_the_worker_leaves_when_its_parent_is_gone(queue, only_job, monkeypatch):
    parents = iter([10, 10, 1])
    monkeypatch.setattr("hub.worker.os.getppid", lambda: next(parents))
    monkeypatch.setattr("hub.worker.time.sleep", lambda seconds: None)

    Worker().work()  # returns


def test_what_is_kept_too_long_is_forgotten_or_counted(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(retention_rules, "_things", {})
    rule = RetentionRule("Old notes", 30, lambda before, dry_run: asked.append(dry_run) or 3)
    retention_rules.register("test.notes", rule)

    call_command("apply_retention", dry_run=True)

    assert capsys.readouterr().out.split() == ["3", "30", "d", "test.notes", "Old", "notes"]
    assert jobs.apply_retention_rules.call() == {"test.notes": 3}
    assert asked == [True, False]


def test_every_recurring_task_of_the_site_runs(queue):
    for job in due_jobs:
        job.task.enqueue()

    Worker().work(once=True)

    assert [(row.task_path, row.traceback) for row in DBTaskResult.objects.failed()] == []


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_queue_a_due_job_once(settings, only_job):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    only_job(every=timedelta(hours=1))
    DueJob.objects.create(key="test.note", next_run=timezone.now() - timedelta(minutes=1))
    together = threading.Barrier(4)
    queued = []

    def look():
        together.wait()
        queued.append(jobs.enqueue_due_jobs())
        connection.close()

    workers = [threading.Thread(target=look) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(queued) == [0, 0, 0, 1]
    assert DBTaskResult.objects.count() == 1
