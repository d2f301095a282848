"""How long each kind is kept, and the warning before a case's time is over."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Task
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from cases.services.moments import database_time
from keeping.models import RetentionChange
from keeping.rules.policy import BY_CODE, WARNED, require_days, spoken_days
from keeping.standing import Due, coming_due, policy_of


@transaction.atomic
def set_span(*, kind: str, days: int | None, by: User, now: datetime) -> RetentionChange:
    """Set for how many days a kind is kept; it holds from now on, for what is there already too."""
    require(by.role, Deed.SET_RETENTION)
    before = policy_of(kind)
    if before is None:
        raise NotAllowed("There is no such kind of record.", code="policy_unknown")
    require_days(before.kind, days)
    if before.days == days:
        raise NotAllowed("That is how long it is kept now.", code="nothing_changed", field="days")
    change = RetentionChange.objects.create(kind=kind, days=days, set_at=now, set_by=by)
    trail.record(
        by=by,
        action="keeping.set_span",
        subject=change,
        kind=BY_CODE[kind].title.lower(),
        was=spoken_days(before.days).lower(),
        to=spoken_days(days).lower(),
    )
    return change


def warn() -> int:
    """Owe a task for each case whose time is over within thirty days; take back what is not."""
    now = database_time()
    due = {one.case.pk: one for one in reversed(coming_due(Case.objects.all(), by=now + WARNED))}
    owed = Task.objects.filter(kind=TaskKind.RETENTION.value).open()
    warned = set(owed.values_list("case_id", flat=True))
    for case_id in warned - set(due):
        _take_back(case=Case.objects.get(pk=case_id), now=now)
    fresh = [one for pk, one in due.items() if pk not in warned and not one.is_held]
    for one in fresh:
        _warn(due=one, now=now)
    return len(fresh)


@transaction.atomic
def _warn(*, due: Due, now: datetime) -> None:
    owe_task(
        case=due.case,
        kind=TaskKind.RETENTION,
        subject_id=due.case.pk,
        due_at=due.due_at,
        now=now,
    )
    trail.record(
        by=None, action="keeping.warned", subject=due.case, case=due.case, due_at=due.due_at
    )


@transaction.atomic
def _take_back(*, case: Case, now: datetime) -> None:
    """Close a task that asks for nothing any more: opened again, purged, or kept for longer."""
    settle_task(kind=TaskKind.RETENTION, subject_id=case.pk, by=None, now=now)
    trail.record(by=None, action="keeping.took_warning_back", subject=case, case=case)
