import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.search.models import IndexEntry

from hub.demo import DemoContext, demo_password
from hub.registries import demo_parts


class Command(BaseCommand):
    help = "Load the network's first year as demo content; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--with-its-logins",
            action="store_true",
            help="load it although this is neither the demo nor a developer's machine",
        )

    def handle(self, **options):
        if not (settings.LOCAL or options["with_its_logins"]):
            raise CommandError(
                "The demo brings logins that everybody knows, a secretariat among them. "
                "If that is wanted here: load_demo --with-its-logins"
            )
        nothing_is_indexed = not IndexEntry.objects.exists()
        context = DemoContext(password=demo_password(), say=lambda text: self.say(f"    {text}"))
        for key, load in demo_parts.items():
            started = time.monotonic()
            self.say(f"  {key}")
            with transaction.atomic():
                load(context)
            self.say(f"  {key}: done in {time.monotonic() - started:.1f} s")
        if nothing_is_indexed:
            # The worker would do it too, page by page, while the first visitors search already.
            self.say("  Search index")
            call_command("update_index", verbosity=0)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
