"""When each round last went by, in the round's own transaction and by the database's clock."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from deadlines import sweep_sql as sql

SWEEP = "sweep"
SILENCE = timedelta(minutes=5)  # without a sweep: a person is told, and the gap is kept

# The first sweep after a silence notes it, however the silence came about: a stopped machine
# leaves nobody behind who could. Two that end it at once see the same moment before it.
BEAT = """
    WITH before AS (
        SELECT at FROM deadlines_heartbeat WHERE name = %(name)s
    ), beaten AS (
        INSERT INTO deadlines_heartbeat (name, at, found)
        VALUES (%(name)s, clock_timestamp(), %(found)s)
        ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at, found = EXCLUDED.found
        RETURNING at
    )
    INSERT INTO deadlines_outage (from_at, until_at)
    SELECT before.at, beaten.at
    FROM before CROSS JOIN beaten
    WHERE %(is_sweep)s AND beaten.at - before.at > %(silence)s * interval '1 second'
    ON CONFLICT DO NOTHING
"""


def beat(*, name: str, found: dict[str, Any]) -> None:
    """Note that a round went by now, and what it found; a sweep after a silence notes that too."""
    given: dict[str, str | float | bool] = {
        "name": name,
        "found": json.dumps(found),
        "is_sweep": name == SWEEP,
        "silence": SILENCE.total_seconds(),
    }
    with connection.cursor() as cursor:
        cursor.execute(BEAT, given)


def database_time() -> datetime:
    """Give the moment by the database's clock; a worker's own may be wrong."""
    with connection.cursor() as cursor:
        cursor.execute(sql.NOW)
        (at,) = cursor.fetchone() or (None,)
    assert isinstance(at, datetime)  # noqa: S101  for the type checker
    return at
