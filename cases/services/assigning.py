from collections.abc import Iterable, Sequence
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
from rows.reading import house


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
    if kind == AssignmentKind.ATTORNEY:
        release = release_to(case=case, attorney_id=user_id, now=now)
    else:
        _end_before([case], now=now)
    assignment: Assignment = Assignment.objects.create(
        case=case, user_id=user_id, kind=kind, release=release, started_at=now, started_by=by
    )
    if kind == AssignmentKind.ADVOCATE:  # what a supervisor lent while nobody had it ends as well
        end_covers_of_case(case=case, because=CoverEnd.REASSIGNED, now=now)
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


def take_over(*, cases: Sequence[Case], person: User, by: User, now: datetime) -> None:
    """Inner: make this person the advocate of locked cases; what was owed stays there."""
    _end_before(cases, now=now)
    Assignment.objects.bulk_create(
        Assignment(
            case=case,
            user=person,
            kind=AssignmentKind.ADVOCATE.value,
            started_at=now,
            started_by=by,
        )
        for case in cases
    )


def _end_before(cases: Sequence[Case], *, now: datetime) -> None:
    """Take off whoever was the advocate, and leave what they had to do to whoever comes."""
    before = Assignment.objects.filter(case__in=cases, kind=AssignmentKind.ADVOCATE.value).active()
    for case_id, user_id in before.values_list("case_id", "user_id").order_by("case_id"):
        Task.objects.filter(case=case_id, assigned_to=user_id).open().update(assigned_to=None)
    before.update(ended_at=Greatest("started_at", Value(now)))


@house("let go of tasks")
def _let_go(case: Case, user_ids: Iterable[UUID]) -> None:
    """Leave what these people had to do to whoever works on the case: they see it no more."""
    theirs = Task.objects.filter(case=case, assigned_to__in=list(user_ids))
    theirs.open().update(assigned_to=None)


def let_go_everywhere(*, user_id: UUID) -> None:
    """Inner: free the open tasks of someone whose account is closed, on every case."""
    Task.objects.filter(assigned_to=user_id).open().update(assigned_to=None)


def _active(case: Case) -> AssignmentQuerySet:
    return Assignment.objects.filter(case=case).active()
