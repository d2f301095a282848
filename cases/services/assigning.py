from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case
from cases.models.assignment import AssignmentQuerySet
from cases.rules import AssignmentKind
from cases.rules.moves import require_known, require_worker
from cases.rules.spoken import ASSIGNMENTS
from cases.services.locked import locked_case


@transaction.atomic
def assign_case(*, case_id: UUID, user_id: UUID, kind: str, by: User, now: datetime) -> Assignment:
    """Give a person the case to work on; a new advocate takes over from the one before."""
    require(by.role, Deed.ASSIGN_CASE)
    require_known(kind, ASSIGNMENTS, field="kind")
    case = locked_case(case_id=case_id, by=by)
    person = User.objects.filter(pk=user_id).first()
    role = person.role if person else ""
    require_worker(kind, role, is_active=person is not None and person.is_active)
    if _active(case).filter(user_id=user_id).exists():
        raise NotAllowed(
            "This person is on the case already.", code="already_assigned", field="user_id"
        )
    if kind == AssignmentKind.ADVOCATE:
        _active(case).filter(kind=kind).update(ended_at=Greatest("started_at", Value(now)))
    assignment: Assignment = Assignment.objects.create(
        case=case, user_id=user_id, kind=kind, started_at=now, started_by=by
    )
    trail.record(
        by=by, action="cases.assigned", subject=case, case=case, kind=kind, person=str(user_id)
    )
    return assignment


@transaction.atomic
def end_assignment(*, case_id: UUID, user_id: UUID, by: User, now: datetime) -> Assignment:
    """Take a person off the case; from this moment they see nothing of it."""
    require(by.role, Deed.ASSIGN_CASE)
    case = locked_case(case_id=case_id, by=by)
    found: Assignment | None = _active(case).filter(user_id=user_id).first()
    if found is None:
        raise NotAllowed("This person is not on the case.", code="not_assigned", field="user_id")
    found.ended_at = max(now, found.started_at)
    found.save(update_fields=["ended_at"])
    trail.record(
        by=by,
        action="cases.unassigned",
        subject=case,
        case=case,
        kind=found.kind,
        person=str(user_id),
    )
    return found


def _active(case: Case) -> AssignmentQuerySet:
    return Assignment.objects.filter(case=case).active()
