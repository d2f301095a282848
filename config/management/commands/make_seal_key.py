from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.seals import signing

SAID = """Written to {file}. Keep it on the sealing host alone, and a copy where nobody works;
whoever has it can sign a trail of their own making. Name it there as RECLAIM_SEAL_KEY.

Its public half, for everyone who checks:
RECLAIM_SEAL_PUBLIC_KEYS={public}"""


class Command(BaseCommand):
    help = "Make the key that seals the audit trail; run it on the sealing host."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; nothing is written over")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            public = signing.make(file)
        except signing.BadKey as no:
            raise CommandError(str(no)) from no
        except OSError as no:
            raise CommandError(f"{file} cannot be written: {no.strerror}.") from no
        self.stdout.write(SAID.format(file=file, public=public))
