"""The sweep's statements. What they must agree with, clock by clock, is deadlines.rules.ladder.

`interval '1 second'` and never `'1 day'`: a day of SQL is 23 or 25 hours twice a year. Keys are
the moment, so that those of a batch stand together in their index, and then md5 of a random salt
and what they are for: the database's own asks the system for each.
"""

from deadlines.entering_sql import COUNTED, ENTERING, ONE_BY_ONE

# A waiting lock or a wild plan gives up, and the next round tries again.
LIMITS = """
    SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s';
    SET LOCAL idle_in_transaction_session_timeout = '60s';  -- of a host that is gone with its locks
    SET LOCAL work_mem = '64MB'; SET LOCAL jit = off
"""

NOW = "SELECT clock_timestamp()"  # now() would stand still at the start of the transaction

# The request is locked with its clock, so that an outcome and a step come one after the other;
# whatever a person holds at this moment is left to the next batch. The ids go back as the array
# that they are, so that nobody takes a thousand of them apart.
CLAIM = """
    WITH waking AS MATERIALIZED (
        SELECT clock.id, clock.ladder_id, clock.due_at
        FROM (
            SELECT id, request_id, ladder_id, due_at
            FROM deadlines_clock
            WHERE wakes_at <= %(now)s
            ORDER BY wakes_at, id
            LIMIT %(limit)s
            FOR NO KEY UPDATE SKIP LOCKED
        ) AS clock
        JOIN removal_removalrequest AS request ON request.id = clock.request_id
        FOR NO KEY UPDATE OF request SKIP LOCKED
    ), drafting AS (
        SELECT ladder_id, min(seconds_from_due) AS seconds
        FROM deadlines_rung WHERE drafts_complaint GROUP BY ladder_id
    )
    SELECT count(*), array_agg(id)::text,
           array_agg(id) FILTER (
               WHERE due_at + drafting.seconds * interval '1 second' <= %(now)s)::text
    FROM waking LEFT JOIN drafting USING (ladder_id)
"""

# The draft of each clock whose step drafts is due: the row and the task to review it, and one a
# request version whoever asks. What was set aside before its time ended is owed a review again.
# Its text is composed afterwards (complaints.services.texts): no person's words are in here.
DRAFT = """
    WITH due AS MATERIALIZED (
        SELECT DISTINCT ON (clock.request_id) clock.*
        FROM deadlines_clock AS clock
        JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id AND rung.drafts_complaint
        WHERE clock.id = ANY(%(drafting)s::uuid[]) AND clock.id <> ALL(%(held)s::uuid[])
          AND clock.due_at + rung.seconds_from_due * interval '1 second' <= %(now)s
          AND NOT EXISTS (
              SELECT FROM deadlines_step AS step
              WHERE step.clock_id = clock.id AND step.rung = rung.key)
        ORDER BY clock.request_id, clock.due_at, clock.id
    ), made AS (
        INSERT INTO complaints_complaintdraft
               (id, case_id, request_id, status, made_because, grounds, clock_id, statute, citation,
                received_at, due_at, hours, basis, claimed, revision_number, assigned_to_id,
                made_at, holds_release, filing_number)
        SELECT (%(moment)s || substr(md5(concat(%(salt)s, due.id)), 13))::uuid, due.case_id,
               due.request_id, 'draft', 'ladder', '{}', due.id, statute.code, statute.citation,
               due.starts_at, due.due_at, due.hours, due.basis, due.claimed, 0, person.id,
               %(now)s, FALSE, ''
        FROM due
        JOIN deadlines_statute AS statute ON statute.id = due.statute_id
        LEFT JOIN cases_assignment AS assignment
          ON assignment.case_id = due.case_id AND assignment.kind = 'advocate'
         AND assignment.ended_at IS NULL
        LEFT JOIN accounts_user AS person
          ON person.id = assignment.user_id AND person.is_active AND person.role <> 'administrator'
        ORDER BY due.due_at, due.id
        ON CONFLICT (request_id) DO NOTHING
        RETURNING id, case_id, assigned_to_id
    ), owed AS (
        INSERT INTO cases_task (id, case_id, kind, text, subject_id, assigned_to_id, created_at)
        SELECT (%(moment)s || substr(md5(concat(%(salt)s, 'task', id)), 13))::uuid, case_id,
               'review_draft', '', id, assigned_to_id, %(now)s
        FROM (
            SELECT id, case_id, assigned_to_id FROM made
            UNION ALL
            SELECT draft.id, draft.case_id, draft.assigned_to_id
            FROM due
            JOIN complaints_complaintdraft AS draft
              ON draft.request_id = due.request_id AND draft.superseded_at < due.due_at
        ) AS unreviewed
        ON CONFLICT DO NOTHING
    )
    SELECT count(*) FROM made
"""

# A clock that nothing can be entered for is put off whole, and said; the others go on.
PUT_OFF = """
    UPDATE deadlines_clock
    SET wakes_at = %(again_at)s, attempts = attempts + 1, last_error = %(code)s
    WHERE id = %(clock_id)s
"""

ATTEMPTS = "SELECT attempts FROM deadlines_clock WHERE id = %(clock_id)s"

# In the order in which a batch runs them; a fault harness breaks before and after each.
STATEMENTS = {
    "limits": LIMITS,
    "now": NOW,
    "claim": CLAIM,
    "draft": DRAFT,
    "enter": ENTERING + COUNTED,
    "enter_one_by_one": ENTERING + ONE_BY_ONE,
    "attempts": ATTEMPTS,
    "put_off": PUT_OFF,
}
