from cases.models.assignment import Assignment
from cases.models.case import Case, CaseOwned, CaseOwnedQuerySet, CaseQuerySet
from cases.models.cover import Cover, CoverQuerySet
from cases.models.glass import BreakGlass
from cases.models.handover import PlannedHandover
from cases.models.key import CaseKey
from cases.models.move import CaseMove, CaseMoveQuerySet
from cases.models.people import Authority, Person, Survivor
from cases.models.release import Release, ReleaseQuerySet
from cases.models.work import Note, Task

__all__ = [
    "Assignment",
    "Authority",
    "BreakGlass",
    "Case",
    "CaseKey",
    "CaseMove",
    "CaseMoveQuerySet",
    "CaseOwned",
    "CaseOwnedQuerySet",
    "CaseQuerySet",
    "Cover",
    "CoverQuerySet",
    "Note",
    "Person",
    "PlannedHandover",
    "Release",
    "ReleaseQuerySet",
    "Survivor",
    "Task",
]
