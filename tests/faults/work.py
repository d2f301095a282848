"""Who did what: each step, text and letter that was kept, by the process that did it.

Counted by triggers in the same transaction, so that work which a kill undid is not counted.
"""

from tests.faults.crew import CALLED

COUNTED = """
    CREATE TABLE fault_work (
        by text NOT NULL DEFAULT current_setting('application_name'),
        what text NOT NULL, many bigint NOT NULL
    );
    CREATE FUNCTION fault_count() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO fault_work (what, many)
        SELECT TG_ARGV[0], count(*) FROM fresh
        WHERE TG_ARGV[0] <> 'letters' OR to_jsonb(fresh) ->> 'mail_state' = 'sent'
        HAVING count(*) > 0;
        RETURN NULL;
    END $$;
    CREATE TRIGGER fault_count AFTER INSERT ON deadlines_step
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fault_count('steps');
    CREATE TRIGGER fault_count AFTER INSERT ON complaints_revision
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fault_count('texts');
    CREATE TRIGGER fault_count AFTER UPDATE ON deadlines_reminder
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fault_count('letters');
"""
KEPT = """
    SELECT coalesce(jsonb_object_agg(what, many), '{{}}')
    FROM (SELECT what, sum(many) AS many FROM fault_work {} GROUP BY what) AS work
"""
UNDER_WAY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE xact_start IS NOT NULL AND application_name {}
"""


def begin(rows):
    rows.rows(COUNTED)


def done(rows, pids=None):
    """Give how many steps, texts and letters were kept, by all or by these processes."""
    return rows.asked(KEPT.format(_by("WHERE by", pids)))[0]


def under_way(rows, pids=None):
    """Give how many transactions are open just now, of the crew or of these processes."""
    return rows.asked(UNDER_WAY.format(_by("", pids) or "LIKE 'crew-%'"))[0]


def _by(words, pids):
    if pids is None:
        return ""
    return f"{words} IN ({', '.join(repr(CALLED.format(pid)) for pid in [0, *pids])})"
