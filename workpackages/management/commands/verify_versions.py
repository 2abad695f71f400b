from django.core.management.base import BaseCommand, CommandError

from workpackages.verification import problems


class Command(BaseCommand):
    help = "Compute every checksum again and compare each live text with its adopted version."

    def handle(self, **options):
        count = 0
        found = []
        for version, sentences in problems():
            count += 1
            found += [f"{version}: {sentence}" for sentence in sentences]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{count} versions are what they were.")
