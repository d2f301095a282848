import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.seals import signing
from config.backup import drilling
from config.backup.trouble import NotDone
from config.embedded.trouble import Trouble
from deadlines.services import permanence


class Command(BaseCommand):
    help = (
        "Restore the newest backup into a database made for it, check everything, say how long it "
        "took, and throw it away; exit 1 when it fails. Once a month, by a timer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--from", dest="folder", type=Path, help="the folder of the backups")
        which.add_argument("--file", type=Path, help="one backup, instead of the newest")
        which.add_argument(
            "--fresh",
            action="store_true",
            help="make a backup for this drill alone: where the identity is, as it should be, away",
        )
        parser.add_argument("--identity", type=Path, help="that opens it")
        parser.add_argument("--report", type=Path, help="also write the JSON there")
        parser.add_argument("--json", action="store_true", help="print the JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drilled = _drill(options)
        except (NotDone, Trouble, OSError) as no:
            permanence.note_drill(ok=False, seconds=0, rows=0)
            raise CommandError(str(no), returncode=1) from no
        permanence.note_drill(
            ok=drilled.ok, seconds=round(drilled.seconds), rows=drilled.told.get("rows", 0)
        )
        report = _report(drilled)
        if options["report"]:
            options["report"].write_text(report + "\n")
        self.stdout.write(report if options["json"] else _said(drilled))
        if not drilled.ok:
            raise CommandError("; ".join(drilled.told.get("problems", [])), returncode=1)


def _drill(options: dict[str, Any]) -> drilling.Drilled:
    if options["fresh"]:
        return drilling.drill_fresh()
    if not options["identity"]:
        raise CommandError("Give --identity with --from or --file; --fresh needs none.")
    file = options["file"] or drilling.newest(options["folder"])
    return drilling.drill(file=file, identity=options["identity"])


def _said(drilled: drilling.Drilled) -> str:
    told = drilled.told
    return (
        f"{drilled.file}: restored in {drilled.seconds:.1f} s, {told.get('rows', 0)} rows, "
        f"{told.get('entries', 0)} entries of the trail, "
        f"{told.get('columns', 0)} sealed columns open. {'All well.' if drilled.ok else 'FAILED.'}"
    )


def _report(drilled: drilling.Drilled) -> str:
    """Give the report; signed where the sealing key is at hand."""
    told = {"drilled_at": timezone.now().isoformat(), **drilled.as_json()}
    body = json.dumps(told, sort_keys=True)
    if settings.RECLAIM_SEAL_KEY:
        key = signing.load(Path(settings.RECLAIM_SEAL_KEY))
        told["signature"] = signing.sign(key, body.encode())
    return json.dumps(told, indent=2, sort_keys=True)
