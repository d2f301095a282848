"""Two hosts on one database, each with web, worker and beat; the line of one is pulled."""

from types import SimpleNamespace

import psutil
import pytest

from tests.faults import caseload, hosts, verdict, work
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand

pytestmark = [
    pytest.mark.fault, pytest.mark.xdist_group("one house"), pytest.mark.django_db,
    pytest.mark.skipif(not hosts.can_be_made(), reason="this kernel gives no network namespaces"),
]  # fmt: skip
NAME = "between"
EMPTY = "SELECT pgmq.purge_queue(queue_name) FROM pgmq.list_queues()"
LEFT = "SELECT count(*)::int FROM deadlines_clock WHERE wakes_at <= clock_timestamp()"
WAVES = 200  # at most


@pytest.fixture
def rows(ground, broker):
    ground.copy("reclaim", NAME)
    broker.rows(EMPTY)
    with Hand(ground.at | {"NAME": NAME}) as hand:
        ground.rows(work.COUNTED, name=NAME)
        yield SimpleNamespace(
            hand=hand, asked=lambda sql: ground.asked(sql, name=NAME)[0]
        )  # fmt: skip
    ground.drop(NAME)


@pytest.fixture
def both(ground, broker, post, rows, tmp_path):
    """Give the network and the two hosts that are started on it."""
    with hosts.Network() as network:
        doors = hosts.Doors(on5432=socket_of(ground), on5433=socket_of(broker))
        given = {
            "at": {"HOST": f"{hosts.NET}.1", "PORT": "5432", "NAME": NAME},
            "broker_url": f"pgmq://reclaim@{hosts.NET}.1:5433/reclaim",
            "post_port": post.port, "step": None, "times": 20,
        }  # fmt: skip
        made = [hosts.Host(name, tmp_path, given, ground.home) for name in hosts.HOSTS]
        try:
            for one in made:
                one.start()
            for one in made:
                one.await_web()
            yield SimpleNamespace(network=network, hosts=made)
        finally:
            for one in made:
                one.end()
            doors.close()


def socket_of(ground):
    return f"{ground.at['HOST']}/.s.PGSQL.5432"


def steps_of(host, rows):
    """Give how many steps this host's worker kept, or a process of its pool."""
    child = host.children["worker"].pid
    pids = [child, *(one.pid for one in psutil.Process(child).children())]
    return work.done(SimpleNamespace(asked=lambda sql: (rows.asked(sql),)), pids).get("steps", 0)


def waves(rows, true, *, why):
    """Have clocks come due, two after the other two, until it is so."""
    for _ in range(WAVES):
        rows.hand.do(caseload.at, seconds=[-30, -5], within=PATIENCE)
        waited(lambda: rows.asked(LEFT) == 0, within=PATIENCE, why=why)
        if true():
            return
    pytest.fail(why())


def test_two_hosts_do_nothing_twice_and_one_goes_on_while_the_other_is_cut_off(both, rows):
    one, other = both.hosts

    def words():
        return one.last_words() + other.last_words()

    waves(rows, lambda: steps_of(one, rows) and steps_of(other, rows), why=words)
    both.network.pull(other.name)
    before = steps_of(one, rows)
    waves(rows, lambda: steps_of(one, rows) > before, why=words)
    here, cut_off = one.ask(), other.ask_itself()
    both.network.plug(other.name)
    other.await_web()
    waves(rows, lambda: True, why=words)
    for each in both.hosts:
        each.end()
    found = rows.hand.do(verdict.verdict, within=PATIENCE)

    assert (here, cut_off) == (200, 503)
    assert found["steps"] > 0
    assert verdict.wrongs(found, done=False) == []
