from cases.forms.acting import AuthorityForm
from cases.forms.matter import ChangeCaseForm, MoveForm, OpenCaseForm
from cases.forms.work import (
    AssignForm,
    FindForm,
    NoteForm,
    RevealForm,
    TaskForm,
    UnassignForm,
)

__all__ = [
    "AssignForm",
    "AuthorityForm",
    "ChangeCaseForm",
    "FindForm",
    "MoveForm",
    "NoteForm",
    "OpenCaseForm",
    "RevealForm",
    "TaskForm",
    "UnassignForm",
]
