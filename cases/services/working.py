from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, Role, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case, Cover, Note, Task
from cases.rules import TaskKind, require_open
from cases.rules.moves import require_text
from cases.services.locked import locked_case, locked_task


@transaction.atomic
def write_note(*, case_id: UUID, text: str, by: User, now: datetime) -> Note:
    """Keep a note for good; an attorney's stays among the attorneys of the case."""
    require(by.role, Deed.NOTE_CASE)
    case = locked_case(case_id=case_id, by=by)
    note: Note = Note.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        text=require_text(text, field="text"),
        written_as=by.role,
        written_at=now,
        written_by=by,
    )
    trail.record(by=by, action="cases.wrote_note", subject=note, case=case)
    return note


@transaction.atomic
def add_task(
    *,
    case_id: UUID,
    text: str,
    due_at: datetime | None = None,
    assigned_to_id: UUID | None = None,
    by: User,
    now: datetime,
) -> Task:
    """Add something to do, for someone on the case or for whoever works on it."""
    require(by.role, Deed.WORK_CASE)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    _require_on_the_case(case, assigned_to_id)
    task: Task = Task.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        text=require_text(text, field="text"),
        due_at=due_at,
        assigned_to_id=assigned_to_id,
        created_at=now,
    )
    trail.record(by=by, action="cases.added_task", subject=task, case=case, due_at=due_at)
    return task


@transaction.atomic
def finish_task(*, task_id: UUID, by: User, now: datetime) -> Task:
    """Tick off a task that a person wrote, or something stopped that was seen to."""
    require(by.role, Deed.NOTE_CASE)
    task = locked_task(task_id=task_id, by=by)
    if task.done_at is not None:
        raise NotAllowed("This task is done already.", code="task_done")
    if task.kind not in {TaskKind.OWN, TaskKind.RELEASE}:  # what stopped may be let rest
        raise NotAllowed(
            "This task closes by itself when its work is recorded.", code="task_closes_itself"
        )
    _close(task, by=by, now=now)
    trail.record(by=by, action="cases.finished_task", subject=task, case=task.case)
    return task


def owe_task(
    *,
    case: Case,
    kind: str,
    subject_id: UUID,
    now: datetime,
    due_at: datetime | None = None,
    assigned_to: User | None = None,
    text: str = "",
) -> Task:
    """Inner: owe a task for a subject, once; its words, if any, are sealed like a person's own."""
    owed = {"due_at": due_at, "assigned_to": assigned_to, "created_at": now, "text": text}
    task, _ = Task.objects.get_or_create(
        kind=TaskKind(kind).value, subject_id=subject_id, done_at=None, case=case, defaults=owed
    )
    return task


def settle_task(*, kind: str, subject_id: UUID, by: User | None, now: datetime) -> None:
    """Inner: close what was owed for a subject, if anything was; `by=None` is the house itself."""
    owed = Task.objects.filter(kind=TaskKind(kind).value, subject_id=subject_id).open()
    for task in owed.select_for_update(of=("self",), no_key=True).order_by("pk"):
        _close(task, by=by, now=now)


def _close(task: Task, *, by: User | None, now: datetime) -> None:
    task.done_at, task.done_by = now, by
    task.save(update_fields=["done_at", "done_by"])


def _require_on_the_case(case: Case, user_id: UUID | None) -> None:
    if user_id is None:
        return
    on_it = Assignment.objects.filter(case=case, user_id=user_id).active().exists()
    on_it = on_it or Cover.objects.filter(case=case, taker=user_id).active().exists()
    if not on_it and not User.objects.filter(pk=user_id, role=Role.SUPERVISOR.value).exists():
        raise NotAllowed(
            "Give the task to someone who works on this case, or to a supervisor.",
            code="not_on_the_case",
            field="assigned_to_id",
        )
