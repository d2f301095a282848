import getpass
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import services
from accounts.rules import Role
from audit.rules import NotAllowed


class Command(BaseCommand):
    help = "Give a person an account; the first administrator of an agency comes in this way."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--time-zone", default="America/New_York")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {name: options[name] for name in ("email", "name", "role", "time_zone")}
        try:
            user = services.create_user(**given, password=_password(), by=None)
        except NotAllowed as no:
            raise CommandError(no.sentence) from no
        self.stdout.write(f"{user.name} may sign in as {user.role} with {user.email}.")


def _password() -> str:
    """Ask for it twice, or take it from the environment; never from an argument others can list."""
    given = os.environ.get("RECLAIM_NEW_PASSWORD")
    if given is not None:
        return given
    first, again = getpass.getpass("Password: "), getpass.getpass("The same again: ")
    if first != again:
        raise CommandError("The two passwords differ.")
    return first
