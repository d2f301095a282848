"""Rows under a lock, as far as the person may see them; a stranger's row is not there."""

from uuid import UUID

from accounts.models import User
from cases.models import Case, Task


def locked_case(*, case_id: UUID, by: User) -> Case:
    """Give the case for a change, its key at hand."""
    mine = Case.objects.visible_to(by).select_related("key")
    return mine.select_for_update(of=("self",), no_key=True).get(pk=case_id)


def locked_task(*, task_id: UUID, by: User) -> Task:
    mine = Task.objects.visible_to(by).select_related("case")
    task: Task = mine.select_for_update(of=("self",), no_key=True).get(pk=task_id)
    return task
