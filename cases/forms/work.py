"""Notes, tasks, assignment, and the reason for opening a name."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from accounts.moments import MomentField
from accounts.rules import Role
from cases.forms.people import PERSON, on_the_case, people
from cases.models import Case
from cases.rules import AssignmentKind, reasons_for
from cases.rules.spoken import REASONS

OURS = "Sealed and kept for good. Everyone of the agency on this case reads it, attorneys do not."
PRIVILEGED = "Sealed and kept for good. Only the attorneys on this case read it."


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Note",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first."},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = PRIVILEGED if by.role == Role.ATTORNEY else OURS


class TaskForm(forms.Form):
    text = forms.CharField(
        label="What has to be done",
        max_length=300,
        error_messages={"required": "Say what has to be done."},
    )
    due_at = MomentField(label="By when", required=False)
    assigned_to_id = forms.TypedChoiceField(
        label="For whom", coerce=UUID, empty_value=None, required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assigned_to_id"]
        field.choices = [("", "Whoever works on the case"), *on_the_case(case)]


class AssignForm(forms.Form):
    user_id = forms.TypedChoiceField(
        label="Person",
        help_text="A new advocate takes over: the one before no longer sees the case.",
        coerce=UUID,
        error_messages={"required": "Choose a person."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user_id"]
        field.choices = [("", PERSON), *people(Role.ADVOCATE, Role.ATTORNEY)]

    def clean(self) -> dict[str, Any]:
        """Add the kind of work, which follows from the person's role."""
        told = super().clean() or {}
        if "user_id" not in told:
            return told
        person = User.objects.filter(pk=told["user_id"]).first()
        advocate, attorney = AssignmentKind.ADVOCATE.value, AssignmentKind.ATTORNEY.value
        is_attorney = person is not None and person.role == Role.ATTORNEY
        return {**told, "kind": attorney if is_attorney else advocate}


class UnassignForm(forms.Form):
    user_id = forms.UUIDField(widget=forms.HiddenInput)


class RevealForm(forms.Form):
    reason = forms.ChoiceField(label="Why the name is opened")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reason"]
        field.choices = [(one.value, REASONS[one]) for one in reasons_for(by.role)]


class FindForm(forms.Form):
    """Sent by POST alone: a name in an address would stay in histories and logs."""

    text = forms.CharField(
        label="Find a case",
        max_length=2000,
        error_messages={"required": "Write what to look for."},
    )
