"""Which cases are lent, to whom, from when to when."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from accounts.moments import MomentField
from accounts.rules import Role
from cases.forms.people import PERSON, people

SELF = "Myself, at once"


class OfferCoverForm(forms.Form):
    case_ids = forms.TypedMultipleChoiceField(
        label="Cases",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one case.",
            "invalid_choice": "One of these cases is not yours to lend, or is closed.",
        },
    )
    taker_id = forms.TypedChoiceField(
        label="Who is asked to cover",
        help_text="They see a code and these hours, and the case itself from the first to the last"
        " hour once they say yes.",
        coerce=UUID,
        error_messages={"required": "Choose a colleague."},
    )
    starts_at = MomentField(label="From", error_messages={"required": "Give the first hour."})
    ends_at = MomentField(
        label="To",
        help_text="The case reverts by itself at this moment.",
        error_messages={"required": "Give the last hour."},
    )
    answer_by = MomentField(
        label="Answer by",
        required=False,
        help_text="Left empty: some hours before it starts, for a weekend Friday noon. Not taken by"
        " then, it goes to the supervisors.",
    )
    note = forms.CharField(
        label="What to know",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sealed with the case: they read it when the case opens to them.",
    )

    def __init__(self, *args: Any, by: User, cases: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["case_ids"]
        chosen.choices = list(cases)
        taker: Any = self.fields["taker_id"]
        groups = people(Role.ADVOCATE, Role.SUPERVISOR)
        mine = [(str(by.pk), SELF)] if by.role == Role.SUPERVISOR else []
        others = [
            (label, [one for one in group if one[0] != str(by.pk)]) for label, group in groups
        ]
        taker.choices = [("", PERSON), *mine, *[pair for pair in others if pair[1]]]
