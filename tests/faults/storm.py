"""A storm over clocks that cross their time: whatever may fail does, and the ledger must be whole.

    .venv/bin/python -m tests.faults.storm --clocks 10000 --seconds 600 --seed 7

Prints what was done and found as JSON; exit 1 when anything is wrong. docs/how-to explains.
"""

import json
import os
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from pgmq.install import get_embedded_install_sql

from config.embedded import secrets
from tests.faults.ground import KEYS, Ground
from tests.faults.post import Post

DEFAULTS = {"seed": 4, "clocks": 120, "cases": 4, "workers": 3}
SECONDS = {"seconds": 12.0, "kill-every": 2.0, "drain": 200.0}


def weathered(*, fill, tell=lambda _: None, **given):
    """Run it on grounds of its own; `fill` gives the tables. Give the report."""
    # They load the settings, whose folder is known by now.
    from tests.faults import caseload, letters, verdict, work
    from tests.faults.hands import Hand
    from tests.faults.raging import AHEAD, Plan, Storm
    from tests.faults.report import report

    plan = Plan(**given)

    with ExitStack() as ends:
        rows = Ground(keys=fill.keys)
        ends.callback(rows.close)
        broker = Ground()
        ends.callback(broker.close)
        broker.rows(get_embedded_install_sql())
        post = Post()
        ends.callback(post.close)
        fill.into(rows)
        with Hand(rows.at) as hand:
            poured = hand.do(
                caseload.pour, within=3600, clocks=plan.clocks, cases=plan.cases, seed=plan.seed,
                spread=plan.seconds,
            )  # fmt: skip
        work.begin(rows)
        rows.above("CHECKPOINT")  # what is recovered after a stop is the storm's own
        storm = Storm(plan, rows=rows, broker=broker, post=post, tell=tell)
        start = []

        def set_off():
            with Hand(rows.at) as hand:
                start.append(hand.do(caseload.set_off, within=600, ahead=AHEAD, **poured))

        begun = time.monotonic()
        storm.run(set_off)
        took = time.monotonic() - begun
        with Hand(rows.at) as hand:
            found = hand.do(verdict.verdict, within=1800)
            late = hand.do(verdict.lateness, since=start[0], within=300)
            mail = hand.do(letters.kept, within=600)
    return report(storm, found=found, late=late, mail=mail, took=took)


class Afresh:
    """Tables made by migrations: for a run by hand, where no suite has made any."""

    def __init__(self, home):
        os.environ["RECLAIM_HOME"] = str(home)  # not the developer's own
        secrets.load_or_make(home)
        self.keys = home / KEYS

    def into(self, rows):
        from tests.faults import caseload
        from tests.faults.hands import Hand

        with Hand(rows.at) as hand:
            hand.do(caseload.furnish, within=1200, migrate=True)


class CopyOf:
    """The tables of a ground that is there."""

    def __init__(self, ground):
        self.ground, self.keys = ground, ground.home / KEYS

    def into(self, rows):
        rows.fill_from(self.ground.at)


class Progress:
    """Says on the error stream, every ten seconds at most, how far it is."""

    def __init__(self):
        self.began = self.said = time.monotonic()

    def __call__(self, words):
        now = time.monotonic()
        if now - self.said > 10:
            self.said = now
            print(f"{now - self.began:6.0f} s  {words}", file=sys.stderr)  # noqa: T201


def main():
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (DEFAULTS | SECONDS).items():
        parser.add_argument(f"--{name}", type=type(default), default=default)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="reclaim-storm-") as home:
        told = weathered(fill=Afresh(Path(home)), tell=Progress(), **vars(given))
    print(json.dumps(told, indent=2))  # noqa: T201
    return 1 if told["wrongs"] else 0


if __name__ == "__main__":
    sys.exit(main())
