"""One clock for the worker and the database, which a test sets: moments are lived, not told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

from tests.owner import as_owner

# What stands before pg_catalog in the path answers for it, to triggers and functions as well.
SHADOWED = ("clock_timestamp", "statement_timestamp", "transaction_timestamp", "now")
ANSWER = "RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM lived.clock'"
# What looks as the tables' owner has a path of its own, and shall live by the same clock.
OWNERS_WAY = """
    DO $$
    DECLARE one regprocedure;
    BEGIN
        FOR one IN SELECT oid::regprocedure FROM pg_proc
                    WHERE prosecdef AND pronamespace = 'public'::regnamespace
        LOOP
            EXECUTE format('ALTER FUNCTION %s SET search_path = {}', one);
        END LOOP;
    END $$
"""
PATH = "SET search_path = lived, pg_catalog, public"


@contextmanager
def lived(time_machine: Any) -> Iterator[Callable[[datetime], None]]:
    """Give what moves both clocks; threads that connect meanwhile read the same one."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA lived; CREATE TABLE lived.clock (at timestamptz NOT NULL)")
        cursor.execute("INSERT INTO lived.clock SELECT clock_timestamp()")
        for name in SHADOWED:
            cursor.execute(f"CREATE FUNCTION lived.{name}() {ANSWER}")
        cursor.execute("GRANT USAGE ON SCHEMA lived TO PUBLIC; GRANT ALL ON lived.clock TO PUBLIC")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lived TO PUBLIC")
        cursor.execute(OWNERS_WAY.format("lived, pg_catalog, public, pg_temp"))
        cursor.execute(PATH)

    def follow(connection: Any, **_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(PATH)

    def at(moment: datetime) -> None:
        time_machine.move_to(moment, tick=False)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE lived.clock SET at = %s", [moment])

    connection_created.connect(follow)
    try:
        yield at
    finally:
        connection_created.disconnect(follow)
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(OWNERS_WAY.format("public, pg_temp"))
            cursor.execute("RESET search_path; DROP SCHEMA IF EXISTS lived CASCADE")
