"""Tasks of reminders: entered once for each day, lead and person, and settled with their reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case, Task
from cases.rules import TaskKind
from cases.services.working import settle_task
from restitution.models import RemedyFact
from restitution.rules.reminders import all_ids, ask_id
from restitution.rules.telling import DayKind
from rows.reading import house

KIND = TaskKind.RESTITUTION.value


def settle(*, of: RemedyFact, by: User | None, now: datetime) -> None:
    """Inner: close what was asked of anybody about an answer that was replaced."""
    with house("end others' reminders"):
        for person in people_on(case=of.case):
            settle_task(kind=KIND, subject_id=ask_id(of.pk, person), by=by, now=now)


def settle_day(*, case: Case, key: str, kind: str, by: User | None, now: datetime) -> None:
    """Inner: close every reminder of a day that was seen to."""
    with house("end others' reminders"):
        for person in people_on(case=case):
            for subject in all_ids(case.pk, DayKind(kind), key, person).values():
                settle_task(kind=KIND, subject_id=subject, by=by, now=now)


@transaction.atomic
def see_reminder(*, subject_id: UUID, by: User, now: datetime) -> Task:
    """Say that a reminder was seen; the day itself stands, and its next lead reminds again."""
    require(by.role, Deed.TELL_RESTITUTION)
    mine = Task.objects.visible_to(by).filter(kind=KIND, subject_id=subject_id)
    task: Task = mine.select_related("case").order_by("-created_at")[:1].get()
    if task.assigned_to_id != by.pk:
        raise NotAllowed("This reminder is somebody else's.", code="not_yours")
    if task.done_at is not None:
        raise NotAllowed("This reminder was seen already.", code="task_done")
    settle_task(kind=KIND, subject_id=subject_id, by=by, now=now)
    trail.record(by=by, action="restitution.saw_reminder", subject=task, case=task.case)
    task.refresh_from_db()
    return task


def people_on(*, case: Case) -> list[UUID]:
    """Inner: give whoever may have been reminded: all who worked on the case at any time."""
    asked = Task.objects.filter(case=case, kind=KIND).values("assigned_to")
    on_it = Assignment.objects.filter(case=case).values("user")
    return list(User.objects.filter(pk__in=asked.union(on_it)).values_list("pk", flat=True))
