from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case, Task
from cases.models.assignment import AssignmentQuerySet
from cases.rules import AssignmentKind
from cases.rules.cover import CoverEnd
from cases.rules.moves import require_known, require_worker
from cases.rules.spoken import ASSIGNMENTS
from cases.services.cover_answers import end_covers_of_case
from cases.services.engaging import release_to, require_not_on
from cases.services.locked import locked_case


@transaction.atomic
def assign_case(*, case_id: UUID, user_id: UUID, kind: str, by: User, now: datetime) -> Assignment:
    """Give a person the case to work on; a new advocate takes over from the one before.

    An attorney is outside the agency: to them it is a disclosure, under a release (law.md 5.4).
    """
    require(by.role, Deed.ASSIGN_CASE)
    require_known(kind, ASSIGNMENTS, field="kind")
    case = locked_case(case_id=case_id, by=by)
    person = User.objects.filter(pk=user_id).first()
    role = person.role if person else ""
    require_worker(kind, role, is_active=person is not None and person.is_active)
    require_not_on(case=case, user_id=user_id)
    release = None
    givers: list[UUID] = []
    if kind == AssignmentKind.ATTORNEY:
        release = release_to(case=case, attorney_id=user_id, now=now)
    else:
        before = _active(case).filter(kind=kind)
        givers += before.values_list("user_id", flat=True)
        _let_go(case, givers)
        before.update(ended_at=Greatest("started_at", Value(now)))
    assignment: Assignment = Assignment.objects.create(
        case=case, user_id=user_id, kind=kind, release=release, started_at=now, started_by=by
    )
    end_covers_of_case(case=case, because=CoverEnd.REASSIGNED, now=now, givers=givers)
    under = {"release": str(release.pk)} if release else {}
    told = {"kind": kind, "person": str(user_id), **under}
    trail.record(by=by, action="cases.assigned", subject=case, case=case, **told)
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
    _let_go(case, [user_id])
    end_covers_of_case(case=case, because=CoverEnd.REASSIGNED, now=now, givers=[user_id])
    trail.record(
        by=by,
        action="cases.unassigned",
        subject=case,
        case=case,
        kind=found.kind,
        person=str(user_id),
    )
    return found


def _let_go(case: Case, user_ids: Iterable[UUID]) -> None:
    """Leave what these people had to do to whoever works on the case: they see it no more."""
    theirs = Task.objects.filter(case=case, assigned_to__in=list(user_ids))
    theirs.open().update(assigned_to=None)


def let_go_everywhere(*, user_id: UUID) -> None:
    """Inner: free the open tasks of someone whose account is closed, on every case."""
    Task.objects.filter(assigned_to=user_id).open().update(assigned_to=None)


def _active(case: Case) -> AssignmentQuerySet:
    return Assignment.objects.filter(case=case).active()
