import time

from django.core.management.base import BaseCommand
from django.db import transaction

from hub.demo import DemoContext, demo_password
from hub.registries import demo_parts


class Command(BaseCommand):
    help = "Load the network's first year as demo content; a second run changes nothing."

    def handle(self, **options):
        context = DemoContext(password=demo_password(), say=lambda text: self.say(f"    {text}"))
        for key, load in demo_parts.items():
            started = time.monotonic()
            self.say(f"  {key}")
            with transaction.atomic():
                load(context)
            self.say(f"  {key}: done in {time.monotonic() - started:.1f} s")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
