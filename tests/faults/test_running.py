"""The web server of production while what it stands on gives way: no 500, nothing half, and back.

The broker is gone from first to last: nothing here needs one.
"""

import os
import subprocess
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tests.faults import garbage, serving
from tests.faults.ground import PATIENCE, waited
from tests.faults.hands import Hand
from tests.faults.serving import Asker, Web, open_case

# The mark of the database has its tables made when this file runs alone; none is written here.
pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house"), pytest.mark.django_db]
NAME = "served"
STATEMENT = 2  # seconds that the web server waits for a statement
END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
CASES = "SELECT array_agg(code) FROM cases_case"


@pytest.fixture(scope="module")
def served(ground):
    """Give a web server on a database of its own, and somebody who may ask it."""
    ground.copy("reclaim", NAME)
    # A copied sequence may give numbers that no log holds until the next checkpoint; a kill before
    # that would have them given twice. A database that was not copied a moment ago has no such gap.
    ground.above("CHECKPOINT")
    with Hand(ground.at | {"NAME": NAME}) as hand:
        person = hand.do(serving.someone)
    token = {"Authorization": f"Token {person['token']}"}
    with Web(ground, NAME, RECLAIM_STATEMENT_SECONDS=STATEMENT) as web:
        yield SimpleNamespace(web=web, person=person, token=token, ground=ground)
    ground.drop(NAME)


def works(served):
    """Tell whether a page, the API and a write all answer as they should."""
    page = served.web.ask("/cases/", Cookie=served.person["cookie"])[0]
    listed = served.web.ask("/api/v1/cases/", **served.token)[0]
    return (page, listed, open_case(served.web, served.token)[0]) == (200, 200, 201)


def works_again(served):
    waited(lambda: works(served), within=PATIENCE, why="it does not come back")


def test_postgres_is_killed_under_load_and_nothing_acknowledged_is_lost(served):
    askers = [Asker(served.web, served.person) for _ in range(3)]
    for one in askers:
        one.start()
    waited(lambda: all(one.acknowledged for one in askers), within=PATIENCE, why="no case opened")

    served.ground.kill()
    waited(lambda: any(one.statuses[503] for one in askers), within=PATIENCE, why="never away")
    served.ground.start()
    seen = [len(one.acknowledged) for one in askers]
    waited(lambda: all(len(one.acknowledged) > n for one, n in zip(askers, seen, strict=True)),
           within=PATIENCE, why="does not come back")  # fmt: skip
    for one in askers:
        one.end()

    (kept,) = served.ground.asked(CASES, name=NAME)
    assert {code for one in askers for code in one.acknowledged} <= set(kept)
    assert {status for one in askers for status in one.statuses} <= {200, 201, 503}
    assert [one.lost for one in askers] == [[]] * 3
    assert max(one.slowest for one in askers) < 20


def test_a_page_says_what_to_do_while_the_database_is_too_slow(served):
    with served.ground.connect(NAME) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE cases_case IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        status, page = served.web.ask("/cases/", Cookie=served.person["cookie"])
        listed, said = served.web.ask("/api/v1/cases/", **served.token)
        took = time.monotonic() - began
        other.execute("ROLLBACK")

    assert (status, listed) == (503, 503)
    assert "Nothing you just sent was saved" in page
    assert '"unavailable"' in said
    assert took < 2 * STATEMENT + 10
    assert works(served)


def test_a_storm_of_connections_is_answered_and_passes(served):
    """The database lets in two, where the server would open more."""
    served.ground.above(f"ALTER DATABASE {NAME} CONNECTION LIMIT 2")
    askers = [Asker(served.web, served.person, writes=False) for _ in range(12)]
    served.ground.rows(END_ALL, [NAME], name="postgres", user="postgres")
    for one in askers:
        one.start()
    waited(lambda: sum(one.statuses[503] for one in askers) > 3, within=PATIENCE, why="no storm")
    served.ground.above(f"ALTER DATABASE {NAME} CONNECTION LIMIT -1")
    works_again(served)
    for one in askers:
        one.end()

    assert {status for one in askers for status in one.statuses} <= {200, 503}
    assert [line for one in askers for line in one.lost] == []


@contextmanager
def small_disk(ground):
    """Give a disk of six megabytes as a tablespace, or skip where none can be mounted."""
    folder = ground.home / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        if ground.server.cluster.user:
            os.chown(folder, ground.server.cluster.user.pw_uid, -1)
        ground.above(f"CREATE TABLESPACE small LOCATION '{folder}'")
        ground.above("GRANT CREATE ON TABLESPACE small TO reclaim")
        yield folder
    finally:
        ground.drop(NAME)
        ground.above("DROP TABLESPACE IF EXISTS small")
        subprocess.run(["umount", folder], check=True)


def test_the_sweep_runs_by_hand_and_pages_work_without_any_broker(served):
    began = time.monotonic()
    assert works(served)
    took = time.monotonic() - began
    swept = served.web.command("sweep", "--brief")

    assert took < 10
    assert swept.returncode == 0, swept.stderr
    assert served.web.ask("/healthz/deadlines")[0] == 200


def test_nothing_that_is_sent_to_it_breaks_it_or_is_kept(served):
    (before,) = served.ground.asked("SELECT count(*) FROM cases_case", name=NAME)
    statuses = {
        words: garbage.send(served.web.port, said, token=served.person["token"])
        for words, said in garbage.SENT.items()
    }

    (after,) = served.ground.asked("SELECT count(*) FROM cases_case", name=NAME)
    odd = {
        words: status for words, status in statuses.items() if not (status < 500 or status == 501)
    }
    assert odd == {}
    assert after == before
    assert works(served)


def test_its_log_names_what_failed_and_nobody(served):
    open_case(served.web, served.token, narrative="Canary-in-a-narrative", contact="zq@x.example")
    served.web.ask("/cases/?q=Canary-in-a-query", Cookie=served.person["cookie"])
    served.web.ask("/cases/C-CNRY/Canary-in-a-path/", Cookie=served.person["cookie"])

    lines = served.web.lines()
    whole = served.web.log.read_text()

    assert [line for line in whole.splitlines() if line[:1] != "{"] == []
    assert {"reclaim.requests", "gunicorn.error"} <= {line["logger"] for line in lines}
    failed = [line for line in lines if line.get("status") == 503 and "route" in line]
    assert all(line["request_id"] for line in failed)
    assert not [word for word in ("anary", "C-CNRY", "Invented", "example") if word in whole]
    assert served.person["token"] not in whole


def test_a_full_disk_refuses_writes_whole_and_lets_go_again(served):
    """Last of all: the database it served is dropped with its disk."""
    with small_disk(served.ground) as disk:
        served.ground.rows("ALTER TABLE audit_entry SET TABLESPACE small", name=NAME)
        (before,) = served.ground.asked("SELECT count(*) FROM cases_case", name=NAME)
        (disk / "ballast").write_bytes(b"")
        with (disk / "ballast").open("wb") as ballast:
            fill(ballast)
        refused = 0
        for _ in range(400):
            status, said = open_case(served.web, served.token)
            assert status in {201, 503}, said
            before += status == 201
            refused += status == 503
            if refused > 2:
                break
        page = served.web.ask("/cases/", Cookie=served.person["cookie"])[0]
        (kept,) = served.ground.asked("SELECT count(*) FROM cases_case", name=NAME)
        (disk / "ballast").unlink()

        assert refused > 2, "the disk was not full: nothing was tried"
        assert kept == before
        assert page in {200, 503}  # reading a list is an entry too
        works_again(served)


def fill(ballast):
    try:
        while True:
            ballast.write(b"x" * 65536)
            ballast.flush()
    except OSError:
        return
