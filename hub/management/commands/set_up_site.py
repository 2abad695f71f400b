from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from hub.page_cache import renew
from hub.registries import site_parts
from hub.site import SiteSetUp


class Command(BaseCommand):
    help = "Make the languages, home and index pages, groups and rights that are missing."

    def handle(self, verbosity=1, **options):
        call_command("createcachetable", verbosity=0)
        with transaction.atomic():
            site = SiteSetUp(say=self.stdout.write if verbosity else lambda sentence: None)
            for set_up in site_parts:
                set_up(site)
            renew()
