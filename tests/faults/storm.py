"""A storm over clocks that cross their time: whatever may fail does, and the ledger must be whole.

    .venv/bin/python -m tests.faults.storm --clocks 10000 --seconds 600 --seed 7

Prints what was done and found as JSON; exit 1 when anything is wrong. docs/how-to explains.
"""

import json
import os
import random
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import psycopg
from pgmq.install import get_embedded_install_sql

from config.embedded import secrets
from tests.faults.ground import KEYS, Ground, waited
from tests.faults.post import Post

UP = 4  # seconds for the first workers to be up, before the first clock crosses its time
HALF = 0.5  # of the kills end a whole worker, the others one process of its pool
CLIMB = 8  # seconds from a clock's time to the end of its ladder (caseload.SOON)
LEFT = """
    SELECT (SELECT count(*) FROM deadlines_clock WHERE wakes_at IS NOT NULL),
           (SELECT count(*) FROM complaints_complaintdraft WHERE revision_number = 0),
           (SELECT count(*) FROM deadlines_reminder WHERE mail_state = 'owed')
"""
WORK = """
    SELECT (SELECT count(*) FROM deadlines_step), (SELECT count(*) FROM complaints_revision),
           (SELECT count(*) FROM deadlines_reminder WHERE mail_state = 'sent')
"""
SWEPT = "SELECT count(*) FROM deadlines_heartbeat WHERE name = 'sweep'"


@dataclass
class Plan:
    """What is to happen, all of it drawn from the seed."""

    seed: int = 4
    clocks: int = 120
    cases: int = 4
    seconds: float = 12.0  # within which every clock crosses its time
    every: float = 2.0  # seconds from one worker's SIGKILL to the next
    workers: int = 3
    broker_kills: int = 3
    broker_emptied: int = 1
    postgres_stops: int = 2
    drain: float = 120.0  # seconds that the rest may take once all is quiet
    events: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self):
        chance = random.Random(self.seed)  # noqa: S311
        often = {
            "broker killed": self.broker_kills,
            "broker emptied": self.broker_emptied,
            "postgres stopped": self.postgres_stops,
            "post refuses": 1,
            "post hangs": 1,
            "post forgets": 1,
        }
        over = self.seconds + CLIMB
        for what, times in often.items():
            self.events += [
                (over * (0.1 + 0.8 * (n + chance.random()) / times), what) for n in range(times)
            ]
        kills = int(over / self.every)
        self.events += [(self.every * (n + 1), "worker killed") for n in range(kills)]
        self.events.sort()
        self.chance = chance


class Storm:
    """One run: grounds, post and crew, and the events over them."""

    def __init__(self, plan, *, rows, broker, post):
        self.plan, self.rows, self.broker, self.post = plan, rows, broker, post
        from tests.faults.crew import Crew  # loads the settings, whose folder is known by now

        self.crew = Crew(
            rows=rows, broker_url=broker.broker_url, post_port=post.port, workers=plan.workers
        )
        self.done = {}
        self.quiet = []  # kills before which no work was done since the last
        self.before = (0, 0, 0)
        self.processes = 0  # ended by SIGKILL, workers and those of their pools

    def run(self):
        """Let everything happen, and wait until nothing is left to do."""
        self.crew.start()
        try:
            waited(lambda: self.asked(SWEPT) == (1,), within=60, why="no worker sweeps")
            self.first = self.asked(WORK)
            self._rage(time.monotonic() + 1)
            self._calm()
        finally:
            self.crew.end()

    def _rage(self, begin):
        for at, what in self.plan.events:
            while time.monotonic() < begin + at:
                self.crew.tend()
                time.sleep(0.05)
            self.done[what] = self.done.get(what, 0) + 1
            getattr(self, what.replace(" ", "_"))()

    def _calm(self):
        """Wait for the rest; what was put off for minutes is let be tried at once."""
        end = time.monotonic() + self.plan.drain
        while (left := self.asked(LEFT)) != (0, 0, 0):
            self.crew.tend()
            assert time.monotonic() < end, f"clocks, texts, letters left: {left}; {self.words()}"
            self.asked(LET_AGAIN)
            time.sleep(0.5)

    def words(self):
        return "\n".join(f"{n}: {self.crew.last_words(n)}" for n in self.crew.names)

    def asked(self, sql):
        """Ask the rows, as soon as Postgres answers."""

        def row():
            try:
                return (self.rows.rows(sql) or [()])[0]
            except psycopg.OperationalError:
                return None

        found = waited(lambda: [one] if (one := row()) is not None else [], within=60,
                       why="no Postgres")  # fmt: skip
        return found[0]

    def worker_killed(self):
        work = self.asked(WORK)
        self.quiet.append(work == self.before)
        self.before = work
        name = f"worker{self.plan.chance.randrange(self.plan.workers)}"
        self.processes += self.crew.kill(name, whole=self.plan.chance.random() < HALF)

    def broker_killed(self):
        self.broker.kill()
        time.sleep(self.plan.chance.uniform(0.2, 1.5))
        self.broker.start()

    def broker_emptied(self):
        self.broker.rows("SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()")

    def postgres_stopped(self):
        self.rows.stop_at_once()
        time.sleep(self.plan.chance.uniform(0.2, 1.5))
        self.rows.start()

    def post_refuses(self):
        self._post("refuse", 2)

    def post_hangs(self):
        self._post("hang", 3)

    def post_forgets(self):
        self._post("forget", 1)

    def _post(self, mode, seconds):
        self.post.mode = mode
        self.post.loop.call_soon_threadsafe(
            self.post.loop.call_later, seconds, setattr, self.post, "mode", "take"
        )


# Only what nobody is at just now: a sender that lives holds its row, or began seconds ago.
LET_AGAIN = """
    UPDATE deadlines_reminder SET next_try_at = now()
    WHERE id IN (SELECT id FROM deadlines_reminder
                 WHERE mail_state = 'owed' AND next_try_at > now()
                   AND (begun_at IS NULL OR begun_at < now() - interval '10 s')
                 FOR UPDATE SKIP LOCKED)
"""


def weathered(plan, *, fill):
    """Run it on grounds of its own; `fill` gives the tables. Give the report."""
    from tests.faults import caseload, letters, verdict
    from tests.faults.hands import Hand

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
            start = hand.do(
                caseload.pour, within=3600, clocks=plan.clocks, cases=plan.cases, seed=plan.seed,
                spread=plan.seconds, ahead=UP,
            )  # fmt: skip
        storm = Storm(plan, rows=rows, broker=broker, post=post)
        begun = time.monotonic()
        storm.run()
        took = time.monotonic() - begun
        with Hand(rows.at) as hand:
            found = hand.do(verdict.verdict, within=1800)
            late = hand.do(verdict.lateness, since=start, within=300)
            mail = hand.do(letters.kept, within=600)
    return report(storm, found=found, late=late, mail=mail, took=took)


def report(storm, *, found, late, mail, took):
    from tests.faults import letters, verdict

    plan, repeats = storm.plan, storm.post.repeats()
    wrongs = verdict.wrongs(found) + letters.wrongs(mail, storm.post.taken)
    if found["steps"] != 5 * plan.clocks or found["drafts"] != plan.clocks:
        wrongs.append(f"{found['steps']} steps, {found['drafts']} drafts of {plan.clocks} clocks")
    crashes = sum(storm.done.get(what, 0) for what in ("worker killed", "postgres stopped"))
    forgot = storm.post.met["forget"]
    if sum(repeats.values()) > 4 * crashes + forgot or max(repeats.values(), default=0) > 3:
        wrongs.append(f"{sum(repeats.values())} repeats of {crashes} crashes")
    idle = sum(storm.quiet)
    if idle > len(storm.quiet) / 3:
        wrongs.append(f"before {idle} of {len(storm.quiet)} kills nothing was done since the last")
    return {
        "wrongs": wrongs,
        "seed": plan.seed,
        "clocks": plan.clocks,
        "steps": found["steps"],
        "drafts": found["drafts"],
        "texts": found["texts"],
        "letters": len(mail),
        "letters_repeated": len(repeats),
        "letters_marked": sum(marks > 0 for _, _, marks in mail.values()),
        "done": storm.done,
        "processes_killed": storm.processes,
        "ended_by_themselves": len(storm.crew.fell),
        "kills_without_work": f"{idle} of {len(storm.quiet)}",
        "late_seconds": quantiles(late),
        "seconds": round(took, 1),
    }


def quantiles(late):
    at = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1}
    return {name: round(late[min(len(late) - 1, int(part * len(late)))], 2)
            for name, part in at.items()} | {"of": len(late)}  # fmt: skip


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
            hand.do(caseload.furnish, within=300)


class CopyOf:
    """The tables of a ground that is there."""

    def __init__(self, ground):
        self.ground, self.keys = ground, ground.home / KEYS

    def into(self, rows):
        rows.fill_from(self.ground.at)


def main():
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("seed", "clocks", "cases", "workers"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan, name))
    for name in ("seconds", "every", "drain"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Plan, name))
    given = parser.parse_args()
    with TemporaryDirectory(prefix="reclaim-storm-") as home:
        told = weathered(Plan(**vars(given)), fill=Afresh(Path(home)))
    print(json.dumps(told, indent=2))  # noqa: T201
    return 1 if told["wrongs"] else 0


if __name__ == "__main__":
    sys.exit(main())
