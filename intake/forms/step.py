"""What is asked about a step of the plan: where it stands, and who keeps its number."""

from typing import Any

from django import forms

from intake.models import PlanStep
from intake.planned import may_become
from intake.rules import SERVICES
from intake.rules.states import STEP_STATES, StepState
from intake.rules.steps import LONGEST_REFERENCE, hint

HELD = (
    ("", "There is none yet"),
    ("survivor", "The survivor holds it"),
    ("agency", "Keep it here: the survivor agreed"),
)


class StepForm(forms.Form):
    state = forms.ChoiceField(
        label="Where does it stand?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say where it stands."},
    )
    held = forms.ChoiceField(
        label="Who keeps the number that the service gave?",
        choices=HELD,
        widget=forms.RadioSelect,
        required=False,
    )
    reference = forms.CharField(label="The number", max_length=LONGEST_REFERENCE, required=False)

    def __init__(self, *args: Any, step: PlanStep, **kwargs: Any) -> None:
        kept = "" if step.reference_kept == "none" else step.reference_kept
        super().__init__(*args, **kwargs)
        self.initial = {"state": step.state, "held": kept, "reference": step.reference}
        state: Any = self.fields["state"]
        state.choices = [(code, STEP_STATES[StepState(code)]) for code in may_become(step)]
        service = SERVICES[step.service]
        if service.reference:
            self.fields["reference"].help_text = hint(service)
        else:
            del self.fields["held"], self.fields["reference"]

    def clean(self) -> dict[str, Any]:
        """Give the command: agreed or held by the survivor, never both."""
        told = super().clean() or {}
        held = told.pop("held", "")
        return {**told, "survivor_agreed": held == "agency", "survivor_holds": held == "survivor"}

    def clean_reference(self) -> str:
        """Ask who keeps a number that is typed: it is kept by agreement alone."""
        reference = str(self.cleaned_data["reference"])
        if reference.strip() and not self.cleaned_data.get("held"):
            raise forms.ValidationError(
                "Say above who keeps the number. It stays here only if the survivor agreed."
            )
        if not reference.strip() and self.cleaned_data.get("held") == "agency":
            raise forms.ValidationError("Write the number, or say that the survivor holds it.")
        return reference
