from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import services
from accounts.management import found


class Command(BaseCommand):
    help = (
        "Close people's accounts, as an administrator does on their page: after a restore, those"
        " that were closed since the backup, before anybody signs in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("emails", nargs="+", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        for one in found.people(options["emails"]):
            if not one.is_active:
                self.stdout.write(f"{one.name}: the account is closed already.")
                continue
            services.change_user(user_id=one.pk, is_active=False, by=None)
            self.stdout.write(
                f"{one.name}: the account is closed. Sessions, API tokens, calendar and links are"
                " ended; open tasks are nobody's, and cases are listed as without an advocate."
            )
