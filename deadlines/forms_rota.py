"""Who is on duty, from when to when."""

from typing import Any
from uuid import UUID

from django import forms

from accounts.moments import MomentField
from cases.forms.people import PERSON, people
from cases.rules.cover import TAKERS


class TurnForm(forms.Form):
    user_id = forms.TypedChoiceField(
        label="Who", coerce=UUID, error_messages={"required": "Choose a colleague."}
    )
    starts_at = MomentField(label="From", error_messages={"required": "Give the first hour."})
    ends_at = MomentField(label="To", error_messages={"required": "Give the last hour."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user_id"]
        field.choices = [("", PERSON), *people(*TAKERS)]
