"""What the guides promise of the recipes in ops/: letters leave, drills run, secrets stay."""

import re
from fnmatch import fnmatch
from pathlib import PurePath

import pytest
from django.core.management import CommandError, load_command_class

from tests.house.source import ROOT
from tests.house.test_ops import OPS, OURS, SERVICES, UNITS, texts


def test_each_way_to_mail_is_walked_by_the_clock_too_in_both_recipes():
    units = " ".join(path.read_text() for path in UNITS)

    for name in ("sweep", "relay", "send_letters", "run_purges"):
        assert f"manage.py {name}" in OURS["timer"]["command"]
        assert f"manage.py {name}" in units


def test_whatever_restores_has_a_disk_for_a_second_copy_of_the_database():
    for name in ("backup", "drill"):
        home = OURS[name]["environment"]["RECLAIM_HOME"]

        assert any(mount.endswith(f":{home}") for mount in OURS[name]["volumes"])
        assert not any(place.startswith(f"{home}:") for place in OURS[name]["tmpfs"])
        assert f"{home}" in (OPS / "Containerfile").read_text()


def test_whoever_purges_by_the_clock_clears_the_home_of_whatever_restores():
    """A copy of the database that a killed trial left would contradict the certificate."""
    homes = {OURS[name]["environment"]["RECLAIM_HOME"] for name in ("backup", "drill", "timer")}
    mounts = [{one for one in OURS[name]["volumes"] if "trial" in one} for name in
              ("backup", "drill", "timer")]  # fmt: skip

    assert len(homes) == 1
    assert mounts[0] == mounts[1] == mounts[2] != set()


def test_every_alias_of_a_guide_brings_the_environment_of_its_machine():
    for path in (ROOT / "docs").rglob("*.md"):
        text = path.read_text().replace("\\\n", "")
        for alias in re.findall(r"alias \w+='([^']*)'", text):
            assert re.search(r"EnvironmentFile=/etc/reclaim/\w+\.env|--env-file ops/", alias), alias


def test_a_backup_that_failed_is_tried_again_within_the_hour():
    waits = [int(one) for one in re.findall(r"sleep (\d+)", OURS["backup"]["command"])]

    assert waits == [86400, 900]
    assert "Restart=on-failure\n" in (OPS / "systemd/reclaim-backup.service").read_text()


def test_the_keys_are_a_folder_that_only_the_command_for_them_may_write():
    example = (OPS / "reclaim.env.example").read_text()
    named = re.search(r"^RECLAIM_KEYS_FILE=(.*)/keys\.json$", example, flags=re.MULTILINE)[1]

    for name, one in OURS.items():
        mounts = [mount for mount in one["volumes"] if named in mount]
        assert mounts == [f"./keys:{named}" + ("" if name == "keys" else ":ro")], name


def test_tables_wait_for_the_server_that_stays():
    assert "--host=127.0.0.1" in SERVICES["postgres"]["healthcheck"]["test"]


def test_tables_are_made_by_the_release_to_come_and_never_wait_long_for_a_lock():
    unit = (OPS / "systemd/reclaim-tables.service").read_text()
    steps = ["migrate", "grant_roles", "lay_queue", "load_platforms", "load_statutes"]

    assert "/srv/reclaim/" not in unit.partition("[Service]")[2]
    assert "lock_timeout" in unit
    assert "lock_timeout" in OURS["tables"]["environment"]["PGOPTIONS"]
    for said in (unit, OURS["tables"]["command"]):
        assert re.findall(r"manage\.py (\w+)", said) == steps


def test_compose_is_always_asked_with_its_file_and_its_environment():
    for path in (ROOT / "docs").rglob("*.md"):
        for line in path.read_text().splitlines():
            if "docker compose" in line:
                assert "--env-file ops/reclaim.env -f ops/compose" in line, path.name


# What a guide has somebody put into the checkout.
SECRETS = (
    "ops/reclaim.env", "ops/seal.env", "ops/keys/keys.json", "ops/postgres-password", "keys.json",
    "identity.txt", "ops/keys.json", "a/reclaim-1.dump.age", "a.dump", "seal/key.pem",
    "anna-and-bo.keys.age",
)  # fmt: skip


def kept_out(path, lines):
    """Tell whether a line of an ignore file names this path or a folder that holds it."""
    above = [path, *map(str, PurePath(path).parents)]
    return any(fnmatch(one, line.removeprefix("**/")) or fnmatch(one, line.replace("**", "*"))
               for one in above for line in lines)  # fmt: skip


@pytest.mark.parametrize("name", [".gitignore", ".dockerignore", ".containerignore"])
def test_secrets_come_neither_into_git_nor_into_the_image(name):
    lines = [one.strip("/") for one in (ROOT / name).read_text().split("\n") if one[:1] not in "#"]

    assert [path for path in SECRETS if not kept_out(path, lines)] == []
    assert [path for path in texts() if kept_out(str(path.relative_to(ROOT)), lines)] == []


def test_both_ignore_files_say_the_same_and_leave_out_what_is_not_run_there():
    said = (ROOT / ".dockerignore").read_text()

    assert said == (ROOT / ".containerignore").read_text()
    assert {"tests", "benchmarks", ".git", ".venv", ".home"} <= set(said.splitlines())


def test_the_sealing_host_has_neither_the_agencys_keys_nor_the_houses_login():
    unit = (OPS / "systemd/reclaim-seal.service").read_text()
    example = (OPS / "seal.env.example").read_text()
    guide = (ROOT / "docs/how-to/seal-the-trail.md").read_text()

    assert not re.search(r"KEYS_FILE|KEY_COMMAND|AGENCY_KEYS|INDEX_KEY|//reclaim:", example)
    assert "reclaim.env" not in unit
    assert "reclaim.target" not in (OPS / "systemd/reclaim-seal.timer").read_text()
    for said in ("/var/lib/reclaim-seals", "/var/lib/reclaim-seal "):
        assert said in unit
        assert said in guide
    assert re.search(r"RECLAIM_SEAL_KEY=(.*)", example)[1] in guide


@pytest.mark.parametrize("words", [[], ["--file=a", "--fresh"], ["--identity=b"]])
def test_a_drill_without_one_choice_is_refused_before_it_begins(words):
    parser = load_command_class("config", "backup_drill").create_parser("manage.py", "backup_drill")

    with pytest.raises(CommandError):
        parser.parse_args(words)


def test_a_drill_goes_by_itself_in_both_recipes():
    assert "backup_drill --fresh" in OURS["drill"]["command"]
    assert "backup_drill --fresh" in (OPS / "systemd/reclaim-drill.service").read_text()
    assert "reclaim-drill.timer" in (OPS / "systemd/reclaim.target").read_text()
