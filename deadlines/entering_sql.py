"""The statement that enters what is due: steps, reminders, the next moment, the trail.

All in one, because each part reads what the one before it wrote. What it must agree with, clock
by clock, is deadlines.rules.ladder; keys and intervals are as in deadlines/sweep_sql.py.
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
        SELECT (%(moment)s || substr(md5(concat(%(salt)s, step_id, person_id)), 13))::uuid,
               step_id, person_id, %(now)s
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
