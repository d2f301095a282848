"""What a person has to do that no clock or draft says already, and what they were told."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from cases.models import Task
from cases.owed import DONE_AT, asked_of
from cases.rules import TaskKind
from cases.rules.spoken import TASKS
from deadlines.looking import is_late
from deadlines.models import Reminder

# A plan's steps stand on its case: five a case would hide what is due.
HERE = (
    TaskKind.OWN, TaskKind.CHECK, TaskKind.FRESH_REQUEST, TaskKind.FOLLOW_UP, TaskKind.RELEASE,
    TaskKind.MATCH, TaskKind.COVER, TaskKind.RESTITUTION, TaskKind.RETENTION,
    TaskKind.HOLD_REVIEW, TaskKind.PURGE,
)  # fmt: skip
WHY = {TaskKind.FOLLOW_UP: "Ask first whether they can speak."}
MOST = 30
MOST_TOLD = 8
MOST_COUNTED = 1000  # of a flood: more says nothing more, and costs


class ToDo(NamedTuple):
    """One line of the tasks' list."""

    title: str
    code: str
    due_at: datetime | None
    late: bool
    url: str
    act: str
    why: str


def tasks(user: User, *, now: datetime) -> list[ToDo]:
    """Give what a person has to do that no clock or draft above says already."""
    here = [one.value for one in HERE]
    found = Task.objects.visible_to(user).open().filter(asked_of(user), kind__in=here)
    found = found.exclude(Q(kind=TaskKind.CHECK.value) & _not_yet(now))
    first = found.select_related("case__key").order_by(F("due_at").asc(nulls_last=True), "pk")
    return [_to_do(task, now) for task in first[:MOST]]


def _to_do(task: Task, now: datetime) -> ToDo:
    kind, code = TaskKind(task.kind), task.case.code
    # fmt: off
    acts = {
        TaskKind.OWN:           ("Open the case",       reverse("cases:case", args=[code]), ""),
        TaskKind.CHECK:         ("Record what you see",
                                 reverse("deadlines:outcome", args=[task.subject_id or task.pk])
                                 + "?back=/",
                                 "By its schedule." if task.due_at else
                                 "A platform's word wants a look."),
        TaskKind.FRESH_REQUEST: ("Ask again",           reverse("removal:new", args=[code]),
                                 "A listing that was gone is back."),
    }
    # fmt: on
    act, url, why = acts.get(kind) or _elsewhere(task, kind)
    return ToDo(
        title=task.text or TASKS[kind],
        code=code,
        due_at=task.due_at,
        late=_is_late(task, now),
        url=url,
        act=act,
        why=why,
    )


def _not_yet(now: datetime) -> Q:
    """Tell which looks are planned for later, or on a case that is closed."""
    return Q(due_at__gt=now) | Q(case__closed_at__isnull=False)


def _is_late(task: Task, now: datetime) -> bool:
    if task.kind == TaskKind.CHECK:  # a look is in time for some hours
        return is_late(task.due_at, now)
    return task.due_at is not None and task.due_at < now


def _elsewhere(task: Task, kind: TaskKind) -> tuple[str, str, str]:
    """Give the page of another package where such a task is done."""
    page, act = DONE_AT[kind]
    return act, reverse(page, args=[task.subject_id]), WHY.get(kind, "")


def unread(user: User) -> tuple[int, list[Reminder]]:
    """Give how many reminders a person has not read yet, up to a thousand, and the latest."""
    mine = Reminder.objects.visible_to(user).unread()
    return mine[:MOST_COUNTED].count(), list(mine.for_letter().order_by("-made_at")[:MOST_TOLD])
