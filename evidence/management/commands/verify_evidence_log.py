import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evidence.log import check
from evidence.log.against import Compared, compare


class Command(BaseCommand):
    help = "Check an exported evidence log; exit 1 and name the first place that does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP as it was exported")
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument(
            "--against-trail",
            action="store_true",
            help="also ask this house's trail whether it made this very file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        packed = self._read(options["file"])
        found = check.verify(packed)
        known = compare(packed, found) if options["against_trail"] and found.holds else None
        told = (
            {"holds": found.holds} | found._asdict() | ({"trail": known._asdict()} if known else {})
        )
        broken = found.broken or (known.broken if known else "")
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=2))
        elif not broken:
            self._say(found, known)
        if broken:
            raise CommandError(f"The log does not hold: {broken}.", returncode=1)

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as odd:
            raise CommandError(f"{path} cannot be read: {odd.strerror}.", returncode=2) from odd

    def _say(self, found: check.Verdict, known: Compared | None) -> None:
        self.stdout.write(
            f"The log holds: {found.entries} entries in the chain, {found.shown} of them shown."
        )
        self.stdout.write(f"Manifest {found.manifest}")
        if known:
            self.stdout.write(f"The trail knows this file: exported {known.exported_at}.")
