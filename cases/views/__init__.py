from cases.views.activity import activity, check_trail
from cases.views.case import case, reveal
from cases.views.changing import assign, change, move, open_case, unassign
from cases.views.listing import case_list
from cases.views.working import authority, finish_task, note, revoke_authority, task

__all__ = [
    "activity",
    "assign",
    "authority",
    "case",
    "case_list",
    "change",
    "check_trail",
    "finish_task",
    "move",
    "note",
    "open_case",
    "reveal",
    "revoke_authority",
    "task",
    "unassign",
]
