import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import making
from config.backup.trouble import NotDone
from config.embedded.trouble import Trouble
from deadlines.services import permanence

KEYS = (
    "The keys are not in it: keep the copy of keys.json apart from it. Without the keys every "
    "name, contact, address and note in it is lost for good."
)


class Command(BaseCommand):
    help = (
        "Back up the database, encrypted for RECLAIM_BACKUP_RECIPIENTS, and prove it by restoring "
        "the file into a scratch database that is compared and thrown away. The keys are not in it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="a folder, best on another disk")
        parser.add_argument("--unchecked", action="store_true", help="do not restore it at once")
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            metavar="age1…",
            help="else RECLAIM_BACKUP_RECIPIENTS",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        people = options["recipient"] or settings.RECLAIM_BACKUP_RECIPIENTS
        try:
            made = making.make(to=options["to"], recipients=people, check=not options["unchecked"])
        except (NotDone, Trouble) as no:
            raise CommandError(str(no), returncode=1) from no
        permanence.note_backup(
            rows=made.manifest.rows,
            entries=made.manifest.entries,
            size=made.manifest.dump["bytes"],
            checked=made.checked,
        )
        self.stdout.write(json.dumps(_as_json(made), indent=2) if options["json"] else _said(made))


def _as_json(made: making.Made) -> dict[str, Any]:
    meant = made.manifest
    return {
        "file": str(made.file),
        "bytes": meant.dump["bytes"],
        "sha256": meant.dump["sha256"],
        "made_at": meant.made_at,
        "tables": len(meant.tables),
        "rows": meant.rows,
        "entries": meant.entries,
        "checked": made.checked,
        "sealed_columns_opened": made.columns,
        "keys_in_it": False,
    }


def _said(made: making.Made) -> str:
    meant = made.manifest
    how = (
        f"Restored once and compared: {len(meant.tables)} tables, {meant.rows} rows, "
        f"{meant.entries} entries of the trail; values of {made.columns} sealed columns open."
        if made.checked
        else f"NOT tried: {len(meant.tables)} tables, {meant.rows} rows."
    )
    return f"{made.file} ({meant.dump['bytes'] / 1e6:.1f} MB)\n{how}\n{KEYS}"
