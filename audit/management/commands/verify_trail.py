import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit import chain, checking


class Command(BaseCommand):
    help = "Recompute the audit trail's hash chains; exit 1 and name the place where one breaks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--chain", help="one case's id, or house; else every chain")
        parser.add_argument("--json", action="store_true", help="one JSON object, heads included")

    def handle(self, *args: Any, **options: Any) -> None:
        one = options["chain"]
        begun = timezone.now()
        verdicts = [chain.verify(one)] if one else list(chain.verify_all())
        if not one:
            self._keep(verdicts, begun)
        broken = [verdict for verdict in verdicts if not verdict.holds]
        if options["json"]:
            self.stdout.write(json.dumps(_report(verdicts), indent=2))
        else:
            self._say(verdicts, broken)
        if broken:
            raise CommandError(
                f"{len(broken)} of {len(verdicts)} chains do not hold.", returncode=1
            )

    def _keep(self, verdicts: list[chain.Verdict], begun: datetime) -> None:
        """Keep the result for the Activity page, where the database takes it."""
        try:
            with transaction.atomic():
                checking.keep(checking.begin(asked_at=begun), checking.summed(verdicts))
        except DatabaseError as no:  # a standby, or a copy that is read alone
            self.stderr.write(f"The result was not kept: {type(no).__name__}.")

    def _say(self, verdicts: list[chain.Verdict], broken: list[chain.Verdict]) -> None:
        for verdict in broken:
            self.stdout.write(f"{verdict.chain}: broken at {verdict.broken_at}, {verdict.why}.")
        if not broken:
            entries = sum(verdict.entries for verdict in verdicts)
            self.stdout.write(f"{len(verdicts)} chains hold, {entries} entries.")


def _report(verdicts: list[chain.Verdict]) -> dict[str, Any]:
    return {
        "holds": all(verdict.holds for verdict in verdicts),
        "entries": sum(verdict.entries for verdict in verdicts),
        "chains": [verdict._asdict() for verdict in verdicts],
    }
