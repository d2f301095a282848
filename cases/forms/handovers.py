"""When an attorney is to be given a case."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.moments import MomentField
from accounts.rules import Role
from cases.forms.people import PERSON, people


class PlanHandoverForm(forms.Form):
    user_id = forms.TypedChoiceField(
        label="Attorney",
        help_text="The survivor released the case to this one person, in writing.",
        coerce=UUID,
        error_messages={"required": "Choose an attorney."},
    )
    at = MomentField(
        label="When",
        help_text="The release is asked for again at that moment.",
        error_messages={"required": "Give the date and the time."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user_id"]
        field.choices = [("", PERSON), *people(Role.ATTORNEY)]
