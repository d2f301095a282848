"""Everything is started again while clocks run: no request is lost, no step is lost or twice."""

import signal
from types import SimpleNamespace

import pytest

from tests.faults import caseload, serving, verdict
from tests.faults.crew import Crew
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand
from tests.faults.serving import Asker, Web

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house"), pytest.mark.django_db]
NAME = "restarted"
CLOCKS, CASES, SPREAD = 500, 10, 8
EMPTY = "SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()"
LEFT = "SELECT count(*)::int FROM deadlines_clock WHERE wakes_at <= clock_timestamp()"
STEPS = "SELECT count(*)::int FROM deadlines_step"
PROCESSES = "SELECT count(DISTINCT application_name)::int FROM pg_stat_activity"


@pytest.fixture
def rows(ground, broker):
    """Give a database with five hundred clocks that do not yet run, and who may ask a server."""
    ground.copy("reclaim", NAME)
    broker.rows(EMPTY)
    with Hand(ground.at | {"NAME": NAME}) as hand:
        person = hand.do(serving.someone)
        set_off = hand.do(
            caseload.pour, clocks=CLOCKS, cases=CASES, seed=5, spread=SPREAD, within=PATIENCE
        )
        yield SimpleNamespace(
            at=ground.at | {"NAME": NAME}, home=ground.home, hand=hand, person=person,
            set_off=lambda: hand.do(caseload.set_off, ahead=2, **set_off),
            asked=lambda sql: ground.asked(sql, name=NAME)[0],
        )  # fmt: skip
    ground.drop(NAME)


def start_web_again(web):
    """Have gunicorn take up new code, and wait until its old processes are gone."""
    said = "Booting worker"
    booted = web.log.read_text().count(said)
    web.child.send_signal(signal.SIGHUP)
    waited(lambda: web.log.read_text().count(said) > booted, within=PATIENCE, why="no new process")
    waited(
        lambda: "Worker exiting" in web.log.read_text(), within=PATIENCE, why="the old one stays"
    )


def test_web_and_workers_are_started_again_while_five_hundred_clocks_run(
    ground, rows, broker, post
):
    crew = Crew(rows=rows, broker_url=broker.broker_url, post_port=post.port, workers=2, beats=2)
    with Web(ground, NAME) as web:
        askers = [Asker(web, rows.person) for _ in range(2)]
        try:
            crew.start()
            rows.set_off()
            for one in askers:
                one.start()
            waited(lambda: rows.asked(STEPS) > 0, within=PATIENCE, why=crew.last_words)
            begun = rows.asked(STEPS)
            for name in (*crew.workers, "beat0"):
                crew.ask_to_end(name)
                crew.start([name])
            asked = sum(len(one.acknowledged) for one in askers)
            start_web_again(web)
            waited(lambda: sum(len(one.acknowledged) for one in askers) > asked,
                   within=PATIENCE, why="nobody is answered any more")  # fmt: skip
            waited(lambda: rows.asked(LEFT) == 0 and rows.asked(STEPS) >= 2 * CLOCKS,
                   within=PATIENCE, why=crew.last_words)  # fmt: skip
            for one in askers:
                one.end()
        finally:
            crew.end_all()
    found = rows.hand.do(verdict.verdict, within=PATIENCE)

    assert 0 < begun < found["steps"], "nothing was started again while clocks ran"
    lost = [line for one in askers for line in one.lost]
    assert lost == [], lost
    assert {status for one in askers for status in one.statuses} == {200, 201}
    assert verdict.wrongs(found, done=False) == []
    assert found["clocks"] == CLOCKS
    assert crew.fell == []
