from django.core.management.base import BaseCommand

from hub.jobs import days_of, retention_report


class Command(BaseCommand):
    help = "Forget what has been kept long enough (done every night by `manage.py work`)."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *, dry_run=False, **options):
        for key, label, forgotten in retention_report(dry_run=dry_run):
            self.stdout.write(f"{forgotten:>6}  {days_of(key):>5} d  {key:<30} {label}")
