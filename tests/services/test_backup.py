"""A backup opens for its recipient alone, is proven by restoring, and comes back elsewhere."""

import json
import os
import shutil
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from accounts.services import issue_token
from config.backup import age, drilling, making, manifest, restoring, scratch
from config.backup.trouble import NotDone
from config.embedded.state import ROOT
from deadlines.models import Heartbeat
from tests.factories import cases

# The command is the tables' owner (config.embedded.roles), and sees every row.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("the_owner")]
CANARY = "Quillon Marbeck"


@pytest.fixture(autouse=True)
def _scratch_may_be_asked(monkeypatch):
    """Take the one alias, beside its own, that Django's tests let a connection be made for."""
    monkeypatch.setattr(scratch, "ALIAS", "__no_db__")


@pytest.fixture
def identity(tmp_path):
    return tmp_path / "identity"


@pytest.fixture
def recipient(identity):
    return age.make_identity(identity)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "backups"
    place.mkdir()
    return place


@pytest.fixture
def lived(advocate):
    issue_token(by=advocate)
    return cases.case(by=advocate, survivor_name=CANARY)


def backed_up(folder, recipient, *more):
    said = StringIO()
    call_command(
        "backup", f"--to={folder}", f"--recipient={recipient}", "--json", *more, stdout=said
    )
    return json.loads(said.getvalue())


def elsewhere(home, *words):
    """Run a command as on another machine: with a home of its own and nothing of ours."""
    environment = {key: to for key, to in os.environ.items() if not key.startswith("RECLAIM")}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=False, capture_output=True,
        text=True, env=environment | {"RECLAIM_HOME": str(home)}, timeout=250,
    )  # fmt: skip


def test_a_backup_is_restored_and_compared_before_it_counts(lived, folder, identity, recipient):
    told = backed_up(folder, recipient)

    dump, beside = sorted(folder.iterdir())
    assert (dump.name[-9:], beside.name[-13:]) == (".dump.age", ".manifest.age")
    assert stat.S_IMODE(dump.stat().st_mode) == stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert told["checked"]
    assert told["sealed_columns_opened"] >= 3
    assert told["keys_in_it"] is False
    meant = manifest.Manifest.read(pyrage.decrypt(beside.read_bytes(), age.identities(identity)))
    assert (meant.tables["cases_case"], meant.entries) == (1, told["entries"])
    assert "django_session" not in meant.tables
    assert Heartbeat.objects.get(name="backup").found["checked"]
    assert CANARY.encode() not in dump.read_bytes() + beside.read_bytes()
    assert b"PGDMP" not in dump.read_bytes()


@pytest.mark.usefixtures("lived")
def test_it_comes_back_on_another_machine_with_the_keys(
    folder, identity, recipient, settings, tmp_path
):
    backed_up(folder, recipient, "--unchecked")
    (dump,) = folder.glob("*.dump.age")
    home = tmp_path / "another"
    home.mkdir(mode=0o711)
    given = ["restore", str(dump), f"--identity={identity}"]

    without = elsewhere(home, *given)
    shutil.copy(Path(settings.HOME) / "keys.json", home / "keys.json")
    came = elsewhere(home, *given, "--json")
    held = elsewhere(home, "release_mail", "--json")

    assert "keys.json in place" in without.stderr
    told = json.loads(came.stdout)
    assert (came.returncode, told["ok"], told["trail_holds"]) == (0, True, True), came.stderr
    assert told["columns"] >= 3
    assert json.loads(held.stdout)["backup_at"]
    assert told["closed"] == {"tokens": 1, "feeds": 0, "links": 0, "factors": 0}


def test_a_drill_restores_and_throws_away(lived, folder, settings):
    (Path(settings.HOME) / "drill-of-one-that-was-killed").mkdir()

    drilled = drilling.drill_fresh()

    assert drilled.ok, drilled.told
    assert drilled.told["rows"] > 1
    assert not list(Path(settings.HOME).glob("scratch-*")) + list(
        Path(settings.HOME).glob("drill-*")
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("identity", "does not open with this identity"),
        ("byte", "is not the file that its manifest"),
        ("manifest", "manifest .* cannot be read"),
        ("keys", "agency key 1 of the backup is not at hand"),
        ("full", "is not empty"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(
    advocate, folder, tmp_path, wrong, why
):
    given, keys = tmp_path / "identity", {}
    backed_up(folder, age.make_identity(given), "--unchecked")
    (dump,) = folder.glob("*.dump.age")
    if wrong == "identity":
        given = tmp_path / "other"
        age.make_identity(given)
    elif wrong == "byte":
        dump.write_bytes(dump.read_bytes()[:-1] + b"x")
    elif wrong == "manifest":
        making.manifest_of(dump).unlink()
    elif wrong == "keys":
        keys = {"RECLAIM_AGENCY_KEYS": ["1:" + "A" * 43 + "="]}

    with override_settings(**keys), pytest.raises(NotDone, match=why):
        restoring.restore(file=dump, identity=given)


def test_a_backup_first_removes_what_a_killed_trial_left(advocate, folder, recipient, settings):
    left = Path(settings.HOME) / "scratch-of-one-that-was-killed"
    (left / "pgdata").mkdir(parents=True)

    backed_up(folder, recipient, "--unchecked")

    assert not left.exists()


def test_nobody_is_left_with_half_a_backup(advocate, folder, recipient, monkeypatch):
    def full(self, piece):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(making._Counted, "write", full)
        with pytest.raises(CommandError, match="No space left"):
            backed_up(folder, recipient, "--unchecked")
    with monkeypatch.context() as patched:
        patched.setenv("RECLAIM_PG_PROGRAMS", "/bin")
        patched.setattr(making.programs, "DUMP", ("false",))
        with pytest.raises(CommandError, match="false failed: it said nothing"):
            backed_up(folder, recipient, "--unchecked")

    assert list(folder.iterdir()) == []
    assert not Heartbeat.objects.filter(name="backup").exists()


def test_a_backup_that_differs_from_what_is_there_is_none(advocate, folder, recipient, monkeypatch):
    taken = manifest.taken

    def forgetful(database):
        found = taken(database)
        tables = found.tables | {"accounts_user": 0} if database is not connection else found.tables
        return found._replace(tables=tables)

    monkeypatch.setattr(manifest, "taken", forgetful)

    with pytest.raises(CommandError, match="accounts_user: 0 rows instead of 1"):
        backed_up(folder, recipient)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("given", [[], [""], ["age1nobody"]])
def test_a_backup_for_nobody_is_not_made(db, folder, settings, given):
    settings.RECLAIM_BACKUP_RECIPIENTS = given

    with pytest.raises(CommandError, match=r"make_backup_key|no recipient of age"):
        call_command("backup", f"--to={folder}")


def test_an_ssh_key_will_do(advocate, folder, tmp_path):
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    backed_up(folder, key.with_suffix(".pub").read_text().strip(), "--unchecked")
    (dump,) = folder.glob("*.dump.age")

    with pytest.raises(NotDone, match="not empty"):
        restoring.restore(file=dump, identity=key)
