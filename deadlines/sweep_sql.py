"""The sweep's statements. What they must agree with, clock by clock, is deadlines.rules.ladder.

`interval '1 second'` and never `'1 day'`: a day of SQL is 23 or 25 hours twice a year. Keys are
md5 of a random salt and what they are for: the database's own asks the system for each.
"""

# A waiting lock or a wild plan gives up, and the next round tries again.
LIMITS = """
    SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s';
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
        SELECT md5(concat(%(salt)s, due.id))::uuid, due.case_id, due.request_id, 'draft', 'ladder', '{}', due.id,
               statute.code, statute.citation, due.starts_at, due.due_at, due.hours, due.basis,
               due.claimed, 0, person.id, %(now)s, FALSE, ''
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
        SELECT md5(concat(%(salt)s, 'task', id))::uuid, case_id, 'review_draft', '', id, assigned_to_id, %(now)s
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

# All that is due goes in at once, oldest first: told, or skipped with the reason; never twice. A
# draft that is held puts off its own step and no other. Each step stands in its case's chain.
ENTERING = """
    WITH climbing AS MATERIALIZED (
        SELECT clock.id, clock.case_id, clock.request_id, clock.due_at, clock.ladder_id,
               held.again_at, held.code,
               ARRAY(SELECT step.rung FROM deadlines_step AS step
                     WHERE step.clock_id = clock.id) AS climbed
        FROM deadlines_clock AS clock
        LEFT JOIN unnest(%(held)s::uuid[], %(again_at)s::timestamptz[], %(codes)s::text[])
               AS held (id, again_at, code) ON held.id = clock.id
        WHERE clock.id = ANY(%(claimed)s::uuid[])
    ), ladder AS MATERIALIZED (
        SELECT climbing.id, climbing.request_id, climbing.due_at, moment.step_at, rung.key,
               rung.tells, rung.seconds_from_due, rung.drafts_complaint, rung.unless_reviewed,
               climbing.again_at, rung.key = ANY(climbing.climbed) AS is_climbed,
               moment.step_at <= %(now)s
                   AND NOT (rung.drafts_complaint AND climbing.code IS NOT NULL) AS reached
        FROM climbing
        JOIN deadlines_rung AS rung ON rung.ladder_id = climbing.ladder_id
        CROSS JOIN LATERAL (
            SELECT climbing.due_at + rung.seconds_from_due * interval '1 second'
        ) AS moment (step_at)
    ), judged AS (
        SELECT *, max(seconds_from_due) FILTER (WHERE NOT answered)
                      OVER (PARTITION BY id) AS latest
        FROM (
            SELECT *, unless_reviewed AND COALESCE((
                       SELECT draft.status <> 'draft' AND (
                           draft.superseded_at IS NULL OR draft.superseded_at >= ladder.due_at)
                       FROM complaints_complaintdraft AS draft
                       WHERE draft.request_id = ladder.request_id), FALSE) AS answered
            FROM ladder WHERE reached
        ) AS reached
    ), owed AS MATERIALIZED (
        SELECT nextval('deadlines_step_id_seq') AS step_id, due.*,
               CASE due.reason WHEN '' THEN 'sent' ELSE 'skipped' END AS state
        FROM (
            SELECT id, request_id, key, tells, step_at,
                   CASE WHEN answered THEN 'reviewed'
                        WHEN drafts_complaint OR seconds_from_due = latest THEN ''
                        ELSE 'overtaken' END AS reason
            FROM judged
            WHERE NOT is_climbed
            ORDER BY step_at, id
        ) AS due
    ), entered AS (
        INSERT INTO deadlines_step (id, clock_id, rung, due_at, state, reason, done_at)
        SELECT step_id, id, key, step_at, state, reason, %(now)s FROM owed
    ), woken AS (  -- NULL once the ladder is climbed
        UPDATE deadlines_clock AS clock
        SET wakes_at = next.at,
            attempts = CASE WHEN climbing.code IS NULL THEN 0 ELSE clock.attempts + 1 END,
            last_error = COALESCE(climbing.code, '')
        FROM climbing
        LEFT JOIN (
            SELECT id, min(CASE WHEN drafts_complaint THEN greatest(step_at, again_at)
                                ELSE step_at END) AS at
            FROM ladder
            WHERE NOT reached AND NOT is_climbed
            GROUP BY id
        ) AS next ON next.id = climbing.id
        WHERE clock.id = climbing.id
    ), telling AS MATERIALIZED (
        SELECT owed.step_id, climbing.case_id, owed.tells
        FROM owed JOIN climbing USING (id)
        WHERE owed.state = 'sent'
    ), covering AS MATERIALIZED (  -- whoever covers is told in place of whom they cover for
        SELECT telling.step_id, taker.id AS person_id, cover.giver_id
        FROM telling
        JOIN cases_cover AS cover
          ON cover.case_id = telling.case_id AND 'advocate' = ANY(telling.tells)
         AND cover.accepted_at IS NOT NULL AND cover.ended_at IS NULL
         AND cover.starts_at <= %(now)s AND cover.ends_at > %(now)s
        JOIN accounts_user AS taker
          ON taker.id = cover.taker_id AND taker.is_active
         AND taker.role IN ('advocate', 'supervisor')
    ), of_the_case AS MATERIALIZED (
        SELECT telling.step_id, person.id AS person_id
        FROM telling
        JOIN cases_assignment AS assignment
          ON assignment.case_id = telling.case_id AND assignment.ended_at IS NULL
         AND assignment.kind = ANY(telling.tells)
         AND (assignment.kind <> 'attorney' OR EXISTS (  -- as Case.objects.visible_to has it
             SELECT FROM cases_release AS release
             WHERE release.case_id = telling.case_id AND release.recipient_kind = 'attorney'
               AND release.recipient_ref = assignment.user_id::text
               AND release.purpose = 'legal_review'
               AND release.information @> %(sight)s::varchar[]
               AND release.revoked_at IS NULL AND release.expires_at > %(now)s))
        JOIN accounts_user AS person
          ON person.id = assignment.user_id AND person.is_active AND person.role <> 'administrator'
        LEFT JOIN covering
          ON covering.step_id = telling.step_id AND covering.giver_id = assignment.user_id
         AND assignment.kind = 'advocate'
        WHERE covering.step_id IS NULL
        UNION
        SELECT step_id, person_id FROM covering
    ), told AS (
        INSERT INTO deadlines_reminder (id, step_id, recipient_id, made_at)
        SELECT md5(concat(%(salt)s, step_id, person_id))::uuid, step_id, person_id, %(now)s
        FROM (
            SELECT step_id, person_id FROM of_the_case
            UNION
            SELECT telling.step_id, person.id
            FROM telling
            LEFT JOIN (SELECT DISTINCT step_id FROM of_the_case) AS somebody USING (step_id)
            JOIN accounts_user AS person ON person.is_active AND person.role = 'supervisor'
            WHERE 'supervisor' = ANY(telling.tells) OR somebody.step_id IS NULL
        ) AS people
        RETURNING step_id
    ), done AS MATERIALIZED (
        SELECT owed.*, request.case_id, COALESCE(told.many, 0) AS told,
               matter.code || '-R' || request.number
                   || CASE WHEN request.version > 1 THEN '.' || request.version ELSE '' END AS code
        FROM owed
        JOIN removal_removalrequest AS request ON request.id = owed.request_id
        JOIN cases_case AS matter ON matter.id = request.case_id
        LEFT JOIN (SELECT step_id, count(*) AS many FROM told GROUP BY step_id) AS told
               USING (step_id)
    ), chained AS (
        INSERT INTO audit_door (actor, actor_role, action, chains, subject_types, subject_ids,
                                facts)
        SELECT '', '', 'deadlines.took_step', array_agg(case_id::text ORDER BY step_id),
               array_agg('deadlines.step'::text), array_agg(step_id::text ORDER BY step_id),
               array_agg(concat(
                   '{"due_at":"',
                   to_char(step_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   '","request":', to_json(code), ',"rung":', to_json(key),
                   ',"state":"', state, '","step":',
                   to_json(COALESCE(%(rungs)s::jsonb ->> key, replace(key, '-', ' '))),
                   ',"told":', told, ',"what":', to_json(%(steps)s::jsonb ->> (state || reason)),
                   '}') ORDER BY step_id)
        FROM done
        HAVING count(*) > 0
    )
"""

COUNTED = """
    SELECT count(*) FILTER (WHERE state = 'sent'), count(*) FILTER (WHERE state = 'skipped'),
           COALESCE(sum(told), 0), count(*) FILTER (WHERE state = 'sent' AND told = 0)
    FROM done
"""

ONE_BY_ONE = """
    SELECT id, code, key, step_at, state, reason, told FROM done ORDER BY step_id
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
