"""Being the tables' owner for a moment, as whoever holds the database itself can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from config.embedded.roles import WEB


@contextmanager
def as_owner() -> Iterator[None]:
    """Do what no role of the house may: lift a guard, change a table, empty it."""
    connection.ensure_connection()
    connection.connection.execute("RESET ROLE")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            connection.connection.execute(f"SET ROLE {WEB.name}")
