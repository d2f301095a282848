"""What happens in a storm, drawn from a seed, and the storm itself."""

import random
import time
from dataclasses import dataclass, field

from tests.faults import work
from tests.faults.crew import Crew
from tests.faults.ground import PATIENCE, waited

AHEAD = 4.0  # seconds from the word to the first clock's time
HALF = 0.5  # of the kills end a whole worker, the others one process of its pool
CLIMB = 8  # seconds from a clock's time to the end of its ladder (caseload.SOON)
STEPS = 5  # of that ladder
LEFT = """
    SELECT (SELECT count(*) FROM deadlines_clock WHERE wakes_at IS NOT NULL),
           (SELECT count(*) FROM complaints_complaintdraft WHERE revision_number = 0),
           (SELECT count(*) FROM deadlines_reminder WHERE mail_state = 'owed')
"""
# Only what nobody is at just now: a sender that lives holds its row, or began seconds ago.
LET_AGAIN = """
    UPDATE deadlines_reminder SET next_try_at = now()
    WHERE id IN (SELECT id FROM deadlines_reminder
                 WHERE mail_state = 'owed' AND next_try_at > now()
                   AND (begun_at IS NULL OR begun_at < now() - interval '10 s')
                 FOR UPDATE SKIP LOCKED)
"""
SWEPT = "SELECT count(*) FROM deadlines_heartbeat WHERE name = 'sweep'"
MESSAGES = "SELECT coalesce(sum(queue_length), 0)::int FROM pgmq.metrics_all()"
EMPTY = "SELECT coalesce(sum(pgmq.purge_queue(queue_name)), 0)::int FROM pgmq.list_queues()"


@dataclass
class Plan:
    """What is to happen, all of it drawn from the seed."""

    seed: int = 4
    clocks: int = 120
    cases: int = 4
    seconds: float = 12.0  # within which every clock crosses its time
    kill_every: float = 2.0  # seconds from one worker's SIGKILL to the next
    workers: int = 3
    broker_kills: int = 3
    broker_emptied: int = 1
    postgres_stops: int = 2
    drain: float = 200.0  # seconds that the rest may take once all is quiet
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
        kills = int(over / self.kill_every)
        self.events += [(self.kill_every * (n + 1), "worker killed") for n in range(kills)]
        self.events.sort()
        self.chance = chance


class Storm:
    """One run: grounds, post and crew, and the events over them."""

    def __init__(self, plan, *, rows, broker, post, tell):
        self.plan, self.rows, self.broker, self.post, self.tell = plan, rows, broker, post, tell
        self.crew = Crew(
            rows=rows, broker_url=broker.broker_url, post_port=post.port, workers=plan.workers
        )
        self.done = {}
        self.killed = []  # every process that was ended by SIGKILL
        self.hits = []  # for each kill, how many transactions of its victims were under way
        self.lost = {"transactions": 0, "messages": 0}  # by the stops of Postgres, by emptying

    def run(self, set_off):
        """Let everything happen once a worker sweeps, and wait until nothing is left to do."""
        self.crew.start()
        try:
            waited(self._somebody_sweeps, within=PATIENCE,
                   why=lambda: f"no worker sweeps ({self.crew.last_words()})")  # fmt: skip
            set_off()
            self._rage()
            self.raged = work.done(self.rows)
            self._calm()
        finally:
            self.crew.end_all()
        self.all_done = work.done(self.rows)
        self.by_killed = work.done(self.rows, self.killed)

    def _somebody_sweeps(self):
        self.crew.tend()
        return self.rows.asked(SWEPT) == (1,)

    def _rage(self):
        """Let each event come in its time; where one took long, those after it come later, too.

        They would else come at once, faster than any worker starts.
        """
        begin = time.monotonic() + AHEAD
        for at, what in self.plan.events:
            while time.monotonic() < begin + at:
                self.crew.tend()
                time.sleep(0.05)
            self.done[what] = self.done.get(what, 0) + 1
            self.tell(f"{what} ({self.done[what]})")
            since = time.monotonic()
            getattr(self, what.replace(" ", "_"))()
            begin += time.monotonic() - since

    def _calm(self):
        """Wait for the rest until the time is over, or somebody presses Ctrl-C; keep what is left.

        Whatever was done by then is judged all the same.
        """
        end = time.monotonic() + self.plan.drain
        try:
            while self._look() and time.monotonic() < end:
                self.crew.tend()
                self.rows.asked(LET_AGAIN)  # what was put off for minutes is let be tried at once
                time.sleep(0.5)
        except KeyboardInterrupt:
            self.tell("no longer waited")
        self._look()

    def _look(self):
        """Note what is left to do, and tell whether anything is."""
        self.left = dict(zip(("clocks", "texts", "letters"), self.rows.asked(LEFT), strict=True))
        self.tell(f"left to do: {self.left}")
        return any(self.left.values())

    def worker_killed(self):
        """Kill a worker or one of its pool, and count what they were at."""
        name = self.plan.chance.choice(self.crew.workers)
        pids = self.crew.victims(name, whole=self.plan.chance.random() < HALF)
        self.hits.append(work.under_way(self.rows, pids))
        self.crew.kill(name, pids)
        self.killed += pids

    def broker_killed(self):
        self.broker.kill()
        time.sleep(self.plan.chance.uniform(0.2, 1.5))
        self.broker.start()

    def broker_emptied(self):
        """Empty it while it holds something: that is what is to be survived."""
        waited(lambda: self.broker.asked(MESSAGES)[0], within=PATIENCE, why="no message")
        self.lost["messages"] += self.broker.asked(EMPTY)[0]

    def postgres_stopped(self):
        self.lost["transactions"] += work.under_way(self.rows)
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
