"""Where a second factor is asked for once more: one table for pages and API (ADR 0070).

A proof stays fresh for ten minutes, so that work in one go is asked once. What is read is asked
for as it is opened; what is sent, as its form is sent: the form itself may be looked at before.
"""

TAKES = "takes papers of a case out of the house"
LISTS = "takes many cases along, or figures of them all"
REVEALS = "opens what is sealed"
PEOPLE = "changes who may come in, and as what"
PURGES = "destroys what cannot be had again, or lets it be destroyed"
KEYS = "opens a way in that asks for no second factor"

# fmt: off
READ = {
    TAKES: """
        complaints:portal complaints:packet complaints:docx complaints:text complaints:portal-text
        complaints:addenda complaints:zip complaints:addendum
        complaints:pattern-pdf complaints:pattern-docx complaints:pattern-txt
        complaints:pattern-zip restitution:memo-pdf restitution:memo-docx
        keeping:certificate-pdf
        api:complaint-packet-pdf api:complaint-packet-docx api:complaint-packet-txt
        api:complaint-packet-portal api:complaint-packet-addenda api:complaint-packet-zip
        api:complaint-packet-addendum api:pattern-packet api:memo-pdf api:memo-docx
    """,
    LISTS: """
        reports:take-export reports:figures-xlsx reports:figures-csv reports:funder-pdf
        reports:funder-xlsx api:export-file
    """,
    REVEALS: "cases:glass cases:glass-part",
}
SENT = {
    TAKES: """
        evidence:export-log restitution:subpoena keeping:take-sheet
        api:evidence-log api:subpoena api:case-take-sheet
    """,
    LISTS: """
        reports:ask-cases reports:ask-requests reports:ask-clocks reports:ask-complaints
        reports:ask-activity api:export-list
    """,
    REVEALS: """
        cases:reveal cases:people evidence:show-url cases:break-glass restitution:find-notes
        api:case-reveal api:case-reveal-people api:evidence-show-url api:find-privileged-notes
    """,
    PEOPLE: """
        accounts:people accounts:resend-invitation accounts:send-password-link
        accounts:reset-factors accounts:password admin:accounts_user_change
    """,
    PURGES: """
        keeping:propose keeping:confirm keeping:lift-hold keeping:change-policy keeping:correct
        api:case-corrections api:case-purges api:purge-confirm api:hold-lift api:retention-set-span
    """,
    KEYS: "accounts:issue-token deadlines:make-feed",
}
# fmt: on

# What answers with a file, or shows what is sealed, and is not asked for: each with its reason.
NOT_ASKED = {
    "handouts:sheet-pdf": "the survivor's own sheet: advice, a case's code and no sealed word",
    "deadlines:feed": "a calendar reads it by its secret address, which was made after a proof",
    "removal:show-notice": "the notice that an advocate carries over to a form all day long",
    "removal:show-in-batch": "the same, a batch of them at once",
    "api:removal-request-notice": "the same, by the API",
    "evidence:fingerprint-worker": "a script of ours",
}

SAFE = {"GET", "HEAD", "OPTIONS"}


def _named(table: dict[str, str]) -> dict[str, str]:
    return {name: why for why, names in table.items() for name in names.split()}


WHEN_READ, WHEN_SENT = _named(READ), _named(SENT)
ASKED = WHEN_READ | WHEN_SENT


def is_asked(name: str, method: str) -> bool:
    """Tell whether this address asks for a fresh proof when it is asked in this way."""
    return name in WHEN_READ or (name in WHEN_SENT and method not in SAFE)
