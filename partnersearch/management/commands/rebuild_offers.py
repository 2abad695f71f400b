from typing import Any

from django.core.management.base import BaseCommand

from hub import page_cache
from partnersearch import search


class Command(BaseCommand):
    help = "Make the search for offers read every published offer anew."

    def handle(self, *args: Any, **options: Any) -> None:
        found = search.rebuild()
        page_cache.renew()
        self.stdout.write(f"{found} offers can be found.")
