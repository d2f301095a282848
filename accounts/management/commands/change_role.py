from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import services
from accounts.management import found
from accounts.rules import Role


class Command(BaseCommand):
    help = (
        "Change a person's role, as an administrator does on their page: after a restore, what was"
        " changed since the backup, before anybody signs in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        one = found.person(options["email"])
        if one.role == options["role"]:
            self.stdout.write(f"{one.name} is {one.role} already.")
            return
        changed = services.change_user(user_id=one.pk, role=options["role"], by=None)
        self.stdout.write(f"{changed.name} is {changed.role} now.")
