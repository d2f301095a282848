import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.models import Entry
from complaints.packet import check

ACTIONS = (
    "complaints.exported",
    "complaints.exported_pattern",
    "restitution.exported_subpoena",
)


class Command(BaseCommand):
    help = "Check an exported packet; exit 1 and name the first place that does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the ZIP as it was exported")
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument(
            "--against-trail",
            action="store_true",
            help="also ask this house's trail whether it gave this very packet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = check.verify(self._read(options["file"]))
        taken = self._taken(found) if options["against_trail"] and found.holds else None
        unknown = options["against_trail"] and found.holds and not taken
        broken = found.broken or ("the trail knows no export with this manifest" if unknown else "")
        if options["json"]:
            told = {"holds": not broken} | found._asdict() | {"broken": broken, "taken": taken}
            self.stdout.write(json.dumps(told, indent=2))
        elif not broken:
            self.stdout.write(f"The packet holds: {found.about}, {found.files} files.")
            self.stdout.write(f"Manifest {found.manifest}")
            for moment in taken or ():
                self.stdout.write(f"The trail knows this packet: taken {moment}.")
        if broken:
            raise CommandError(f"The packet does not hold: {broken}.", returncode=1)

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as odd:
            raise CommandError(f"{path} cannot be read: {odd.strerror}.", returncode=2) from odd

    def _taken(self, found: check.Verdict) -> list[str]:
        """Give each moment at which the house gave a packet with this manifest."""
        entries = Entry.objects.filter(
            action__in=ACTIONS, facts__contains=f'"sha256":"{found.manifest}"'
        )
        return [entry.at.isoformat() for entry in entries.order_by("at")]
