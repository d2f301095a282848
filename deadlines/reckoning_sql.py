"""Reminders owed beside reminders sent, in one statement that shares nothing with the sweep's.

The sweep asks who is on a case now. This asks who was there at the moment of each step, from the
dates of assignments, covers, releases and accounts, and counts a person as owed only where those
dates leave no doubt: `slack` seconds to either side, for a change that came as the sweep did.
"""

RECKON = """
WITH step AS (
    SELECT entered.id, entered.clock_id, entered.rung, entered.due_at, entered.done_at,
           entered.state, entered.reason, clock.case_id, clock.request_id, clock.ladder_id,
           rung.tells, rung.drafts_complaint, rung.unless_reviewed, rung.seconds_from_due,
           entered.done_at - %(slack)s * interval '1 second' AS before,
           entered.done_at + %(slack)s * interval '1 second' AS after
    FROM deadlines_step AS entered JOIN deadlines_clock AS clock ON clock.id = entered.clock_id
    LEFT JOIN deadlines_rung AS rung
      ON rung.ladder_id = clock.ladder_id AND rung.key = entered.rung
    WHERE entered.done_at >= %(since)s AND entered.done_at < %(until)s
), sent AS (
    SELECT * FROM step WHERE state = 'sent' AND tells IS NOT NULL
), account AS (  -- what an account may do now holds for a step since it last changed
    SELECT person.id, person.role, person.is_active AND person.role <> 'administrator' AS works,
           changed.at AS changed_at, greatest(person.joined_at, changed.at) AS steady_since
    FROM accounts_user AS person
    LEFT JOIN LATERAL (
        SELECT max(entry.at) AS at
        FROM audit_entry AS entry
        WHERE entry.subject_type = 'accounts.user' AND entry.subject_id = person.id::text
          AND entry.action = 'accounts.changed'
          AND entry.facts::jsonb -> 'fields' ?| ARRAY['role', 'is_active']
    ) AS changed ON TRUE
), anywhere AS MATERIALIZED (  -- who may be told of a case that they are not on: few
    SELECT * FROM account WHERE works AND role = 'supervisor'
       OR changed_at > %(since)s::timestamptz - %(slack)s * interval '1 second'
), lent AS (  -- whoever covers a case is told in the place of whoever gave it
    SELECT sent.id AS step_id, cover.giver_id, cover.taker_id,
           cover.starts_at <= sent.before AND cover.accepted_at <= sent.before
           AND cover.ends_at > sent.after
           AND (cover.ended_at IS NULL OR cover.ended_at > sent.after) AS surely
    FROM sent JOIN cases_cover AS cover ON cover.case_id = sent.case_id
     AND cover.accepted_at <= sent.after AND cover.starts_at <= sent.after
     AND cover.ends_at > sent.before
     AND (cover.ended_at IS NULL OR cover.ended_at > sent.before)
    WHERE 'advocate' = ANY(sent.tells)
), on_the_case AS (
    SELECT sent.id AS step_id, given.user_id AS person_id,
           given.started_at <= sent.before
           AND (given.ended_at IS NULL OR given.ended_at > sent.after)
           AND (given.kind <> 'attorney' OR COALESCE(yes.surely, FALSE))
           AND (given.kind <> 'advocate' OR NOT EXISTS (
               SELECT FROM lent
               WHERE lent.step_id = sent.id AND lent.giver_id = given.user_id)) AS surely
    FROM sent JOIN cases_assignment AS given ON given.case_id = sent.case_id
     AND given.kind = ANY(sent.tells) AND given.started_at <= sent.after
     AND (given.ended_at IS NULL OR given.ended_at > sent.before)
    LEFT JOIN LATERAL (
        SELECT bool_or(release.recorded_at <= sent.before AND release.expires_at > sent.after
                       AND (release.revoked_at IS NULL OR release.revoked_at > sent.after)
               ) AS surely
        FROM cases_release AS release
        WHERE release.case_id = sent.case_id AND release.recipient_kind = 'attorney'
          AND release.recipient_ref = given.user_id::text AND release.purpose = 'legal_review'
          AND release.information @> %(sight)s::varchar[]
          AND release.recorded_at <= sent.after AND release.expires_at > sent.before
          AND (release.revoked_at IS NULL OR release.revoked_at > sent.before)
    ) AS yes ON given.kind = 'attorney'
    WHERE (given.kind <> 'attorney' OR yes.surely IS NOT NULL)
      AND (given.kind <> 'advocate' OR NOT EXISTS (
          SELECT FROM lent
          WHERE lent.step_id = sent.id AND lent.giver_id = given.user_id AND lent.surely))
    UNION ALL
    SELECT step_id, taker_id, surely FROM lent
), case_people AS (
    SELECT on_the_case.step_id, on_the_case.person_id,
           bool_or(on_the_case.surely AND account.works AND account.steady_since <= sent.before)
               AS surely
    FROM on_the_case JOIN sent ON sent.id = on_the_case.step_id
    JOIN account ON account.id = on_the_case.person_id
    WHERE account.works OR account.changed_at > sent.before
    GROUP BY 1, 2
), reached AS (
    SELECT step_id, bool_or(surely) AS surely FROM case_people GROUP BY 1
), due AS (
    SELECT step_id, person_id, bool_or(surely) AS surely
    FROM (
        SELECT * FROM case_people
        UNION ALL
        SELECT sent.id, account.id, account.works AND account.role = 'supervisor'
               AND account.steady_since <= sent.before
               AND ('supervisor' = ANY(sent.tells) OR reached.step_id IS NULL)
        FROM sent
        CROSS JOIN anywhere AS account
        LEFT JOIN reached ON reached.step_id = sent.id
        WHERE (account.works AND account.role = 'supervisor' OR account.changed_at > sent.before)
          AND ('supervisor' = ANY(sent.tells) OR reached.surely IS NOT TRUE)
    ) AS anyone
    GROUP BY 1, 2
), told AS (
    SELECT reminder.*, step.clock_id, step.request_id, step.rung, step.tells
    FROM step JOIN deadlines_reminder AS reminder ON reminder.step_id = step.id
), moments AS (
    SELECT min(seconds_from_due) AS first, max(seconds_from_due) AS last FROM deadlines_rung
), forgotten AS (  -- of running clocks: one that has ended owes nothing more
    SELECT clock.id AS clock_id, clock.request_id, rung.key AS rung
    FROM deadlines_clock AS clock CROSS JOIN moments
    JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id
    CROSS JOIN LATERAL (
        SELECT clock.due_at + rung.seconds_from_due * interval '1 second') AS moment (at)
    WHERE clock.closed_at IS NULL
      AND clock.due_at <= %(until)s::timestamptz - moments.first * interval '1 second'
      AND clock.due_at >= %(since)s::timestamptz - moments.last * interval '1 second'
      AND moment.at >= %(since)s
      AND greatest(moment.at, clock.planned_at)
          < %(until)s::timestamptz - %(slack)s * interval '1 second'
      AND NOT EXISTS (
          SELECT FROM deadlines_step AS entered
          WHERE entered.clock_id = clock.id AND entered.rung = rung.key)
), difference AS (
    SELECT 'step_missing' AS what, request_id, clock_id, rung, NULL::uuid AS person_id
    FROM forgotten
    UNION ALL
    SELECT 'reminder_missing', sent.request_id, sent.clock_id, sent.rung, due.person_id
    FROM due JOIN sent ON sent.id = due.step_id
    WHERE due.surely AND NOT EXISTS (
        SELECT FROM deadlines_reminder AS reminder
        WHERE reminder.step_id = due.step_id AND reminder.recipient_id = due.person_id)
    UNION ALL
    SELECT CASE WHEN step_of.state = 'skipped' THEN 'told_of_a_skipped_step'
                ELSE 'reminder_unowed' END,
           told.request_id, told.clock_id, told.rung, told.recipient_id
    FROM told JOIN step AS step_of ON step_of.id = told.step_id
    WHERE told.tells IS NOT NULL AND NOT EXISTS (
        SELECT FROM due WHERE due.step_id = told.step_id AND due.person_id = told.recipient_id)
      AND NOT EXISTS (  -- handed on to the advocate: the cover ended before the letter left
        SELECT FROM lent
        JOIN told AS unsent ON unsent.step_id = lent.step_id
         AND unsent.recipient_id = lent.taker_id AND unsent.last_error = 'case_not_theirs'
        JOIN cases_assignment AS given ON given.case_id = step_of.case_id
         AND given.kind = 'advocate' AND given.user_id = told.recipient_id
        WHERE lent.step_id = told.step_id)
    UNION ALL
    SELECT 'skipped_without_cause', step.request_id, step.clock_id, step.rung, NULL
    FROM step WHERE step.tells IS NOT NULL AND (
        step.reason = 'overtaken' AND NOT EXISTS (
            SELECT FROM deadlines_rung AS later
            WHERE later.ladder_id = step.ladder_id
              AND later.seconds_from_due > step.seconds_from_due
              AND step.due_at + (later.seconds_from_due - step.seconds_from_due)
                  * interval '1 second' <= step.done_at)
        OR step.reason = 'reviewed' AND NOT (step.unless_reviewed AND EXISTS (
            SELECT FROM complaints_complaintdraft AS draft
            WHERE draft.request_id = step.request_id)))
    UNION ALL
    SELECT 'told_though_overtaken', sent.request_id, sent.clock_id, sent.rung, NULL
    FROM sent
    WHERE NOT sent.drafts_complaint AND EXISTS (
        SELECT FROM deadlines_step AS later
        WHERE later.clock_id = sent.clock_id AND later.done_at = sent.done_at
          AND later.due_at > sent.due_at AND later.reason <> 'reviewed')
    UNION ALL
    SELECT 'mail_not_tried', request_id, clock_id, rung, recipient_id
    FROM told
    WHERE mail_state = 'owed'
      AND next_try_at < clock_timestamp() - %(untried)s * interval '1 second'
), waiting AS (
    SELECT CASE WHEN last_error = 'quiet_hours' THEN 'quiet_hours'
                WHEN attempts > 0 THEN 'tried_again'
                WHEN begun_at IS NOT NULL THEN 'being_sent'
                ELSE 'next_round' END AS why
    FROM told WHERE mail_state = 'owed'
)
SELECT json_build_object(
    'steps', (SELECT count(*) FROM step) + (SELECT count(*) FROM forgotten),
    'steps_sent', (SELECT count(*) FROM step WHERE state = 'sent'),
    'steps_late', (SELECT count(*) FROM step
        WHERE state = 'sent' AND done_at > due_at + %(late)s * interval '1 second'),
    'steps_skipped', (SELECT COALESCE(json_object_agg(reason, steps), '{}') FROM (
        SELECT reason, count(*) AS steps FROM step WHERE state = 'skipped' GROUP BY 1) AS by_why),
    'steps_missing', (SELECT count(*) FROM forgotten),
    'missing', (SELECT count(*) FROM difference WHERE what = 'reminder_missing'),
    'unowed', (SELECT count(*) FROM difference
        WHERE what IN ('reminder_unowed', 'told_of_a_skipped_step')),
    'told', (SELECT count(*) FROM told),
    'read', (SELECT count(*) FROM told WHERE read_at IS NOT NULL),
    'mailed', (SELECT count(*) FROM told WHERE mail_state = 'sent'),
    'dead', (SELECT count(*) FROM told WHERE mail_state = 'dead'),
    'repeated', (SELECT count(*) FROM told WHERE repeats > 0),
    'waiting', (SELECT COALESCE(json_object_agg(why, letters), '{}') FROM (
        SELECT why, count(*) AS letters FROM waiting GROUP BY 1) AS by_why),
    'not_mailed', (SELECT COALESCE(json_object_agg(why, letters), '{}') FROM (
        SELECT last_error AS why, count(*) AS letters FROM told
        WHERE mail_state = 'skip' GROUP BY 1) AS by_why),
    'differences', (SELECT COALESCE(json_object_agg(what, found), '{}') FROM (
        SELECT what, count(*) AS found FROM difference GROUP BY 1) AS by_code),
    'found', (SELECT COALESCE(json_agg(json_build_object('what', what, 'request', request_id,
            'clock', clock_id, 'rung', rung, 'person', COALESCE(person_id::text, ''))), '[]')
        FROM (SELECT * FROM difference ORDER BY what, clock_id, rung, person_id
              LIMIT %(most)s) AS first)
)
"""
