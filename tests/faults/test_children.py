"""No process outlives whoever started it, and none stays down."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from config.embedded import children
from config.embedded.supervisor import Supervisor

pytestmark = pytest.mark.fault
ROOT = Path(__file__).resolve().parents[2]
HOW_OFTEN = 8
PARENT = """
import time
from config.embedded import children
child = children.spawn(["sh", "-c", "echo $$; exec sleep 60"])
time.sleep(60)
"""


def said(child, *, until, within=10):
    """Read on until it said this, or is silent for too long; a pipe may outlive who it was of."""
    heard = b""
    while not heard.endswith(until) and select.select([child.stdout], [], [], within)[0]:
        more = os.read(child.stdout.fileno(), 1024)
        if not more:
            break
        heard += more
    return heard == until


def gone(pid: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def until(true, within: float = 30):
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("leash", ["", "1"], ids=["tied by the kernel", "held on a leash"])
def test_kill_9_of_a_parent_ends_its_children(leash):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT,
        env=os.environ | {"RECLAIM_LEASH": leash},
        stdout=subprocess.PIPE,
    )
    assert select.select([parent.stdout], [], [], 60)[0]
    child = int(parent.stdout.readline())
    assert psutil.pid_exists(child)

    parent.kill()
    parent.wait(10)

    assert gone(child, within=30)


@pytest.mark.parametrize("leash", [False, True])
def test_a_child_is_told_to_end_in_the_same_way_on_a_leash(leash, monkeypatch):
    monkeypatch.setattr(children, "HAS_LEASH", leash)
    script = "trap 'echo asked; exit 3' TERM; echo up; while :; do sleep 0.05; done"
    child = children.spawn(["sh", "-c", script], stdout=subprocess.PIPE)
    assert said(child, until=b"up\n")

    assert children.end(child, signal.SIGTERM, patience=5)

    assert said(child, until=b"asked\n")
    assert child.returncode == 3


def test_who_is_asked_to_end_the_moment_it_starts_passes_it_on(monkeypatch):
    """Caught too late, it would end the holder alone, and the command would live on."""
    monkeypatch.setattr(children, "HAS_LEASH", True)
    script = "trap 'echo asked; exit 3' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"
    many = [children.spawn(["sh", "-c", script], stdout=subprocess.PIPE) for _ in range(HOW_OFTEN)]

    try:
        assert [child.wait(20) for child in many] == [3] * HOW_OFTEN
    finally:
        for child in many:
            children.end_group(child, signal.SIGKILL)


def test_what_ended_is_started_again_and_what_it_left_behind_is_ended():
    said: list[tuple[str, str]] = []
    crew = Supervisor(say=lambda name, line: said.append((name, line)))

    def start():
        script = "sleep 60 & echo $!; wait"
        return children.spawn(["sh", "-c", script], stdout=subprocess.PIPE)

    charge = crew.start("toy", start)
    until(lambda: crew.tick(0.05) or said)
    orphan, first = int(said[0][1]), charge.child

    first.kill()
    until(lambda: crew.tick(0.05) or charge.child is not first)

    assert gone(orphan, within=2)
    assert ("toy", "was ended by SIGKILL; starting again in 0.5 s") in said
    crew.end(patience=5)
    assert charge.child.poll() is not None


def test_what_ends_at_once_is_tried_less_and_less_often():
    said: list[str] = []
    crew = Supervisor(say=lambda _, line: said.append(line))
    charge = crew.start("toy", lambda: children.spawn(["false"]))
    charge.first_pause = 0.05

    until(lambda: crew.tick(0.01) or len(said) == 4)

    assert [line.rpartition(" in ")[2] for line in said] == ["0.05 s", "0.1 s", "0.2 s", "0.4 s"]
    crew.end(patience=1)


def test_one_that_will_not_end_is_ended_with_all_it_started():
    crew = Supervisor(say=lambda _, line: None)
    script = "trap '' TERM; sleep 60 & echo $!; while :; do sleep 1; done"
    charge = crew.start(
        "deaf", lambda: children.spawn(["sh", "-c", script], stdout=subprocess.PIPE)
    )
    time.sleep(0.3)

    crew.end(patience=0.5)

    assert charge.child.returncode == -signal.SIGKILL
