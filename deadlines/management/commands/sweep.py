import json
import sys
from argparse import ArgumentParser
from math import inf
from typing import Any

from django.core.management.base import BaseCommand

from cases.services import run_handovers
from deadlines.management.moments import moment
from deadlines.management.progress import Progress, Stop
from deadlines.services import sweep
from deadlines.services.swept import Swept

INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Enter, tell, draft and hand over whatever is due; print what was done as JSON. Long work "
        "says how it goes on the error stream; Ctrl-C ends it after the batch."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="undo it all, print it anyway")
        parser.add_argument(
            "--now", type=moment, metavar="ISO", help="as of this moment, with its offset"
        )
        parser.add_argument("--limit", type=int, default=sweep.A_BATCH, help="clocks a transaction")
        parser.add_argument(
            "--seconds", type=float, default=inf, help="begin no batch after so many seconds"
        )
        parser.add_argument("--brief", action="store_true", help="print figures and no steps")

    def handle(self, *args: Any, **options: Any) -> None:
        self.first = True
        stop, going = Stop(), Progress(sys.stderr, now=options["now"])
        asked = {"now": options["now"], "limit": options["limit"]}
        self.stdout.write('{"steps": [', ending="")

        def told(batch: Swept) -> None:
            self._print(batch)
            going.of_clocks(batch)

        with stop.on_interrupt(sys.stderr):
            if options["dry_run"]:
                swept = sweep.rehearse(**asked, told=told, stopped=stop)
            else:
                swept = sweep.run(
                    **asked,
                    seconds=options["seconds"],
                    steps=not options["brief"],
                    told=told,
                    composed=going.of_texts,
                    stopped=stop,
                )
        self._end(swept, stop, options)

    def _print(self, batch: Swept) -> None:
        """Print steps as they come: a flood of them is nowhere held."""
        for step in batch.steps:
            self.stdout.write(("\n " if self.first else ",\n ") + json.dumps(step), ending="")
            self.first = False

    def _end(self, swept: Swept, stop: Stop, options: dict[str, Any]) -> None:
        told = {"as_of": swept.as_of.isoformat(), "dry_run": options["dry_run"], **swept.counts()}
        told["stopped"] = stop.asked
        if not (options["dry_run"] or options["now"] or stop.asked):  # on the day alone
            told["handovers"] = run_handovers()._asdict()
        self.stdout.write("]," + json.dumps(told, indent=2)[1:])
        if stop.asked:
            sys.exit(INTERRUPTED)
