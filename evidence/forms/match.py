from typing import Any

from django import forms

ANSWERS = (("same", "Same image"), ("not_the_same", "Not the same"))


class DecideForm(forms.Form):
    """Same image or not, with a reason; what was decided is not offered again."""

    same = forms.ChoiceField(
        label="Is it the same image?",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when it is not the same. Sealed; this pair is not offered again.",
    )
    link_copy = forms.BooleanField(label="Link the later one as a copy", required=False)

    def __init__(self, *args: Any, may_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_link:
            del self.fields["link_copy"]

    def clean_same(self) -> bool:
        return bool(self.cleaned_data["same"] == "same")
