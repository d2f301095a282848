"""The database's own clock, for what runs by itself."""

from datetime import datetime

from django.db import connection


def database_time() -> datetime:
    """Give the moment by the database's clock; a worker's own may be wrong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")  # now() stands still in a transaction
        (at,) = cursor.fetchone() or (None,)
    assert isinstance(at, datetime)  # noqa: S101  for the type checker
    return at
