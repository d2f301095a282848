"""What one installation keeps: its lock, its keys, its sockets, its settings for the broker."""

import base64
import json
import stat
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from pgmq.base import PGMQConfig
from psycopg.conninfo import conninfo_to_dict

from config.beat import BEAT
from config.embedded import broker, postgres, roles, secrets
from config.embedded.serving import Serving
from config.embedded.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_keys_in_the_environment(monkeypatch):
    for name in secrets.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_keys_are_made_once_and_only_their_owner_may_read_them(tmp_path):
    made = secrets.load_or_make(tmp_path)

    assert secrets.load_or_make(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert len(base64.b64decode(made["RECLAIM_INDEX_KEY"])) == 32
    assert len(base64.b64decode(made["RECLAIM_AGENCY_KEYS"].partition(":")[2])) == 32


def test_keys_of_the_environment_come_first(tmp_path, monkeypatch):
    monkeypatch.setenv("RECLAIM_INDEX_KEY", "given")

    assert secrets.load_or_make(tmp_path)["RECLAIM_INDEX_KEY"] == "given"


def test_lost_keys_are_never_replaced_beside_a_database(tmp_path):
    secrets.load_or_make(tmp_path)
    (tmp_path / "pgdata").mkdir()
    (tmp_path / "keys.json").unlink()

    with pytest.raises(Trouble, match="missing while its database is still there"):
        secrets.load_or_make(tmp_path)

    assert not (tmp_path / "keys.json").exists()


def test_a_race_for_the_first_keys_has_one_winner(tmp_path):
    (tmp_path / "keys.json").write_text(json.dumps({"SECRET_KEY": "theirs"}))

    secrets.make(tmp_path / "keys.json")

    assert json.loads((tmp_path / "keys.json").read_text()) == {"SECRET_KEY": "theirs"}


def test_the_socket_of_a_deep_home_still_fits_the_kernels_limit(tmp_path):
    deep = tmp_path / ("x" * 60) / ("y" * 60)

    sockets = postgres.Cluster.of(deep).sockets

    assert len(str(sockets / postgres.SOCKET)) <= postgres.LONGEST
    assert sockets != postgres.Cluster.of(tmp_path / "other").sockets


def test_a_socket_folder_that_others_may_enter_is_not_trusted(tmp_path):
    (tmp_path / "sockets").mkdir()
    (tmp_path / "sockets").chmod(0o777)

    with pytest.raises(Trouble, match="not a private folder"):
        postgres.own_folder(tmp_path / "sockets", None)


def test_the_embedded_database_listens_on_no_network_and_its_owner_is_no_superuser(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses'), rolsuper FROM pg_roles"
                       " WHERE rolname = current_user")  # fmt: skip
        assert cursor.fetchone() == ("", False)


def test_nobody_enters_the_embedded_database_under_another_name():
    at = postgres.connection("")
    with pytest.raises(psycopg.OperationalError, match=r"Peer authentication failed|not exist"):
        psycopg.connect(host=at["HOST"], user="somebody", dbname=at["NAME"])


def test_messages_travel_through_the_embedded_postgres_by_default():
    chosen = broker.celery_settings({})

    options = chosen["broker_transport_options"]
    named = conninfo_to_dict(options["conn_string"])
    assert (named["host"], named["user"]) == (postgres.connection("")["HOST"], roles.QUEUE)
    assert options["init_extension"] is False
    assert chosen["task_time_limit"] < options["visibility_timeout"]


@pytest.mark.parametrize(
    ("password", "escaped"), [("plain", "plain"), ("a b", "a%20b"), ("it's\\", "it%27s%5C")]
)
def test_a_password_survives_the_brokers_own_pasting(password, escaped):
    url = f"postgres://ada:{escaped}@db.example:6000/house"

    chosen = broker.celery_settings({"DATABASE_URL": url})

    dsn = PGMQConfig(conn_string=chosen["broker_transport_options"]["conn_string"]).dsn
    assert conninfo_to_dict(dsn) == {
        "host": "db.example", "port": "6000", "dbname": "house", "user": "ada",
        "password": password,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "setting", "value"),
    [
        ("amqp://rabbit.example", "task_default_queue_type", "quorum"),
        (
            "redis://valkey.example/0",
            "broker_transport_options",
            {
                "visibility_timeout": 300,
                "socket_connect_timeout": 5,
                "socket_timeout": 30,
                "socket_keepalive": True,
            },
        ),
    ],
)
def test_another_broker_gets_the_settings_it_needs(url, setting, value):
    chosen = broker.celery_settings({"CELERY_BROKER_URL": url, "DATABASE_URL": "postgres:///x"})

    assert chosen["broker_url"] == url
    assert chosen[setting] == value
    assert not broker.is_postgres({"CELERY_BROKER_URL": url})


def test_every_wake_up_is_worthless_after_the_next_one():
    for entry in BEAT.values():
        assert entry["options"]["expires"] <= entry["schedule"]
        assert "args" not in entry


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert text.count("==") <= text.count("--hash=")


def test_the_longer_lock_holds_the_shorter():
    lines = {
        lock: set((ROOT / lock).read_text().splitlines())
        for lock in ("requirements.lock", "requirements-dev.lock")
    }

    pins = {line for line in lines["requirements.lock"] if "==" in line}
    assert pins <= lines["requirements-dev.lock"]


def test_the_house_starts_a_watchdog_beside_the_rounds_that_it_watches(tmp_path, monkeypatch):
    house, started = Serving(tmp_path, 8000, 0, ExitStack()), {}
    monkeypatch.setattr(house, "start", lambda name, command: started.update({name: command}))

    house.start_rounds()

    assert list(started) == ["worker", "beat", "watch"]
    assert {"deadline_watchdog", "--every=60"} <= set(started["watch"])
    assert "celery" not in started["watch"]
