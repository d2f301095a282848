"""What stands in the way of a start is one sentence with its cure."""

import re
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from config.embedded import browser, environment, port, postgres, state, up
from config.embedded.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
Disk = namedtuple("Disk", "total used free")


def test_an_old_python_is_told_which_one_to_get():
    pretend = (
        "import sys; sys.version_info = (3, 9, 2, 'final', 0);"
        "exec(compile(open('manage.py').read(), 'manage.py', 'exec'))"
    )

    done = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert "needs Python 3.11 or newer and this is 3.9" in done.stderr
    assert "apt-get install python3" in done.stderr
    assert "brew install" in done.stderr


@pytest.mark.parametrize("door", ["up", "trial", "environment"])
def test_each_first_command_begins_before_anything_is_installed(door):
    bare = [sys.executable, "-S", "-c", f"import config.embedded.{door}"]  # no installed package

    done = subprocess.run(bare, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_lines_are_readable_to_an_older_python():
    source = (ROOT / "manage.py").read_text()

    before_the_refusal = source.partition("from config")[0]

    assert not re.search(r"\bf[\"']|:=|\bmatch\b|->", before_the_refusal)


def test_a_port_in_use_is_named_with_another_to_take():
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {number} .*--port {number + 1}"):
            port.listening(number)


def test_a_port_that_is_none_is_refused_in_the_same_way():
    with pytest.raises(Trouble, match="Port 70000 cannot be used"):
        port.listening(70000)


def test_a_full_disk_is_seen_before_anything_is_written(monkeypatch, tmp_path):
    monkeypatch.setattr(state.shutil, "disk_usage", lambda _: Disk(0, 0, 35 * state.MEGABYTE))

    with pytest.raises(Trouble, match=r"35 MB free and 200 MB are needed: .*--home DIR"):
        postgres.lay_out(tmp_path)

    assert not (tmp_path / "pgdata").exists()


@pytest.mark.parametrize(
    ("explain", "cure"),
    [
        (environment.explained, "free about 1 GB"),
        (lambda words: postgres.explained(words, Path("/somewhere")), "free some space"),
    ],
)
def test_a_disk_that_fills_up_on_the_way_is_said_so(explain, cure):
    words = "ERROR: Could not install: [Errno 28] No space left on device: '/x'"

    assert re.search(f"is full: {cure} and run this again", explain(words))


def test_packages_that_cannot_be_fetched_point_at_the_network():
    words = "WARNING: Retrying\nERROR: No matching distribution found for django==5.2.19\n"

    assert "No matching distribution" in environment.explained(words)
    assert "check the network" in environment.explained(words)


def test_data_of_another_major_version_are_left_alone(tmp_path):
    state.furnish(tmp_path)
    (tmp_path / "pgdata").mkdir()
    (tmp_path / "pgdata" / "PG_VERSION").write_text("17\n")

    with pytest.raises(Trouble, match="made by PostgreSQL 17 and this is PostgreSQL 18: start"):
        postgres.require_version(postgres.Cluster.of(tmp_path))

    assert [path.name for path in (tmp_path / "pgdata").iterdir()] == ["PG_VERSION"]


def test_a_home_that_cannot_be_written_names_the_other_ways(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(
        Trouble, match=r"cannot be written .*--home DIR, or make it yours with chown"
    ):
        state.furnish(tmp_path / "file" / "home")


def test_a_python_without_an_installer_names_debians_package(monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(Trouble, match="apt-get install python3-venv"):
        environment.installer()


def test_a_second_start_from_one_home_says_where_the_first_is(tmp_path):
    state.furnish(tmp_path)
    with (
        state.claim(tmp_path, words="`manage.py up` at http://127.0.0.1:8000 (process 1)"),
        pytest.raises(Trouble, match=r"already runs from .*127\.0\.0\.1:8000.*--home DIR"),
        up.alone(tmp_path, "http://127.0.0.1:9000", patience=0),
    ):
        pytest.fail("a second one was let in")

    assert state.holder(tmp_path) == "another process"  # and the first left its name on nothing


def test_a_missing_chromium_comes_with_its_cure(monkeypatch):
    monkeypatch.delenv("RECLAIM_CHROMIUM", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda _: None)
    monkeypatch.setattr(browser, "ON_A_MAC", ())

    assert browser.find() is None
    assert "apt-get install chromium" in browser.CURE
