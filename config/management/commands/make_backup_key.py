from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import age
from config.backup.trouble import NotDone

SAID = """Written to {file}. Whoever has it opens every backup made for it, and with keys.json every
name in them; without it no backup opens. Take it off this machine: two copies, two places.

Backups are made for its recipient, which is no secret:
RECLAIM_BACKUP_RECIPIENTS={recipient}"""


class Command(BaseCommand):
    help = "Make an age identity for backups; best on a machine that is not the server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; nothing is written over")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            recipient = age.make_identity(file)
        except NotDone as no:
            raise CommandError(str(no)) from no
        except OSError as no:
            raise CommandError(f"{file} cannot be written: {no.strerror}.") from no
        self.stdout.write(SAID.format(file=file, recipient=recipient))
