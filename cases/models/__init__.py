from cases.models.assignment import Assignment
from cases.models.case import Case, CaseKey, CaseOwned, CaseOwnedQuerySet, CaseQuerySet
from cases.models.people import Authority, Survivor
from cases.models.work import Note, Task

__all__ = [
    "Assignment",
    "Authority",
    "Case",
    "CaseKey",
    "CaseOwned",
    "CaseOwnedQuerySet",
    "CaseQuerySet",
    "Note",
    "Survivor",
    "Task",
]
