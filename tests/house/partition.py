"""The attorney's partition in the access table, and what the table's world holds for it."""

from uuid import UUID

from accounts.models import User
from accounts.rules import Role
from cases.models import Case
from tests.factories import restitution

TOLD = frozenset({Role.ADVOCATE, Role.ATTORNEY, Role.SUPERVISOR})
ANSWERING = frozenset({Role.ATTORNEY, Role.SUPERVISOR})
ATTORNEYS = frozenset({Role.ATTORNEY})

# fmt: off
PARTITION = {
    TOLD: "restitution:notice api:court-cases api:say-notice-preference",
    ANSWERING: """
        restitution:subpoena api:subpoena restitution:reserve api:reserve-amounts
    """,
    ATTORNEYS: """
        restitution:find-notes restitution:notes restitution:money restitution:record-line
        restitution:reverse-line restitution:new-court-case restitution:court-case
        restitution:memo restitution:memo-pdf restitution:memo-docx
        api:find-privileged-notes api:privileged-notes api:money api:record-money-line
        api:reverse-money-line api:change-court-case api:memo-pdf api:memo-docx
    """,
}
# fmt: on
EXPECTED = {name: roles for roles, names in PARTITION.items() for name in names.split()}


def rows(*, case: Case, by: User) -> dict[str, UUID]:
    """Give a court case with a line of its ledger, as an engaged attorney keeps them."""
    court = restitution.court_case(case, by=by)
    return {"courts": court.pk, "lines": restitution.line(court, case=case, by=by).pk}
