import json
from pathlib import Path
from typing import Any

import environ
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from config.backup import restoring, ways_in
from config.backup.trouble import NotDone

NEXT = """Mail is held, so that nobody is told twice: {letters} letters wait.
Links and notices that were owed then may have been mailed since: {unsent} stay unsent.
Now, in this order, with this home and this database:
  1. the commands above, for what people did since the backup, while nobody can sign in
  2. manage.py release_mail          shows what waits, and lets it go when you say so
  3. start it; everybody signs in again, and a supervisor sets right what the pages alone do
  4. look at the System page, make a backup, and where another host seals the trail:
     seal_trail --anew restored"""


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty database: this home's, or --into another. Then the trail "
        "is verified, the ledger compared, mail held until release_mail, and every token, calendar "
        "address and link closed that came back with it."
    )
    requires_system_checks: list[str] = []  # there are no tables yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the …dump.age; its manifest lies beside it")
        parser.add_argument("--identity", type=Path, required=True, help="that opens it")
        parser.add_argument("--into", metavar="URL", help="as DATABASE_URL; it must be empty")
        parser.add_argument(
            "--without-keys",
            action="store_true",
            help="restore though the agency's keys are lost: nothing sealed will open",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["into"]:
            _turn_to(options["into"])
        try:
            restored = restoring.restore(
                file=options["file"],
                identity=options["identity"],
                without_keys=options["without_keys"],
            )
        except NotDone as no:
            raise CommandError(str(no), returncode=1) from no
        except OperationalError as no:
            raise CommandError(f"The database does not answer: {type(no).__name__}.") from no
        if options["json"]:
            self.stdout.write(json.dumps(restored.as_json(), indent=2))
        else:
            self._say(restored)
        if restored.problems:
            raise CommandError("; ".join(restored.problems), returncode=1)

    def _say(self, restored: restoring.Restored) -> None:
        self.stdout.write(
            f"Restored as of {restored.backup_at}: {restored.rows} rows, {restored.entries} "
            f"entries of the trail, {restored.columns} sealed columns open."
        )
        if restored.trail_holds:
            self.stdout.write("The trail holds.")
        if restored.owed:
            owed = ", ".join(f"{count} {code}" for code, count in restored.owed.items())
            self.stdout.write(f"Owed since then, and entered by the next sweep: {owed}.")
        closed = ways_in.Closed(**restored.closed)
        self.stdout.write(closed.said(since=restored.backup_at))
        self.stdout.write(NEXT.format(letters=restored.letters, unsent=restored.unsent))


def _turn_to(url: str) -> None:
    """Let everything that follows mean that database."""
    connection.close()
    given = environ.Env.db_url_config(url)
    connection.settings_dict.update(
        {name: given.get(name, "") for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    )
    connection.settings_dict["OPTIONS"] = given.get("OPTIONS", {})
