"""Beat, as a process of its own: on a stepped clock, twice at once, and dead for two days."""

import shelve
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.faults import breaking, caseload, verdict
from tests.faults.crew import Crew
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]
SENT = "SELECT coalesce(sum(total_messages), 0)::int FROM pgmq.metrics_all()"
EMPTY = "SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()"
ORIGINS = """
    SELECT count(DISTINCT message -> 'headers' ->> 'origin')::int FROM pgmq.q_celery
    WHERE message -> 'headers' ->> 'task' = 'deadlines.tasks.sweep'
"""
OUT = "SELECT coalesce(max(until_at - from_at), '0') > interval '47 hours' FROM deadlines_outage"
LEFT = "SELECT count(*)::int FROM deadlines_clock WHERE wakes_at <= clock_timestamp()"
AFTER = 4  # seconds until the clock is stepped
TWO_DAYS = 48  # hours


@pytest.fixture
def rows(ground):
    """A database for beats and workers alone, and a process at hand in it."""
    ground.copy("reclaim", "beaten")
    at = ground.at | {"NAME": "beaten"}
    with Hand(at) as hand:
        yield SimpleNamespace(
            at=at, home=ground.home, hand=hand,
            asked=lambda sql: ground.asked(sql, name="beaten")[0],
        )  # fmt: skip


@pytest.fixture
def crew_of(rows, broker, post):
    """Make crews on an empty broker and without a schedule, and end them."""
    broker.rows(EMPTY)
    for old in (rows.home / "beat").glob("beat*"):
        old.unlink()
    crews = []

    def made(**given):
        crews.append(Crew(rows=rows, broker_url=broker.broker_url, post_port=post.port, **given))
        return crews[-1]

    yield made
    for crew in crews:
        crew.end_all()


def made_up(rows, crew):
    """Wait until nothing is due, and say what is wrong then."""
    waited(lambda: rows.asked(LEFT) == 0, within=PATIENCE,
           why=lambda: f"clocks wait ({crew.last_words()})")  # fmt: skip
    crew.end_all()
    found = rows.hand.do(verdict.verdict)
    assert found["steps"] > 0, "no step came: nothing was tried"
    return verdict.wrongs(found, done=False)


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_is_due_is_done_by_workers_whose_clock_is_stepped(rows, broker, crew_of, hours):
    """Beat and worker of one machine, whose clock is stepped while they run."""
    crew = crew_of(workers=1, beats=1, step=(AFTER, hours))

    def sent():
        return broker.asked(SENT)[0]

    begun, before = time.monotonic(), sent()
    crew.start()
    waited(lambda: sent() > before, within=PATIENCE, why="beat sends nothing")
    time.sleep(max(0.0, begun + AFTER + 2 - time.monotonic()))
    stepped = sent()
    rows.hand.do(caseload.at, seconds=[-30, -5, 3600])  # what comes due only now is tried by them
    waited(lambda: sent() >= stepped + 4, within=PATIENCE, why=f"silent after {hours} h")

    assert made_up(rows, crew) == []
    assert crew.fell == []


def test_two_beats_at_once_do_nothing_twice(rows, broker, crew_of):
    crew = crew_of(workers=1, beats=2)
    rows.hand.do(caseload.at, seconds=[-30, -5, 3600])

    crew.start(crew.beats)
    waited(lambda: both_speak(broker), within=PATIENCE, why="only one of the beats sends")
    crew.start(crew.workers)

    assert made_up(rows, crew) == []


def both_speak(broker):
    """Tell whether two have put the same round into the queue; nobody takes it out yet."""
    there = broker.asked("SELECT to_regclass('pgmq.q_celery') IS NOT NULL")[0]
    return there and broker.asked(ORIGINS)[0] == 2


def test_what_came_due_while_beat_was_dead_for_two_days_is_made_up(rows, broker, crew_of):
    rows.hand.do(breaking.sweep)  # the last for two days
    rows.hand.do(caseload.at, seconds=[3600, 20 * 3600])
    sent = broker.asked(SENT)
    before = crew_of(workers=0, beats=1, step=(0, -TWO_DAYS))
    before.start()
    waited(lambda: broker.asked(SENT) > sent, within=PATIENCE, why="beat sends nothing")
    before.ask_to_end("beat0")
    broker.rows(EMPTY)
    with shelve.open(str(before.schedule("beat0")), "r") as kept:  # noqa: S301
        last = kept["entries"]["sweep"].last_run_at
    assert timedelta(hours=47) < datetime.now(UTC) - last < timedelta(hours=49)
    rows.hand.do(caseload.age, hours=TWO_DAYS)
    assert rows.asked(LEFT) == 2, "nothing came due meanwhile: nothing was tried"

    after = crew_of(workers=1, beats=1)
    after.start()

    assert made_up(rows, after) == []
    assert rows.hand.do(caseload.told_by_overtaken) == 0
    assert rows.asked(OUT), "the silence was not kept"
