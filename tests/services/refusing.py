"""A database that refuses a row, as a poisoned one would be refused: for tests of what goes on."""

from django.db import connection

from tests.owner import as_owner

REFUSE = """
    CREATE OR REPLACE FUNCTION tests_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_ARGV[0] IN ('', to_jsonb(NEW) ->> TG_ARGV[1]) THEN
            RAISE EXCEPTION 'words that may quote what is sealed' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER tests_refuse BEFORE INSERT ON {table}
        FOR EACH ROW EXECUTE FUNCTION tests_refuse('{value}', '{column}')
"""


def refuse_drafts(request_id: object = "") -> None:
    """Let no draft be made from now on, or none of this request."""
    _refuse("complaints_complaintdraft", "request_id", request_id)


def refuse_steps(clock_id: object) -> None:
    """Let no step of this clock be entered from now on."""
    _refuse("deadlines_step", "clock_id", clock_id)


def allow(table: str = "complaints_complaintdraft") -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER tests_refuse ON {table}")


def _refuse(table: str, column: str, value: object) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(REFUSE.format(table=table, column=column, value=value))
