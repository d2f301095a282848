"""What ops/ says of this house is so: its variables, its commands, its limits, and who may what."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml
from celery.bin.celery import celery
from django.conf import settings
from django.core.management import get_commands, load_command_class
from gunicorn.config import Config

from tests.house.source import ROOT

OPS = ROOT / "ops"
UNITS = sorted((OPS / "systemd").iterdir())
COMPOSE = yaml.safe_load((OPS / "compose.yaml").read_text())
VALKEY = yaml.safe_load((OPS / "compose.valkey.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one.get("image") == "reclaim"}
VARIABLE = re.compile(r"\b(RECLAIM_[A-Z_]+[A-Z]|DATABASE_URL|CELERY_BROKER_URL|EMAIL_URL)\b")
READ = {
    name
    for folder in ("config", "sealing", "audit", "accounts", "complaints")
    for path in (ROOT / folder).rglob("*.py")
    for name in VARIABLE.findall(path.read_text())
}
# Letters of any kind leave by these: a worker does whatever beat wakes.
MAILS = re.compile(r"\bworker\b|manage\.py (relay|send_letters|deadline_watchdog)\b")
# In a process of its own: it speaks to whoever starts it, through the environment and a folder.
SAY = """
import json, config.running.web as web
print(json.dumps({name: to for name, to in vars(web).items() if isinstance(to, int | str | None)}))
"""
COUNT = """
import os
import config.running.web
from config.running import counters
for _ in range(2):
    if os.fork() == 0:
        counters.count(route="r", method="GET", status=200, seconds=0.1)
        os._exit(0)
    os.wait()
print([one.value for family in counters.registry().collect() for one in family.samples
       if one.name == "reclaim_requests_total"])
"""
# Read by the files of ops/ themselves.
OF_THE_FILES = {
    "RECLAIM_HOST": "Caddyfile",
    "RECLAIM_WEBS": "Caddyfile",
    "RECLAIM_DATABASE_PASSWORD": "postgres/role.sh",
    "RECLAIM_BROKER_PASSWORD": "compose.yaml",
    "RECLAIM_OWNER_PASSWORD": "postgres/role.sh",
    "RECLAIM_WORK_PASSWORD": "postgres/role.sh",
}


def said_by(words, home):
    """Run this in a process of its own and give what it prints."""
    unsaid = {key: to for key, to in os.environ.items() if "METRICS" not in key}
    unsaid.pop("PROMETHEUS_MULTIPROC_DIR", None)
    return subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=unsaid | {"RECLAIM_HOME": str(home)},
        check=True, capture_output=True, text=True, timeout=120,
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    """Give what the web server of production is set to."""
    return json.loads(said_by(SAY, tmp_path_factory.mktemp("web")))


def test_the_processes_of_a_web_server_count_together(tmp_path):
    assert said_by(COUNT, tmp_path).strip() == "[2.0]"


def test_the_package_that_valkey_needs_is_the_one_that_was_tried():
    named = (OPS / "valkey.lock").read_text()

    version, digest = re.fullmatch(r"(redis==\S+) \\\n\s+(--hash=\S+)\n", named).groups()
    tried = (ROOT / "requirements-dev.lock").read_text().partition(f"{version} \\\n")[2]
    assert digest in tried.partition("==")[0]


def texts():
    return [path for path in OPS.rglob("*") if path.is_file() and path.suffix != ".lock"]


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_every_variable_that_is_named_is_read_somewhere(path):
    named = set(VARIABLE.findall(path.read_text()))

    assert named - READ - set(OF_THE_FILES) == set()


def test_variables_of_the_files_themselves_are_used_there():
    for name, file in OF_THE_FILES.items():
        assert name in (OPS / file).read_text()


def test_the_example_gives_no_secret_away_and_names_what_must_be_set():
    example = (OPS / "reclaim.env.example").read_text()
    given = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, flags=re.MULTILINE))

    assert given["RECLAIM_HTTPS"] == "1"
    assert "SECRET_KEY" not in given
    assert {"DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "RECLAIM_MAIL_DOMAINS"} <= set(given)
    assert all("change-this" in to or "example" in to for name, to in given.items()
               if "PASSWORD" in name or name == "DATABASE_URL")  # fmt: skip


def commands():
    """Give each command line of a program of ours, from units and from services."""
    said = [
        line.partition("=")[2]
        for path in UNITS
        for line in path.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    said += [str(one["command"]) for one in OURS.values() if "command" in one]
    said += re.findall(r"^CMD \[(.*)\]", (OPS / "Containerfile").read_text(), flags=re.MULTILINE)
    return sorted({
        found.strip()
        for one in said
        for found in re.findall(
            r"(?:manage\.py|gunicorn|celery)\b[^;&>'\n]*", one.replace('", "', " ").strip('"')
        )
    })  # fmt: skip


@pytest.mark.parametrize("line", [one for one in commands() if one.startswith("manage.py")])
def test_every_command_of_ours_exists_and_takes_what_it_is_given(line):
    _, name, *words = shlex.split(line.rstrip('"'))

    command = load_command_class(get_commands()[name], name)
    command.create_parser("manage.py", name).parse_args(words)


@pytest.mark.parametrize("line", [one for one in commands() if one.startswith("celery")])
def test_celery_knows_every_option(line):
    words = shlex.split(line)[1:]
    name = next(word for word in words if word in {"worker", "beat"})
    known = {
        option
        for command in (celery, celery.commands[name])
        for one in command.params
        for option in (*one.opts, *one.secondary_opts)
    }

    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known
    assert "--app=config.celery" in words


def test_gunicorn_is_started_on_settings_that_it_has(web):
    (line,) = {one.strip(' "') for one in commands() if one.startswith("gunicorn")}
    known = Config()

    known.parser().parse_args(shlex.split(line)[1:])
    given = {name for name in web if name in known.settings}

    assert {"bind", "workers", "threads", "graceful_timeout", "keepalive", "backlog"} <= given
    assert web["accesslog"] is None
    assert web["keepalive"] >= 5


def seconds(span):
    return int(re.fullmatch(r"(\d+)s?", str(span))[1])


def test_whoever_is_asked_to_end_is_given_time_for_what_it_does(web):
    task, page = settings.CELERY_TASK_TIME_LIMIT, web["graceful_timeout"]
    units = {path.name: path.read_text() for path in UNITS}

    def patience(name):
        return int(re.search(r"TimeoutStopSec=(\d+)", units[name])[1])

    assert patience("reclaim-worker@.service") > task
    assert patience("reclaim-web.service") > page
    assert all(
        seconds(SERVICES[name]["stop_grace_period"]) > task for name in ("worker1", "worker2")
    )
    assert all(seconds(SERVICES[name]["stop_grace_period"]) > page for name in ("web1", "web2"))


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_container_of_ours_may_nothing_that_it_does_not_need(name):
    one = OURS[name]

    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert int(one["user"].split(":")[0]) > 1000
    assert "ports" not in one
    assert "privileged" not in one


def test_only_the_proxy_is_reached_from_outside_and_most_reach_nothing_outside():
    published = [name for name, one in SERVICES.items() if "ports" in one]
    outward = {name for name, one in SERVICES.items() if "outside" in one.get("networks", ())}

    assert published == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert not {"web1", "web2", "postgres", "broker", "backup", "drill"} & outward
    assert {name for name, one in OURS.items() if MAILS.search(one.get("command", ""))} <= outward


def test_there_are_two_of_whatever_may_be_several_and_everything_it_names_is_there():
    roles = " ".join(SERVICES)

    assert all(f"{role}{n}" in roles for role in ("web", "worker") for n in (1, 2))
    assert {"beat", "watchdog", "postgres", "broker", "proxy", "tables"} <= set(SERVICES)
    assert set(VALKEY["services"]) - {"broker"} <= set(OURS)
    for one in SERVICES.values():
        assert set(one.get("depends_on", ())) <= set(SERVICES)
        for mount in one.get("volumes", ()):
            source = mount.split(":")[0]
            made = source == "./keys" or (OPS / source).exists()
            assert made if "/" in source else source in COMPOSE["volumes"]


def test_the_image_is_built_from_what_is_here_and_runs_as_nobody_special():
    said = (OPS / "Containerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", said, flags=re.MULTILINE)

    assert all((ROOT / one).exists() for line in copied for one in line.split())
    assert re.findall(r"^USER (.+)$", said, flags=re.MULTILINE)[-1] == "10001:10001"
    assert "--require-hashes" in said
    assert "ops/healthy.py" in said
    assert (OPS / "healthy.py").exists()
    assert "ADD " not in said


@pytest.mark.parametrize("path", [one for one in UNITS if one.suffix == ".service"],
                         ids=lambda path: path.name)  # fmt: skip
def test_a_unit_runs_as_its_own_user_behind_the_same_walls(path):
    said = path.read_text()

    assert "User=reclaim\n" in said
    assert all(f"{wall}\n" in said for wall in (
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
        "CapabilityBoundingSet=", "SystemCallFilter=@system-service",
    ))  # fmt: skip
    file = "seal.env" if path.name == "reclaim-seal.service" else "reclaim.env"
    assert f"EnvironmentFile=/etc/reclaim/{file}\n" in said


def test_every_timer_has_its_service_and_the_target_wants_what_exists():
    names = {path.name for path in UNITS}
    wanted = re.findall(r"reclaim-\S+", (OPS / "systemd/reclaim.target").read_text())

    assert {
        name.replace(".timer", ".service") for name in names if name.endswith(".timer")
    } <= names
    assert {re.sub(r"@\d", "@", one) for one in wanted} <= names


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_reads_every_unit():
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, UNITS)],
        check=False, capture_output=True, text=True, timeout=60,
    ).stderr  # fmt: skip
    found = [line for line in said.splitlines() if "reclaim" in line]

    assert [line for line in found if "is not executable" not in line] == []


@pytest.mark.skipif(not shutil.which("caddy"), reason="no Caddy here")
def test_caddy_reads_its_file(monkeypatch, tmp_path):
    for name, to in (("RECLAIM_HOST", "desk.agency.example"), ("RECLAIM_WEBS", "a:1 b:1"),
                     ("HOME", str(tmp_path)), ("XDG_DATA_HOME", str(tmp_path))):  # fmt: skip
        monkeypatch.setenv(name, to)
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(OPS / "Caddyfile")]

    said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)

    assert said.returncode == 0, said.stderr
