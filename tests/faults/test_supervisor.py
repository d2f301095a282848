"""Whatever is killed comes back, and nothing that was acknowledged is lost."""

import signal

import pytest

from tests.faults.house import House, Writer, until

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]
PARTS = ("web process", "gunicorn", "worker", "beat", "postgres")


@pytest.fixture(scope="module")
def house():
    house = House()
    try:
        house.start()
        yield house
    finally:
        house.remove()


def kept(house: House) -> set[str]:
    return {code for (code,) in house.rows("SELECT code FROM cases_case")}


def test_every_acknowledged_write_survives_kill_9_of_any_process(house):
    writer = Writer(house)
    writer.start()
    writer.writes_again()

    for name in PARTS:
        victim = until(lambda name=name: house.part(name))
        before = len(writer.acknowledged)
        victim.kill()
        until(lambda name=name, victim=victim: house.part(name) not in {None, victim})
        writer.writes_again()
        assert set(writer.acknowledged) <= kept(house), name
        assert len(writer.acknowledged) > before

    assert house.end(signal.SIGKILL) == []  # the supervisor, and with it everything it started
    house.start()
    writer.writes_again()
    writer.going = False
    writer.join(30)
    assert set(writer.acknowledged) <= kept(house)
    assert len(writer.acknowledged) >= 2 * len(PARTS)  # a pass in which nothing was written is none


def test_a_second_start_from_the_same_home_is_refused_and_harms_nothing(house):
    again = house.command("up", "--port=1", "--no-demo")

    assert again.returncode == 1
    assert f"already runs from {house.home}" in again.stderr
    assert f"127.0.0.1:{house.port}" in again.stderr
    assert house.rows("SELECT 1") == [(1,)]
    assert {house.part(name) is not None for name in PARTS} == {True}


def test_a_command_uses_the_running_database_and_leaves_it_running(house):
    done = house.command("migrate", "--check")

    assert done.returncode == 0, done.stderr
    assert house.rows("SELECT 1") == [(1,)]


def test_the_worker_sweeps_again_when_beat_says_so(house):
    [(now,)] = house.rows("SELECT now()")

    swept = "SELECT at FROM deadlines_heartbeat WHERE name = 'sweep'"

    until(lambda: any(at > now for (at,) in house.rows(swept)), within=45)


def test_ctrl_c_ends_everything_with_postgres_last_and_a_command_brings_its_own(house):
    assert house.end(signal.SIGINT) == []
    assert house.up.returncode == 0
    assert "database system is shut down" in (house.home / "log" / "postgres.log").read_text()

    done = house.command("migrate", "--check")

    assert done.returncode == 0, done.stderr
    with pytest.raises(Exception, match=r"No such file|Connection refused"):
        house.rows("SELECT 1")
