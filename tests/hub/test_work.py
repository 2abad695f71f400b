"""The worker as the demo and a server start it: a process of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from hub.worker import Worker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="works on a copy of the file"),
]


def finished(path):
    with closing(sqlite3.connect(path, timeout=20)) as database:
        rows = database.execute("SELECT task_path, status FROM django_tasks_database_dbtaskresult")
        return set(rows.fetchall())


def test_the_worker_does_what_is_due_and_ends_when_told_to(tmp_path):
    path = tmp_path / "hub.sqlite3"
    kept = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{path}",
            "DJANGO_SETTINGS_MODULE": "hub.settings",
            "DEBUG": "1",
        },
        start_new_session=True,
        stderr=subprocess.PIPE,
    )
    try:
        wanted = ("hub.jobs.publish_scheduled_pages", "SUCCESSFUL")
        limit = time.monotonic() + 60
        while wanted not in finished(path) and time.monotonic() < limit:
            assert worker.poll() is None, worker.stderr.read().decode()
            time.sleep(0.3)
        assert wanted in finished(path)
        worker.send_signal(signal.SIGTERM)
        _, errors = worker.communicate(timeout=20)
    finally:
        worker.kill()
        worker.wait()

    assert worker.returncode == 0
    assert "Traceback" not in errors.decode()
    assert "RUNNING" not in {status for _task, status in finished(path)}


def test_a_signal_between_claim_and_run_lets_the_task_run(monkeypatch):
    """In its sleep the worker leaves at once; at any other moment a task may have been claimed."""
    worker = Worker()

    worker.shutdown(signal.SIGTERM, None)
    assert worker.running is False

    worker = Worker()
    monkeypatch.setattr(
        "hub.worker.time.sleep", lambda seconds: worker.shutdown(signal.SIGTERM, None)
    )
    monkeypatch.setattr(worker, "_pass", lambda: None)
    with pytest.raises(SystemExit) as left:
        worker.work()
    assert left.value.code == 0
