"""What is asked when a report is locked."""

from typing import Any

from django import forms

from cases.rules.spoken import choices
from reports.rules.filing import REASONS


class LockForm(forms.Form):
    """The digest of what was looked at and, for a correction, why."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(
        label="Why it is corrected",
        choices=choices(REASONS),
        widget=forms.RadioSelect,
        error_messages={"required": "Say why the locked report is corrected."},
    )

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]
