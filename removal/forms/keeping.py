"""What a person says of a row of the directory, without changing it."""

from django import forms
from django.http import QueryDict

from cases.rules.spoken import choices
from removal.rules.desk_spoken import MOVED


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is wrong",
        choices=choices(MOVED),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong."},
    )
    found = forms.CharField(
        label="What you found, and where",
        help_text="The new address, if you saw one. Nothing of a case.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, auto_id="report_%s")
