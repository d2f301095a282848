"""What waits on a case, each with the page where it is done."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, Cover, Task
from cases.rules import TaskKind
from cases.rules.spoken import TASKS

# Pages of upper packages are names here, as they are in templates.
DONE_AT = {
    TaskKind.RECEIPT: ("removal:request", "Open the request"),
    TaskKind.CHECK: ("evidence:item", "Look again"),
    TaskKind.FRESH_REQUEST: ("evidence:item", "Open the item"),
    TaskKind.REVIEW_DRAFT: ("complaints:draft", "Open the draft"),
    TaskKind.PLAN_STEP: ("intake:step", "Open the step"),
    TaskKind.FOLLOW_UP: ("intake:follow-up", "Open the plan"),
    TaskKind.RELEASE: ("cases:stopped", "See what stopped"),
    TaskKind.MATCH: ("evidence:match", "Compare them"),
    TaskKind.RESTITUTION: ("restitution:reminder", "Open what is due"),
    TaskKind.RETENTION: ("keeping:decide", "Decide"),
    TaskKind.HOLD_REVIEW: ("keeping:review-hold", "Look at the hold"),
    TaskKind.PURGE: ("keeping:purge", "Look at the purge"),
    TaskKind.COVER: ("cases:cover", "See who could cover"),
}
# What is nobody's own is for whoever of these roles sees the case.
NOBODYS = {
    Role.SUPERVISOR: (
        TaskKind.COVER.value, TaskKind.RETENTION.value, TaskKind.HOLD_REVIEW.value,
        TaskKind.PURGE.value,
    ),
    Role.ATTORNEY: (TaskKind.HOLD_REVIEW.value,),
}  # fmt: skip
NotTheirs = Callable[[User], Q]

_not_theirs: list[NotTheirs] = []


def register_not_theirs(not_theirs: NotTheirs) -> None:
    """Add which tasks a person is not asked for, as what they began themselves; from above."""
    if not_theirs not in _not_theirs:
        _not_theirs.append(not_theirs)


class Owed(NamedTuple):
    """One open task; a person's own is ticked off, any other is done on its page."""

    task: Task
    title: str
    url: str
    act: str
    is_late: bool


def asked_of(user: User) -> Q:
    """Tell which tasks are this person's: their own, and while they cover, what they cover for."""
    lent = Cover.objects.active().filter(taker=user, case=OuterRef("case"))
    mine = Q(assigned_to=user) | Q(Exists(lent.filter(giver=OuterRef("assigned_to"))))
    mine |= Q(Exists(lent), assigned_to=None)
    if user.role == Role.ADVOCATE:
        mine |= Q(assigned_to=None)
    mine |= Q(assigned_to=None, kind__in=NOBODYS.get(Role(user.role), ()))
    for not_theirs in _not_theirs:
        mine &= ~not_theirs(user)
    return mine


def owed_on(case: Case, *, reader: User, now: datetime) -> list[Owed]:
    """Give the open tasks of a case, those with a moment first; none that a newer release made."""
    known = [kind.value for kind in TaskKind]
    tasks = Task.objects.visible_to(reader).filter(case=case, kind__in=known).open().for_display()
    return [_owed(task, now) for task in tasks]


def _owed(task: Task, now: datetime) -> Owed:
    late = task.due_at is not None and task.due_at < now
    kind = TaskKind(task.kind)
    if kind is TaskKind.OWN or task.subject_id is None:
        return Owed(task, task.text or TASKS[kind], "", "", late)
    page, act = DONE_AT[kind]
    return Owed(task, task.text or TASKS[kind], reverse(page, args=[task.subject_id]), act, late)
