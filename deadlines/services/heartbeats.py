"""When each round last went by, in the round's own transaction and by the database's clock."""

import json
from datetime import datetime
from typing import Any

from django.db import connection

from deadlines import sweep_sql as sql


def beat(*, name: str, found: dict[str, Any]) -> None:
    """Note that a round went by now, and what it found."""
    with connection.cursor() as cursor:
        cursor.execute(sql.BEAT, {"name": name, "found": json.dumps(found)})


def database_time() -> datetime:
    """Give the moment by the database's clock; a worker's own may be wrong."""
    with connection.cursor() as cursor:
        cursor.execute(sql.NOW)
        (at,) = cursor.fetchone() or (None,)
    assert isinstance(at, datetime)  # noqa: S101  for the type checker
    return at
