from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from network import actions


class Command(BaseCommand):
    help = "Make the accounts of a new hub's first secretariat and technical administrator."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--email", required=True, help="Address of the secretariat's person.")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument(
            "--administrator", required=True, help="Address of another person, who runs the hub."
        )
        parser.add_argument("--organisation", required=True, help="Where both work; made if new.")
        parser.add_argument("--country", required=True, help="Its country, two letters: LT.")

    def handle(self, **options: Any) -> None:
        try:
            people = actions.name_first_people(
                secretariat=options["email"],
                administrator=options["administrator"],
                organisation=options["organisation"],
                country=options["country"].upper(),
                first_name=options["first_name"],
                last_name=options["last_name"],
            )
        except (actions.AccountError, ValidationError) as error:
            said = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError("\n".join(said)) from error
        for person in people:
            seats = ", ".join(seat.get_function_display() for seat in person.seats.current())
            self.stdout.write(f"{person.email}: {seats}; a mail says how to choose a password.")
