"""What an attorney enters in their own partition: notes, court cases, money."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone

from cases.rules.spoken import choices
from restitution.forms.dollars import DollarsField
from restitution.models import CourtCase
from restitution.rules.courts import COURT_KINDS, OFFENCES, STAGES, WANTS
from restitution.rules.districts import FEDERAL, OF_STATES, court_name
from restitution.rules.money import HEADS, LINES
from restitution.rules.remedies import REMEDIES

LONGEST_NOTE = 8000


class PrivilegedNoteForm(forms.Form):
    text = forms.CharField(
        label="Privileged note",
        help_text="For the attorneys of this case alone. It is sealed, and final once kept.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write something first."},
    )
    remedy = forms.ChoiceField(label="About which remedy", required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        known = [(code, one.title) for code, one in REMEDIES.items()]
        cast(forms.ChoiceField, self.fields["remedy"]).choices = [("", "The whole case"), *known]


class FindNotesForm(forms.Form):
    text = forms.CharField(
        label="Find in your privileged notes",
        help_text="Three characters or more. The words you look for are kept nowhere.",
        min_length=3,
        max_length=100,
        error_messages={
            "required": "Say what to look for.",
            "min_length": "Write three characters or more.",
        },
    )


class CourtCaseForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of case",
        choices=choices(COURT_KINDS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of case it is."},
    )
    district = forms.ChoiceField(
        label="Court",
        required=False,
        choices=[
            ("", "Not known"),
            ("Federal districts", sorted(FEDERAL.items(), key=lambda one: one[1])),
            ("State courts", list(OF_STATES.items())),
        ],
    )
    docket = forms.CharField(
        label="Number at the court",
        help_text="As it stands on the court's papers. Kept sealed.",
        max_length=80,
        required=False,
    )
    defendant = forms.CharField(
        label="Defendant",
        help_text="As it is spelt in the court's papers: one spelling adds up as one person."
        " Kept sealed.",
        max_length=200,
        required=False,
    )
    offence = forms.ChoiceField(
        label="Offence",
        help_text="As section 2259 tells them apart.",
        choices=choices(OFFENCES),
        widget=forms.RadioSelect,
        initial="unsure",
    )
    stage = forms.ChoiceField(
        label="How far it has come",
        choices=choices(STAGES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it has come; not known is an answer."},
    )
    sentencing_on = forms.DateField(
        label="Day of the sentence, set or past", required=False, help_text="If it is known."
    )


def as_entered(court: CourtCase) -> dict[str, Any]:
    """Give what a court case's form starts from."""
    return {name: getattr(court, name) for name in CourtCaseForm.base_fields}


class LineForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it is",
        choices=choices(LINES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    court_case_id = forms.TypedChoiceField(
        label="Of which court case",
        help_text="A loss on file may be of none.",
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    head = forms.ChoiceField(
        label="Kind of loss",
        help_text="For losses alone.",
        choices=[("", "Not a loss"), *choices(HEADS)],
        required=False,
    )
    amount = DollarsField(
        label="Amount in US dollars",
        error_messages={"min_value": "Give an amount above zero; reverse a line to take one back."},
    )
    on = forms.DateField(
        label="On which day", error_messages={"required": "Give the day of the order or payment."}
    )
    note = forms.CharField(
        label="What shows it",
        help_text="Such as the order's entry number. Kept sealed; never an account number.",
        max_length=300,
        required=False,
    )

    def __init__(self, *given: Any, courts: list[CourtCase], **more: Any) -> None:
        super().__init__(*given, **more)
        offered = [(str(one.pk), named(one)) for one in courts]
        field: Any = self.fields["court_case_id"]
        field.choices = [("", "None"), *offered]


def named(court: CourtCase) -> str:
    """Name a court case for an attorney's own page: by number, kind, court and docket."""
    where = court_name(court.district)
    told = [court.label, court.get_kind_display().lower(), where, str(court.docket)]
    return ", ".join(one for one in told if one)


class ReverseForm(forms.Form):
    note = forms.CharField(label="Why", max_length=300, required=False)


class ReserveForm(forms.Form):
    amount = DollarsField(label="Amount in US dollars")
    as_of = forms.DateField(
        label="As of which day", error_messages={"required": "Give the day it was said for."}
    )
    source = forms.CharField(
        label="Where it was read",
        help_text="A court's order, or a notice of the Department of Justice, so that another"
        " person finds it again. Name no survivor and no case.",
        max_length=200,
        error_messages={"required": "Say where it was read."},
    )


class PreferenceForm(forms.Form):
    wants = forms.ChoiceField(
        label="Does the survivor want notices of this case?",
        help_text="Ask; never assume. Notices can hurt, and not wanting any is an answer.",
        choices=choices(WANTS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the survivor said."},
    )
    said_on = forms.DateField(
        label="Said on", error_messages={"required": "Give the day on which they said so."}
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        more.setdefault("initial", {"said_on": timezone.localdate()})
        super().__init__(*given, **more)
