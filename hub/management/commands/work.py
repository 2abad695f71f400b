import logging

from django.core.management.base import BaseCommand

from hub.worker import Worker


class Command(BaseCommand):
    help = "Run the tasks of the queue and the due jobs until told to end."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="End when the queue is empty.")

    def handle(self, *, once=False, **options):
        # It says what failed; that a worker began and ended is no news.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = Worker()
        if not once:
            worker.configure_signals()
        worker.work(once=once)
