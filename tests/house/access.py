"""The access table: every address of the house with the roles that it serves.

Beside a role's right stands the relation: a page about a case serves those who see that case.
"""

from accounts.rules import Role
from tests.house import hands, keeping, partition, remedies

ADVOCATE, ATTORNEY, SUPERVISOR, ADMINISTRATOR = Role
EVERYONE = frozenset(Role)
CASEWORK = frozenset({ADVOCATE, ATTORNEY, SUPERVISOR})
DESK = frozenset({ADVOCATE, SUPERVISOR})
LEADS = frozenset({SUPERVISOR})
REVIEWERS = frozenset({ATTORNEY, SUPERVISOR})
DIRECTORY = frozenset({SUPERVISOR, ADMINISTRATOR})
CHECKERS = frozenset({ADVOCATE, SUPERVISOR, ADMINISTRATOR})

# fmt: off
TABLE = {
    EVERYONE: """
        accounts:confirm accounts:factors accounts:add-factor accounts:new-codes
        accounts:account accounts:hours accounts:issue-token accounts:password
        accounts:password-changed accounts:time-zone still-here
        deadlines:ahead deadlines:digest deadlines:make-feed deadlines:revoke-feed deadlines:ring
        api:me api:my-hours api:my-quiet-hours api:my-day-off api:drop-my-day-off
        api:platform-detail api:platform-list intake:waiting
        removal:platform removal:platforms removal:keeping removal:platform-history
        removal:report-platform removal:decide-change
        api:platform-report api:platform-report-list api:platform-report-detail
        api:platform-change-list api:platform-change-detail api:platform-change-decide
        api:chokepoint-list api:batch-list
        deadlines:case-column deadlines:today
        api:case-list api:clock-list api:complaint-list api:evidence-list api:reminder-list
        api:removal-request-list api:case-find api:evidence-find api:evidence-log
        complaints:list removal:list evidence:all-matches api:match-list
    """,
    CASEWORK: """
        api:case-detail api:case-finish-task api:case-notes api:case-reveal api:case-timeline
        api:complaint-packet-docx api:complaint-packet-portal api:complaint-packet-addenda
        api:complaint-packet-zip complaints:papers complaints:portal complaints:portal-text
        complaints:docx complaints:addenda complaints:zip intake:case-panel intake:duplicates
        api:clock-detail api:complaint-detail api:complaint-filed api:complaint-packet-pdf
        api:complaint-packet-txt api:complaint-refresh api:complaint-return-to-draft
        api:complaint-review api:complaint-revise api:complaint-supersede
        api:complaint-take-up complaints:take-up
        complaints:addendum complaints:addendum-filed api:removal-request-laws
        api:complaint-packet-addendum api:complaint-addendum-filed
        api:evidence-detail api:evidence-outcome api:evidence-retract api:evidence-show-url
        api:removal-request-answer api:removal-request-detail api:removal-request-notice
        api:removal-request-outcome
        cases:case cases:finish-task cases:list cases:note cases:reveal evidence:find
        complaints:case-panel
        complaints:draft complaints:filed complaints:packet complaints:refresh
        complaints:request-panel complaints:return complaints:review complaints:revise
        complaints:supersede complaints:text deadlines:case-panel
        deadlines:clock deadlines:version-column deadlines:law
        deadlines:answer deadlines:draft-complaint deadlines:outcome deadlines:retract
        api:evidence-fingerprints api:match-detail
        api:case-handovers
        api:case-releases api:case-release api:case-people api:case-reveal-people
        cases:people cases:releases cases:breaking cases:stopped
        evidence:item evidence:list evidence:match evidence:matches evidence:show-url
        removal:item-panel evidence:custody evidence:log evidence:export-log api:evidence-custody
        api:chokepoint-detail api:look-detail api:look-end api:look-list api:look-set
        deadlines:look-plan deadlines:end-looks deadlines:looks
        removal:case-panel removal:request removal:show-notice removal:chokepoints
        api:export-list
        reports:exports reports:ask-cases reports:ask-requests reports:ask-clocks
        reports:ask-complaints
        api:intake-plan intake:plan
    """,
    DESK: """
        cases:covers cases:offer-cover cases:cover cases:accept-cover cases:decline-cover
        cases:withdraw-cover cases:end-cover deadlines:weekend deadlines:rota
        api:cover-list api:cover-detail api:cover-accept api:cover-decline api:cover-withdraw
        api:cover-end api:rota-list api:moves api:read-moves
        complaints:exposure complaints:tip complaints:notice complaints:notice-sent
        api:complaint-shown api:complaint-cybertipline
        api:complaint-notice api:complaint-notice-sent
        api:removal-request-take-up-law api:removal-request-law-event
        api:removal-request-lay-law-aside
        deadlines:take-up-law deadlines:law-event deadlines:lay-law-aside
        api:case-authorities api:case-change api:case-move
        handouts:sheet handouts:sheet-pdf
        api:case-revoke-authority api:case-tasks api:evidence-correct
        api:removal-request-change api:removal-request-conduct
        api:removal-request-cure api:removal-request-process api:removal-request-receipt
        api:removal-request-submission api:removal-request-withdraw
        api:case-renew-release api:case-revoke-release api:case-correct-person
        cases:new-release cases:release-blank cases:renew-release cases:revoke-release
        cases:person cases:correct-person
        cases:authority cases:change cases:move cases:open
        cases:revoke-authority cases:task deadlines:receipt deadlines:withdraw
        api:evidence-withdraw-fingerprint api:match-decide
        evidence:decide-match evidence:withdraw-fingerprint
        evidence:correct evidence:fingerprint evidence:record
        api:chokepoint-ask api:chokepoint-none
        removal:batch removal:begin-batch removal:ask-chokepoint removal:no-chokepoint
        removal:change removal:conduct removal:cure removal:new removal:process removal:submit
        api:intake-detail api:intake-answers api:intake-finish api:intake-list api:plan-step-state
        intake:follow-up intake:step
        intake:begin intake:finish intake:phone intake:question intake:record-place intake:resume
        intake:import intake:review intake:start
    """,
    LEADS: """
        accounts:hours-of accounts:set-hours accounts:set-quiet accounts:add-day-off
        accounts:drop-day-off cases:unassign
        deadlines:copy-rota deadlines:withdraw-turn api:rota-copy-week api:rota-withdraw
        complaints:pattern complaints:pattern-filed complaints:pattern-zip complaints:pattern-pdf
        complaints:pattern-docx complaints:pattern-txt api:pattern api:pattern-packet
        api:ladder-list api:ladder-detail api:ladder-rehearsal
        deadlines:ladders deadlines:ladder deadlines:propose-ladder deadlines:rehearse-ladder
        deadlines:add-rung deadlines:change-rung deadlines:take-out-rung
        deadlines:look-at-ladder deadlines:put-ladder-in-force deadlines:set-ladder-aside
        api:case-withdraw-handover cases:handovers cases:withdraw-handover
        reports:overview reports:platforms reports:hours reports:months reports:channels
        reports:answers reports:work reports:figures-xlsx reports:figures-csv reports:ask-activity
        api:figures api:figures-now
        api:case-assign api:case-unassign cases:activity cases:assign cases:check-trail
        cases:activity-person cases:activity-case
        reports:funder reports:funder-quarter reports:funder-locked reports:funder-pdf
        reports:funder-xlsx api:funder-reports api:funder-quarter api:funder-report
        reports:team reports:team-nobody reports:team-person reports:team-move
        reports:team-move-nobody reports:scorecards reports:scorecard
        api:team api:team-move api:activity api:trail-check api:scorecards api:scorecard
    """,
    REVIEWERS: """
        api:complaint-sign-off complaints:sign-off
        api:complaint-withdraw-sign-off complaints:withdraw-sign-off
    """,
    DIRECTORY: """
        api:reminder-account api:outage-list api:alarm-list
        deadlines:reconcile-now deadlines:revive-mail deadlines:run-now deadlines:system
        removal:add-platform
    """,
    CHECKERS: """
        api:platform-verify api:platform-propose api:platform-report-take
        api:platform-report-settle
        removal:edit-platform removal:verify-platform removal:take-report removal:settle-report
    """,
    frozenset({ADMINISTRATOR}): "style-guide accounts:factors-of accounts:reset-factors",
}
# fmt: on
EXPECTED = {name: roles for roles, names in TABLE.items() for name in names.split()}
# Whose own the row is decides, not the role.
OWN_ROWS = {
    "deadlines:read-reminder", "api:reminder-read", "removal:end-batch",
    "api:batch-detail", "api:batch-end", "api:batch-skip", "api:batch-take-up",
    "removal:send-in-batch", "removal:show-in-batch", "removal:skip-in-batch",
    "reports:export", "reports:take-export", "api:export-detail", "api:export-file",
    "cases:read-moves",
}  # fmt: skip
# An empty form names no row of anybody's.
NAMED_IN_THE_FORM = {
    "accounts:revoke-token", "accounts:rename-factor", "accounts:remove-factor",
    "deadlines:read-outage",
}  # fmt: skip
ANYONE = {
    "accounts:sign-out",  # whoever is half in may leave too
    "accounts:sign-in", "accounts:factor", "accounts:set-up", "accounts:signed-out",
    "healthz", "deadlines:healthz", "deadlines:feed",
    "csp-report",  # counts alone: test_headers
    "readyz", "metrics",  # of the second its own door: test_running_metrics
    "api:docs", "api:schema", "evidence:fingerprint-tool", "evidence:fingerprint-worker",
}  # fmt: skip
ANYONE |= hands.ANYONE
OWN_ROWS |= hands.OWN
EXPECTED |= remedies.EXPECTED | partition.EXPECTED | keeping.EXPECTED | hands.EXPECTED
OWN_ROWS |= remedies.OWN
EXPECTED |= dict.fromkeys(OWN_ROWS | NAMED_IN_THE_FORM | ANYONE, EVERYONE)
