import json
import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.rules import NotAllowed
from cases import renewals
from cases.keys_told import told
from cases.models import CaseKey
from cases.services import renewing
from sealing.rotating import agency, index, making, runs


class Command(BaseCommand):
    help = (
        "Change the agency's key, the cases' keys or the index key while everybody works on. "
        "Killed anywhere, the same command goes on. Without a choice, or with --status: how far "
        "each is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--agency", action="store_true", help="wrap every case's key under the first agency key"
        )
        which.add_argument(
            "--cases",
            action="store_true",
            help="give each case a new key and seal its values again",
        )
        which.add_argument(
            "--index", action="store_true", help="fill every blind index under the first index key"
        )
        parser.add_argument(
            "--new", action="store_true", help="make the new key first (keys kept in a file)"
        )
        parser.add_argument("--case", metavar="CODE", help="with --cases: this one alone")
        parser.add_argument(
            "--retire", nargs="?", const="", metavar="ID",
            help="refuse an old agency key from now on; with --index: drop the keys before",
        )  # fmt: skip
        parser.add_argument(
            "--resume", action="store_true", help="only go on with what was begun; begin nothing"
        )
        parser.add_argument(
            "--grace", type=float, default=renewing.GRACE.total_seconds(), metavar="SECONDS",
            help="with --cases: how long the key before still opens what a slow writer seals",
        )  # fmt: skip
        parser.add_argument("--status", action="store_true", help="say how far each is")
        parser.add_argument("--json", action="store_true", help="say it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        self.drawn = -1
        try:
            self._do(options)
        except NotAllowed as no:
            raise CommandError(no.sentence) from no

    def _do(self, options: dict[str, Any]) -> None:
        kind = next((one for one in ("agency", "cases", "index") if options[one]), "")
        if options["status"] or not (kind or options["resume"]):
            return self._status(as_json=options["json"])
        kinds = [kind] if kind else ["agency", "cases", "index"]
        for one in kinds:
            if options["resume"] and runs.under_way(one) is None:
                self.stdout.write(f"{one}: nothing to go on with.")
                continue
            getattr(self, f"_{one}")(options)
        return None

    def _agency(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        if options["retire"] is not None:
            return self._retire_agency(options["retire"])
        if options["new"]:
            named = making.put_first(kind="agency", now=now)
            self.stdout.write(
                f"Agency key {named} is first now. Keep a copy of the keys elsewhere."
            )
        done = agency.rewrap(now=now, told=self._draw)
        self.stdout.write(f"{done.keys} keys wrapped again.")
        if done.unopened:
            self.stderr.write(
                f"{done.unopened} keys open with none of the agency keys at hand: what they seal "
                "is lost unless the key they are under is put back."
            )
            sys.exit(1)
        return None

    def _retire_agency(self, key_id: str) -> None:
        if not key_id:
            raise CommandError("Name it: --retire ID, as --status lists them.")
        agency.retire(key_id=key_id, now=timezone.now())
        self.stdout.write(f"Agency key {key_id} is refused from now on.")
        if making.drop_others(kind="agency", only=key_id):
            self.stdout.write("It is out of the keys file; old backups of the database need it.")
        else:
            self.stdout.write(f"Take it out of {making.where()}; old backups still need it.")

    def _cases(self, options: dict[str, Any]) -> None:
        grace = timedelta(seconds=options["grace"])
        if options["case"]:
            key = CaseKey.objects.filter(case__code=options["case"].strip().upper()).first()
            if key is None:
                raise CommandError("No case has this code.")
            values = renewals.renew_one_case(key=key, clock=timezone.now, grace=grace)
            self.stdout.write(f"{values} values sealed again under a new key.")
            return
        self.stdout.write(
            "Each case's key before is kept for writers who began earlier, "
            f"{grace.total_seconds():.0f} s. Ctrl-C loses nothing; --resume goes on."
        )
        done = renewals.renew_every_case(clock=timezone.now, grace=grace, told=self._draw)
        self.stdout.write(f"{done.cases} cases have a new key.")

    def _index(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        if options["new"]:
            named = making.put_first(kind="index", now=now)
            self.stdout.write(f"Index key {named} is first now; the one before is asked as well.")
        filled = index.refill(now=now, told=self._draw)
        self.stdout.write(f"{filled.rows} rows looked at, {filled.changed} filled anew.")
        if filled.unopened:
            self.stderr.write(f"{filled.unopened} rows do not open, and are found by nothing.")
            sys.exit(1)
        if options["retire"] is not None:
            self._drop_index_keys(filled)

    def _drop_index_keys(self, filled: index.Filled) -> None:
        if filled.changed:
            filled = index.refill(now=timezone.now(), told=self._draw)
        if filled.changed:
            raise CommandError(
                f"{filled.changed} rows were still written under a key before: a process has not "
                "met the new key. Start every process again, then repeat this."
            )
        if making.drop_others(kind="index"):
            self.stdout.write("The index keys before are out of the keys file.")
        else:
            self.stdout.write(f"Take the keys before out of RECLAIM_INDEX_KEY in {making.where()}.")

    def _status(self, *, as_json: bool) -> None:
        now = told()
        if as_json:
            self.stdout.write(json.dumps(now.as_json(), indent=2))
            return
        for line in now.lines():
            self.stdout.write(line)

    def _draw(self, done: int, total: int) -> None:
        tenth = 20 * done // max(total, 1)
        if tenth != self.drawn:
            self.drawn = tenth
            self.stdout.write(f"  {done} of {total}")
            self.stdout.flush()
