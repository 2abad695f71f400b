"""The worker of `manage.py work`: the queue, the due jobs, a short sleep, and again."""

import logging
import os
import time
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from hub import jobs

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_DUE_JOBS = 10.0


class Worker(QueueWorker):
    """Leaves when its parent is gone; a signal lets the running task end."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,  # `run` returns when the queue is empty
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._next_due_jobs = 0.0
        self._asleep = False

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """A signal ends the process at once in its sleep alone.

        A task is claimed a moment before it runs: leaving in between would keep it RUNNING.
        """
        self.running_task = not self._asleep
        super().shutdown(signum, frame)

    def work(self, *, once: bool = False) -> None:
        parent = os.getppid()
        while self.running and os.getppid() == parent:
            self._pass()
            if once:
                return
            if self.running:
                self._asleep = True
                time.sleep(SECONDS_BETWEEN_LOOKS)
                self._asleep = False

    def _pass(self) -> None:
        close_old_connections()
        try:
            self._due_jobs()
            self.run()
        except OperationalError as error:
            # A locked or absent database: the next look finds it again.
            logger.warning("The database did not answer: %s", error)
        finally:
            close_old_connections()

    def _due_jobs(self) -> None:
        if time.monotonic() < self._next_due_jobs:
            return
        jobs.reset_stuck_tasks()
        jobs.enqueue_due_jobs()
        self._next_due_jobs = time.monotonic() + SECONDS_BETWEEN_DUE_JOBS
