"""What a trial leaves in the home when it is killed goes with the next one; what is used stays."""

import subprocess
import sys

import pytest

from config.backup import leftovers
from config.embedded.state import ROOT
from keeping.services import doing

TRIAL = """
import sys, time
from pathlib import Path
from config.backup import leftovers
with leftovers.own(Path(sys.argv[1]), prefix=sys.argv[2]) as folder:
    (folder / "identity").write_text("a key that opens the backup")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def trial(tmp_path):
    """Begin a trial in a process of its own; give that and its folder."""
    begun = []

    def begin(prefix):
        command = [sys.executable, "-c", TRIAL, str(tmp_path), prefix]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        begun.append(child)
        return child, tmp_path / child.stdout.readline().strip()

    yield begin
    for child in begun:
        child.kill()
        child.wait()
        child.stdout.close()


@pytest.mark.parametrize("prefix", [leftovers.SCRATCH, leftovers.DRILL])
def test_what_is_used_stays_and_what_was_killed_goes(trial, tmp_path, prefix):
    child, folder = trial(prefix)

    assert leftovers.clear(tmp_path) == 0
    assert (folder / "identity").exists()

    child.kill()
    child.wait()
    assert folder.exists()
    assert leftovers.clear(tmp_path) == 1
    assert not folder.exists()


def test_a_trial_that_ends_leaves_nothing(tmp_path):
    with leftovers.own(tmp_path, prefix=leftovers.DRILL) as folder:
        assert leftovers.clear(tmp_path) == 0
        assert folder.is_dir()

    assert not folder.exists()


def test_data_that_stand_elsewhere_go_with_their_folder_and_nothing_else(tmp_path):
    home, elsewhere = tmp_path / "home", tmp_path / "shelter" / "a1"
    left, other = home / "scratch-x", home / "mail"
    for folder in (left, other, elsewhere / "pgdata"):
        folder.mkdir(parents=True)
    (left / "pgdata").symlink_to(elsewhere / "pgdata")
    (home / "scratch-link").symlink_to(other)

    assert leftovers.clear(home) == 1

    assert not elsewhere.exists()
    assert other.is_dir()
    assert (tmp_path / "shelter").is_dir()


@pytest.mark.django_db
def test_a_run_of_purges_begins_with_it(settings, tmp_path):
    """A copy that was left would keep what is purged."""
    settings.HOME = tmp_path
    (tmp_path / "scratch-left").mkdir()

    doing.run_purges()

    assert not (tmp_path / "scratch-left").exists()
