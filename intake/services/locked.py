"""An intake under a lock, as far as the person may see it; a stranger's is not there."""

from uuid import UUID

from accounts.models import User
from audit.rules import NotAllowed
from cases.rules import require_open
from cases.services.locked import locked_case
from intake.models import Intake


def locked_intake(*, case_id: UUID, by: User) -> Intake:
    """Give the intake of an open case for a change, its case and key at hand."""
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    intake: Intake | None = Intake.objects.filter(case=case).first()
    if intake is None:
        raise NotAllowed("Nothing was asked on this case yet.", code="no_intake")
    intake.case = case
    return intake
