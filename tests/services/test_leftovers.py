"""What a trial leaves in the home when it is killed goes with the next one; what is used stays."""

import errno
import subprocess
import sys

import pyrage
import pytest
from django.core.management import CommandError, call_command

from config.backup import leftovers
from config.backup.trouble import NotDone
from config.embedded.state import ROOT
from deadlines.models import Heartbeat
from keeping.models import Purge
from keeping.services import doing
from tests.factories import keeping as factory

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


@pytest.fixture
def blocked(settings, tmp_path):
    """Give a home whose lock nobody can open, root neither."""
    settings.HOME = tmp_path
    (tmp_path / "trials.lock").mkdir()
    return tmp_path


def test_a_home_in_the_way_is_said_with_its_cure(blocked):
    """And not as a trace, nor as a fault of the folder that the backup goes to."""
    for begin in (leftovers.clear_home, leftovers.own(blocked, prefix="drill-").__enter__):
        with pytest.raises(
            NotDone, match=r"trials\.lock cannot be written .*chown .* run this again"
        ):
            begin()


def test_a_full_disk_is_said_as_one(settings, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.HOME = tmp_path
    monkeypatch.setattr(leftovers.tempfile, "mkdtemp", full)

    with (
        pytest.raises(NotDone, match="make room on that disk"),
        leftovers.own(tmp_path, prefix="drill-"),
    ):
        pass


@pytest.mark.django_db
def test_backup_and_drill_end_with_that_sentence(blocked, tmp_path):
    recipient = str(pyrage.x25519.Identity.generate().to_public())

    with pytest.raises(CommandError, match="another account") as no:
        call_command("backup", to=tmp_path, recipient=[recipient])
    assert no.value.returncode == 1
    with pytest.raises(CommandError, match="another account"):
        call_command("backup_drill", fresh=True)
    assert Heartbeat.objects.get(name="drill").found["ok"] is False


@pytest.mark.django_db
def test_purges_are_done_though_the_home_is_in_the_way(blocked, advocate, supervisor, caplog):
    purge = factory.confirmed(case=factory.closed(by=advocate), by=advocate, second=supervisor)

    assert doing.run_purges() == 1

    assert Purge.objects.get(pk=purge.pk).state == "done"
    assert "trials.lock cannot be written" in caplog.text


def test_a_trial_of_another_account_is_left_to_it_and_said(tmp_path, monkeypatch, caplog):
    (tmp_path / "scratch-theirs").mkdir()
    monkeypatch.setattr(leftovers.os, "geteuid", lambda: 4321)

    assert leftovers.clear(tmp_path) == 0

    assert (tmp_path / "scratch-theirs").is_dir()
    assert "scratch-theirs is of account" in caplog.text


@pytest.mark.django_db
def test_a_run_of_purges_begins_with_it(settings, tmp_path):
    """A copy that was left would keep what is purged."""
    settings.HOME = tmp_path
    (tmp_path / "scratch-left").mkdir()

    doing.run_purges()

    assert not (tmp_path / "scratch-left").exists()
