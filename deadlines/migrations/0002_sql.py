from django.db import migrations

# What is owed and what was done, one row a rung of a clock (docs/reference/deadline-ledger.md).
# A clock that has ended owes nothing more, so only what was entered remains of it.
LEDGER = """
CREATE VIEW deadline_ledger (request_id, clock_id, rung, due_at, done_at, state) AS
SELECT clock.request_id, clock.id, rung.key::text, moment.due_at, step.done_at,
       CASE WHEN step.id IS NOT NULL THEN step.state::text
            WHEN moment.due_at <= clock_timestamp() THEN 'owed'
            ELSE 'planned' END
FROM deadlines_clock AS clock
JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id
LEFT JOIN deadlines_step AS step ON step.clock_id = clock.id AND step.rung = rung.key
CROSS JOIN LATERAL (
    SELECT COALESCE(step.due_at, clock.due_at + rung.seconds_from_due * interval '1 second')
) AS moment (due_at)
WHERE step.id IS NOT NULL OR clock.closed_at IS NULL;
COMMENT ON VIEW deadline_ledger IS
    'One row a rung of a clock: planned, owed, sent or skipped (docs/reference/deadline-ledger.md)';
"""

UNDO_LEDGER = "DROP VIEW deadline_ledger"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunSQL(LEDGER, UNDO_LEDGER)]
