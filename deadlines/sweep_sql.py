"""The sweep's statements. What they must agree with, clock by clock, is deadlines.rules.ladder.

`interval '1 second'` and never `'1 day'`: a day of SQL is 23 or 25 hours twice a year.
"""

# A waiting lock or a wild plan gives up, and the next round tries again.
LIMITS = "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '30s'"

NOW = "SELECT clock_timestamp()"  # now() would stand still at the start of the transaction

# The request is locked with its clock, so that an outcome and a step come one after the other;
# the case as a new row's reference would lock it, so that nothing in here waits for a person.
CLAIM = """
    SELECT clock.id
    FROM deadlines_clock AS clock
    JOIN removal_removalrequest AS request ON request.id = clock.request_id
    JOIN cases_case AS matter ON matter.id = clock.case_id
    WHERE clock.wakes_at <= %(now)s
    ORDER BY clock.wakes_at, clock.id
    LIMIT %(limit)s
    FOR NO KEY UPDATE OF clock, request SKIP LOCKED
    FOR KEY SHARE OF matter SKIP LOCKED
"""

DRAFTS_DUE = """
    SELECT clock.id
    FROM deadlines_clock AS clock
    JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id AND rung.drafts_complaint
    WHERE clock.id = ANY(%(claimed)s::uuid[])
      AND clock.due_at + rung.seconds_from_due * interval '1 second' <= %(now)s
      AND NOT EXISTS (
          SELECT FROM deadlines_step AS step
          WHERE step.clock_id = clock.id AND step.rung = rung.key)
    GROUP BY clock.id
    ORDER BY clock.due_at, clock.id
"""

# All that is due goes in at once, oldest first: told, or skipped with the reason; never twice.
ENTER = """
    WITH ladder AS (
        SELECT clock.id AS clock_id, clock.case_id, clock.request_id,
               rung.key, rung.tells, rung.drafts_complaint, rung.seconds_from_due,
               clock.due_at + rung.seconds_from_due * interval '1 second' AS due_at,
               rung.unless_reviewed AND COALESCE(
                   draft.status <> 'draft'
                   AND (draft.superseded_at IS NULL OR draft.superseded_at >= clock.due_at),
                   FALSE) AS answered,
               rung.drafts_complaint AND clock.id = ANY(%(held)s::uuid[]) AS held
        FROM deadlines_clock AS clock
        JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id
        LEFT JOIN complaints_complaintdraft AS draft ON draft.request_id = clock.request_id
        WHERE clock.id = ANY(%(claimed)s::uuid[])
    ), reached AS (
        SELECT *, max(seconds_from_due) FILTER (WHERE NOT answered)
                      OVER (PARTITION BY clock_id) AS latest
        FROM ladder
        WHERE due_at <= %(now)s AND NOT held
    ), owed AS (
        SELECT *, CASE WHEN answered THEN 'reviewed'
                       WHEN drafts_complaint OR seconds_from_due = latest THEN ''
                       ELSE 'overtaken' END AS reason
        FROM reached
        WHERE NOT EXISTS (
            SELECT FROM deadlines_step AS step
            WHERE step.clock_id = reached.clock_id AND step.rung = reached.key)
    ), entered AS (
        INSERT INTO deadlines_step (clock_id, rung, due_at, state, reason, done_at)
        SELECT clock_id, key, due_at,
               CASE reason WHEN '' THEN 'sent' ELSE 'skipped' END, reason, %(now)s
        FROM owed
        ORDER BY due_at, clock_id
        ON CONFLICT DO NOTHING
        RETURNING id, clock_id, rung, due_at, state, reason
    ), telling AS (
        SELECT entered.id AS step_id, owed.case_id, owed.tells
        FROM entered
        JOIN owed ON owed.clock_id = entered.clock_id AND owed.key = entered.rung
        WHERE entered.state = 'sent'
    ), of_the_case AS (
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
    ), told AS (
        INSERT INTO deadlines_reminder (step_id, recipient_id, made_at)
        SELECT step_id, person_id, %(now)s FROM of_the_case
        UNION
        SELECT telling.step_id, person.id, %(now)s
        FROM telling
        JOIN accounts_user AS person ON person.is_active AND person.role = 'supervisor'
        WHERE 'supervisor' = ANY(telling.tells)
           OR NOT EXISTS (SELECT FROM of_the_case WHERE of_the_case.step_id = telling.step_id)
        ON CONFLICT DO NOTHING
        RETURNING step_id
    )
    SELECT entered.id, entered.clock_id, owed.case_id, owed.request_id, matter.code,
           request.number, request.version, entered.rung, entered.due_at, entered.state,
           entered.reason,
           (SELECT count(*) FROM told WHERE told.step_id = entered.id) AS told
    FROM entered
    JOIN owed ON owed.clock_id = entered.clock_id AND owed.key = entered.rung
    JOIN removal_removalrequest AS request ON request.id = owed.request_id
    JOIN cases_case AS matter ON matter.id = owed.case_id
    ORDER BY entered.id
"""

# NULL once the ladder is climbed; a draft that failed puts off itself and no other step.
WAKE = """
    WITH held AS (
        SELECT *
        FROM unnest(%(held)s::uuid[], %(again_at)s::timestamptz[], %(codes)s::text[])
             AS held (clock_id, again_at, code)
    ), next AS (
        SELECT clock.id,
               min(CASE WHEN rung.drafts_complaint THEN greatest(step_at, held.again_at)
                        ELSE step_at END) AS wakes_at
        FROM deadlines_clock AS clock
        JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id
        CROSS JOIN LATERAL (
            SELECT clock.due_at + rung.seconds_from_due * interval '1 second' AS step_at) AS moment
        LEFT JOIN held ON held.clock_id = clock.id
        WHERE clock.id = ANY(%(claimed)s::uuid[])
          AND NOT EXISTS (
              SELECT FROM deadlines_step AS step
              WHERE step.clock_id = clock.id AND step.rung = rung.key)
        GROUP BY clock.id
    )
    UPDATE deadlines_clock AS clock
    SET wakes_at = next.wakes_at,
        attempts = CASE WHEN held.code IS NULL THEN 0 ELSE clock.attempts + 1 END,
        last_error = COALESCE(held.code, '')
    FROM unnest(%(claimed)s::uuid[]) AS claimed (id)
    LEFT JOIN next ON next.id = claimed.id
    LEFT JOIN held ON held.clock_id = claimed.id
    WHERE clock.id = claimed.id
"""

BEAT = """
    INSERT INTO deadlines_heartbeat (name, at, found)
    VALUES (%(name)s, clock_timestamp(), %(found)s)
    ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at, found = EXCLUDED.found
"""
