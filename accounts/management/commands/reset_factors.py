from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts import services
from accounts.management import found


class Command(BaseCommand):
    help = "Take a person's second factors away, as when the last administrator lost them all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        one = found.person(options["email"])
        user = services.reset_factors(user_id=one.pk, by=None, now=timezone.now())
        self.stdout.write(
            f"{user.name} sets up a second factor at the next sign-in; the password stays. "
            "Sessions and API tokens of this account are ended."
        )
