"""Which cases go to whom, and with what word."""

from typing import Any

from django import forms

from accounts.models import User
from accounts.rules import Role


class ChosenCases(forms.MultipleChoiceField):
    """Ids of cases as the page's boxes send them; whether they may go is the service's to say."""

    def valid_value(self, value: str) -> bool:
        try:
            forms.UUIDField().clean(value)
        except forms.ValidationError:
            return False
        return True

    def clean(self, value: Any) -> Any:
        return [forms.UUIDField().clean(one) for one in super().clean(value)]


class MoveCasesForm(forms.Form):
    case_ids = ChosenCases(
        label="Cases",
        widget=forms.MultipleHiddenInput,
        error_messages={"required": "Choose at least one case."},
    )
    to_id = forms.ChoiceField(
        label="To",
        error_messages={"required": "Choose who takes them."},
    )
    note = forms.CharField(
        label="Hand-over note",
        help_text="What the next advocate should know first. Kept sealed on each case.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a word for whoever takes them."},
    )

    def __init__(self, *args: Any, loads: dict[str, str], whose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, role=Role.ADVOCATE.value).order_by("name")
        to: Any = self.fields["to_id"]
        to.choices = [
            ("", "Choose one"),
            *(
                (str(one.pk), f"{one.name}: {loads.get(str(one.pk), 'no cases yet')}")
                for one in people
                if str(one.pk) != whose
            ),
        ]
