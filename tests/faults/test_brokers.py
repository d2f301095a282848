"""RabbitMQ and Valkey wake a real worker; killed or dumb, they stop nobody, and come back unasked.

Valkey's package, redis, is of the tools (`manage.py bootstrap --dev`), and never the server's own.
"""

import time
from datetime import UTC, datetime, timedelta
from json import dumps
from types import SimpleNamespace

import pytest

from tests.faults import brokers, caseload, serving, verdict, work
from tests.faults.brokers import Rabbit, Valkey
from tests.faults.crew import Crew
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand
from tests.faults.serving import JSON, Web, open_case

pytestmark = [
    pytest.mark.fault, pytest.mark.xdist_group("one house"), pytest.mark.django_db,
    pytest.mark.timeout(900),
]  # fmt: skip
NAME = "woken"
LEFT = "SELECT count(*)::int FROM deadlines_clock WHERE wakes_at <= clock_timestamp()"
KEPT = """
    SELECT coalesce(sum(many), 0)::int FROM fault_work WHERE what = 'steps' AND by LIKE 'crew-%'
"""
SOON = 15  # seconds that a person may wait at most, on a machine that others use
CLOCKS, SPREAD = 120, 12  # so many, whose time is up within so many seconds


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(kind, marks=pytest.mark.skipif(bool(kind.lacks()), reason=kind.lacks()))
        for kind in (Rabbit, Valkey)
    ],
    ids=lambda kind: kind.name,
)
def node(request):
    made = request.param()
    yield made
    made.close()


def token_of(person):
    return {"Authorization": f"Token {person['token']}"}


@pytest.fixture
def house(ground, node):
    """Give a web server that hands its wake-ups to this broker, and somebody who may ask it."""
    ground.copy("reclaim", NAME)
    ground.rows(work.COUNTED, name=NAME)
    ground.above("CHECKPOINT")
    at = ground.at | {"NAME": NAME}
    with Hand(at) as hand:
        person = hand.do(serving.someone)
        sol = hand.do(serving.someone, role="supervisor")
        waiting = hand.do(brokers.submitted, many=9, within=PATIENCE)
        with Web(ground, NAME, CELERY_BROKER_URL=node.url) as web:
            yield SimpleNamespace(
                at=at, home=ground.home, hand=hand, web=web, person=person, waiting=waiting,
                token=token_of(person), supervisor=token_of(sol),
                asked=lambda sql: ground.asked(sql, name=NAME)[0],
            )  # fmt: skip
    ground.drop(NAME)


@pytest.fixture
def crew_of(house, node, post):
    crews = []

    def made(**given):
        given = {"broker_url": node.url, "post_port": post.port, **given}
        crews.append(Crew(rows=house, **given))
        crews[-1].start()
        return crews[-1]

    yield made
    for crew in crews:
        crew.end_all()


def receive(house):
    """Record a receipt of two days ago, as a program does; give the seconds that it took."""
    moment = (datetime.now(UTC) - timedelta(hours=49)).isoformat()
    said = dumps({"received_at": moment, "basis": "inferred"})
    began = time.monotonic()
    status, answer = house.web.ask(
        f"/api/v1/removal-requests/{house.waiting.pop()}/receipt/", method="POST", said=said,
        **house.token, **{"Content-Type": JSON},
    )  # fmt: skip
    assert status == 200, answer
    return time.monotonic() - began


def steps_by_workers(house):
    """Give how many steps workers kept: no page and no command is called as they are."""
    return house.asked(KEPT)


def all_done(house, crew):
    waited(lambda: house.asked(LEFT) == 0, within=PATIENCE, why=crew.last_words)


def wake_again(house, crew):
    """Have clocks come due until one of these workers, which nobody started again, does a step."""
    before = steps_by_workers(house)

    def woken():
        house.hand.do(caseload.at, seconds=[-30], within=PATIENCE)
        all_done(house, crew)
        return steps_by_workers(house) > before

    waited(woken, within=PATIENCE, why=crew.last_words)


def wrongs(house):
    found = house.hand.do(verdict.verdict, within=PATIENCE)
    assert found["steps"] > 0, "no step came: nothing was tried"
    return verdict.wrongs(found, done=False)


def test_a_receipt_wakes_a_worker_through_the_broker(house, node, crew_of):
    crew = crew_of(workers=1, beats=0)
    waited(lambda: "celery" in node.queues() or steps_by_workers(house) or receive(house) is None,
           within=PATIENCE, why=crew.last_words)  # fmt: skip

    took = receive(house)

    waited(lambda: steps_by_workers(house), within=PATIENCE, why=crew.last_words)
    assert took < SOON
    assert wrongs(house) == []


def works(house):
    """Tell whether pages, the list and a write answer as they should."""
    page = house.web.ask("/cases/", Cookie=house.person["cookie"])[0]
    listed = house.web.ask("/api/v1/clocks/", **house.token)[0]
    return page, listed, open_case(house.web, house.token)[0]


def ask_check(house):
    return house.web.ask("/api/v1/activity/check/", method="POST", **house.supervisor)[0]


def go_on_without(house):
    """Ask, write and sweep by the clock while the broker is of no use; nobody waits."""
    began = time.monotonic()
    assert works(house) == (200, 200, 201)
    assert time.monotonic() - began < SOON
    assert [took for took in (receive(house), receive(house)) if took > SOON] == []
    assert ask_check(house) == 202  # the one wake-up that a page hands over itself
    assert time.monotonic() - began < 2 * SOON
    assert house.asked(LEFT) > 0, "nothing was due: nothing was tried"
    swept = house.web.command("sweep", "--brief")
    assert swept.returncode == 0, swept.stderr
    status, said = house.web.ask("/healthz/deadlines")
    assert status == 200, said


@pytest.mark.parametrize("ends", ["killed", "frozen"])
def test_clocks_run_on_without_the_broker_and_workers_hear_it_again(house, node, crew_of, ends):
    crew = crew_of(workers=2, beats=1)
    house.hand.do(caseload.at, seconds=[n % SPREAD for n in range(CLOCKS)], within=PATIENCE)
    waited(lambda: steps_by_workers(house) > 0, within=PATIENCE, why=crew.last_words)
    living = {name: child.pid for name, child in crew.living.items()}

    with getattr(node, ends)():
        time.sleep(SPREAD)  # clocks cross their time, and nothing can be heard
        go_on_without(house)
    wake_again(house, crew)

    assert {name: child.pid for name, child in crew.living.items()} == living
    assert [name for name, child in crew.living.items() if child.exitcode is not None] == []
    assert wrongs(house) == []


def test_a_broker_that_was_killed_keeps_its_messages_in_the_queue_it_should(house, node, crew_of):
    crew = crew_of(workers=1, beats=0)
    receive(house)
    waited(lambda: "celery" in node.queues(), within=PATIENCE, why=crew.last_words)
    crew.end_all()
    receive(house)
    waited(lambda: node.queues()["celery"][1] > 0, within=PATIENCE, why="the nudge is not there")

    with node.killed():
        pass

    waited(lambda: node.queues()["celery"][1] > 0, within=PATIENCE, why="the nudge is lost")
    assert node.queues()["celery"][0] == node.kept
