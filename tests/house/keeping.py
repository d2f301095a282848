"""Retention in the access table, and what the table's world holds for it."""

from uuid import UUID

from accounts.models import User
from accounts.rules import Role
from cases.models import Case
from cases.services.moments import database_time
from keeping.models import LegalHold
from tests.factories import keeping as factory

ADVOCATE, ATTORNEY, SUPERVISOR, _ = Role
DESK = frozenset({ADVOCATE, SUPERVISOR})

# fmt: off
TABLE = {
    frozenset({SUPERVISOR}): """
        keeping:retention keeping:change-policy keeping:confirm api:purge-confirm
        api:retention api:retention-set-span
    """,
    DESK: """
        keeping:propose keeping:purge keeping:withdraw keeping:decide keeping:held
        keeping:take-sheet keeping:correct api:case-purges api:purge-withdraw
        api:case-held api:case-take-sheet api:case-corrections
    """,
    frozenset({ATTORNEY, SUPERVISOR}): """
        keeping:holds keeping:lift-hold api:case-holds api:hold-lift
        keeping:review-hold api:hold-review
    """,
    frozenset({ADVOCATE, ATTORNEY, SUPERVISOR}): """
        keeping:certificate keeping:certificate-pdf
    """,
    frozenset(Role): "api:certificates",
}
# fmt: on
EXPECTED = {name: roles for roles, names in TABLE.items() for name in names.split()}


def rows(*, case: Case, by: User, supervisor: User) -> dict[str, UUID | str]:
    """Give a purge that was proposed and called off, a hold, and a certificate of a part."""
    now = database_time()
    done = factory.part_purged(case=case, by=by, second=supervisor)
    hold = LegalHold.objects.create(
        case=case, reason="A subpoena came.", placed_at=now, placed_by=supervisor
    )
    return {
        "purges": done.pk,
        "certificates": done.certificate.pk,
        "holds": hold.pk,
        "retention": case.pk,
    }
