"""Being the tables' owner for a moment, as whoever holds the database itself can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.pq import TransactionStatus as Status


@contextmanager
def as_owner() -> Iterator[None]:
    """Do what no role of the house may: lift a guard, change a table, empty it."""
    connection.ensure_connection()
    (role,) = connection.connection.execute("SHOW role").fetchone()
    connection.connection.execute("RESET ROLE")
    try:
        yield
    finally:
        held = connection.connection
        # What failed is rolled back, and the role with it.
        if held and not held.closed and held.info.transaction_status != Status.INERROR:
            held.execute(f"SET ROLE {role}")
