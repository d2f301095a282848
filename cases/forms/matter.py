"""Opening a case, changing what is known of it, moving it on."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.models import User
from accounts.rules import Role
from cases import countries
from cases.forms.people import people
from cases.models import Case
from cases.rules.moves import moves_from
from cases.rules.spoken import AGES, FACTS, STATUSES, choices
from cases.running import still_running

KEEP = "Leave empty to keep what is recorded."
SEALED = ("survivor_name", "contact", "safe_contact", "narrative")


def country_choices() -> list[tuple[str, str]]:
    return [("", "Not said"), *countries.names().items()]


class MatterForm(forms.Form):
    """What is asked of a person and a matter; every word but the age may wait."""

    age_when_made = forms.ChoiceField(
        label="How old was the survivor when the image was made?",
        help_text="Not sure is an answer: it is handled as under 18 until someone knows.",
        choices=choices(AGES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; not sure is an answer."},
    )
    survivor_name = forms.CharField(
        label="Name, as the survivor wants to be called",
        help_text="Kept sealed. It stands in no list, title, e-mail or address.",
        max_length=200,
        required=False,
    )
    contact = forms.CharField(
        label="Contact",
        help_text="One that is safe to use: a number, an e-mail, an account.",
        max_length=200,
        required=False,
    )
    safe_contact = forms.CharField(
        label="How to make contact safely",
        help_text="Who may answer, when, by what, voicemail or not, a code word.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    country = forms.ChoiceField(
        label="Country where the survivor is", choices=country_choices, required=False
    )
    narrative = forms.CharField(
        label="What happened",
        help_text="Only what the work needs. Never describe the image itself.",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OpenCaseForm(MatterForm):
    advocate_id = forms.TypedChoiceField(
        label="Who will work on this case?",
        coerce=UUID,
        empty_value=None,
        error_messages={"required": "Choose an advocate."},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.role == Role.SUPERVISOR:
            chosen: Any = self.fields["advocate_id"]
            chosen.choices = [("", "Choose an advocate"), *people(Role.ADVOCATE)]
        else:
            del self.fields["advocate_id"]


class ChangeCaseForm(MatterForm):
    """A correction: sealed answers are kept unless new words or a tick for removal are given."""

    emptied = forms.MultipleChoiceField(
        label="Remove what is recorded",
        choices=[(name, FACTS[name].capitalize()) for name in SEALED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, sent: QueryDict | None = None, *, case: Case, shown: dict[str, str] | None = None
    ) -> None:
        known = {"age_when_made": case.age_when_made, "country": case.country}
        super().__init__(sent, initial={**known, **(shown or {})})
        for name in SEALED:
            field = self.fields[name]
            field.help_text = f"{field.help_text} {KEEP}"

    def clean(self) -> dict[str, Any]:
        """Give the service only what is to change."""
        told = super().clean() or {}
        emptied = told.pop("emptied", [])
        return {
            name: "" if name in emptied else fact
            for name, fact in told.items()
            if name not in SEALED or fact or name in emptied
        }


class MoveForm(forms.Form):
    to = forms.ChoiceField(
        label="The case becomes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the case goes."},
    )

    confirmed = forms.BooleanField(
        label="Close it although something still runs",
        help_text="Nothing stops with the case: reminders go on, and a complaint is still drafted.",
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [(step.value, MEANS[step]) for step in moves_from(case.status)]
        if not still_running(case):
            del self.fields["confirmed"]


# fmt: off
MEANS = {
    step: f"{STATUSES[step]}: {meaning}"
    for step, meaning in zip(STATUSES, (
        "the first facts are being taken",
        "platforms are asked and clocks are watched",
        "nothing waits for a platform; we look again from time to time",
        "nothing waits here; it can be opened again at any time",
    ), strict=True)
}
# fmt: on
