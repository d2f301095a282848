from typing import Any

from django import forms

from accounts.models import User
from cases.rules import reasons_for
from cases.rules.spoken import REASONS


class SheetForm(forms.Form):
    """What is on one sheet; nothing that is asked here says anything of the person."""

    named = forms.BooleanField(
        label="Name the sites and services, with web addresses",
        help_text="Off: whoever finds the paper learns little. Ask where it will lie.",
        required=False,
    )
    large = forms.BooleanField(label="Large type", required=False)
    name_reason = forms.ChoiceField(
        label="The survivor's name",
        help_text="Putting it on the paper is recorded with the reason.",
        required=False,
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [
            (one.value, f"Put it on: {REASONS[one].lower()}") for one in reasons_for(by.role)
        ]
        field: Any = self.fields["name_reason"]
        field.choices = [("", "Leave it off"), *reasons]
