import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.services import issue_token
from audit.rules import NotAllowed
from config.demo import build, cast, door, remove


class Command(BaseCommand):
    """`manage.py demo`: invented people, platforms and sixty cases around now."""

    help = "Make the demo caseload and print its sign-ins; --remove takes it away whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="print JSON, with an API token each"
        )
        parser.add_argument("--remove", action="store_true", help="take the demo away whole")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._remove() if options["remove"] else self._make(as_json=options["json"])
        except NotAllowed as no:
            raise CommandError(str(no)) from no

    def _remove(self) -> None:
        removed = remove.remove()
        self.stdout.write(f"Removed {removed.cases} demo cases.")
        for platform in removed.kept:
            self.stdout.write(f"Kept the platform {platform}: a real case names it.")

    def _make(self, *, as_json: bool) -> None:
        if not build.is_made():
            build.make(now=timezone.now(), told=self._told)
        users = cast.people()
        door.furnish(users.values(), now=timezone.now())  # a demo of an earlier version has none
        sign_ins = list(cast.sign_ins(users))
        if as_json:
            for row, user in zip(sign_ins, users.values(), strict=True):
                row["token"] = issue_token(by=user).token
                row["totp_seed"] = door.seed_of(user)
            self.stdout.write(json.dumps({"sign_ins": sign_ins}, indent=2))
            return
        self.stdout.write(f"Every demo sign-in has the passphrase: {cast.PASSPHRASE}")
        self.stdout.write("The page after it shows the code of this moment.")
        for row in sign_ins:
            self.stdout.write(f"  {row['role']:<14} {row['email']:<32} {row['name']}")

    def _told(self, done: int, of: int) -> None:
        if done == of or done % 100 == 0:
            self.stderr.write(f"  demo caseload: {done} of {of} deeds")
