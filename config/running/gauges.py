"""What the tables and the queue hold now: counts, ages, and nothing that names a case."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
from celery import current_app
from django.db import connection
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from config.embedded import broker
from deadlines.services.health import deadlines_health

QUEUE = "celery"
UP = "reclaim_database_up"
PATIENCE = 1.0  # seconds for a broker of its own

# One walk along indexes each, none longer than what it counts.
ASKED = {
    "reclaim_clocks_overdue": (
        "Running clocks whose time is up",
        "SELECT count(*) FROM deadlines_clock"
        " WHERE closed_at IS NULL AND due_at <= statement_timestamp()",
    ),
    "reclaim_clocks_oldest_overdue_seconds": (
        "Seconds since the oldest running clock's time was up, 0 when none is",
        "SELECT greatest(0, extract(epoch FROM statement_timestamp() - min(due_at)))"
        " FROM deadlines_clock WHERE closed_at IS NULL",
    ),
    "reclaim_clocks_next_due_seconds": (
        "Seconds until the next running clock's time is up, absent when none runs",
        "SELECT extract(epoch FROM min(due_at) - statement_timestamp()) FROM deadlines_clock"
        " WHERE closed_at IS NULL AND due_at > statement_timestamp()",
    ),
    "reclaim_mail_oldest_owed_seconds": (
        "Seconds that the oldest owed letter is past its next try",
        "SELECT greatest(0, extract(epoch FROM statement_timestamp() - min(next_try_at)))"
        " FROM deadlines_reminder WHERE mail_state = 'owed'",
    ),
    "reclaim_alarms_open": (
        "Alarms that are not over",
        "SELECT count(*) FROM deadlines_alarm WHERE ended_at IS NULL",
    ),
    "reclaim_exports_waiting": (
        "Lists that somebody asked for and that are not made",
        "SELECT count(*) FROM reports_export WHERE state IN ('waiting', 'making')",
    ),
    "reclaim_database_connections": (
        "Connections to this database",
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()",
    ),
}
ROUNDS = """
    SELECT name, extract(epoch FROM statement_timestamp() - at), (found->>'took')::float
    FROM deadlines_heartbeat ORDER BY name
"""


class Tables:
    """Ask the tables each time, so that every process on every host says the same."""

    def collect(self) -> Iterator[Metric]:
        yield gauge(UP, "1 while the database answers", 1)
        yield from _health()
        yield from _rounds()
        yield from _counts()
        length = queue_length()
        if length is not None:
            yield gauge("reclaim_queue_length", "Messages that wait in the broker", length)


class Asked(Collector):
    """What was asked already, in the form that the library prints."""

    def __init__(self, found: list[Metric]) -> None:
        self.found = found

    def collect(self) -> list[Metric]:
        return self.found


def gauge(name: str, means: str, value: float) -> Metric:
    return GaugeMetricFamily(name, means, value=float(value))


def _health() -> Iterator[Metric]:
    found = deadlines_health()
    yield gauge("reclaim_deadlines_ok", "1 while deadlines are kept", found.ok)
    for name, value in found._asdict().items():
        if isinstance(value, int) and name != "seconds_since_sweep":
            yield gauge(f"reclaim_{name}", f"`{name}` of /healthz/deadlines", value)


def _rounds() -> Iterator[Metric]:
    age = GaugeMetricFamily(
        "reclaim_round_age_seconds", "Seconds since a round last went by", labels=["round"]
    )
    took = GaugeMetricFamily(
        "reclaim_round_seconds", "Seconds that its last transaction took", labels=["round"]
    )
    for name, seconds, lasted in _rows(ROUNDS):
        age.add_metric([str(name)], float(seconds))
        if lasted is not None:
            took.add_metric([str(name)], float(lasted))
    yield from (age, took)


def _counts() -> Iterator[Metric]:
    for name, (means, sql) in ASKED.items():
        ((value,),) = _rows(sql)
        if value is not None:
            yield gauge(name, means, float(value))


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def queue_length() -> int | None:
    """Give how many messages wait, or None where the broker does not say so within a second."""
    try:
        if broker.is_postgres(os.environ) and "CELERY_BROKER_URL" not in os.environ:
            return _in_postgres()
        return _in_broker()
    except Exception:
        return None


def _in_postgres() -> int | None:
    """Ask as the queue's own login: the tables' have no way into its schema."""
    url = os.environ.get("CELERY_BROKER_URL", "pgmq://")
    at = broker.conn_string(url, os.environ)
    with psycopg.connect(at, connect_timeout=2) as queue:
        there = queue.execute("SELECT to_regclass('pgmq.q_' || %s)::text", [QUEUE]).fetchone()
        if there == (None,):
            return 0
        said = queue.execute("SELECT queue_length FROM pgmq.metrics(%s)", [QUEUE]).fetchone()
    return int(said[0] or 0) if said else 0


def _in_broker() -> int:
    line = current_app.connection_for_read(connect_timeout=PATIENCE)
    with line as there, there.channel() as channel:
        return int(channel.queue_declare(QUEUE, passive=True).message_count)
