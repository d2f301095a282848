"""What a person may write on a complaint: its blanks, sentences of their own, and its filing."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField
from complaints.document import TITLES, Document
from complaints.rules.moves import WRITABLE
from complaints.services.filing import LONGEST_NUMBER
from complaints.wording import MOST_CHARACTERS, own_of

HINTS = {
    "filer": "An advocate of a victim-service agency, say. The regulator's form asks for the name.",
    "contact": "The agency's own mailbox is the safest.",
    "harm": "Two lines at most: lost work, moved house, fear. Nothing about what is shown.",
    "statement": "For example: This is true to my knowledge. 3 November 2026, advocate.",
}


class ReviseForm(forms.Form):
    """A field a blank, named by its key, and one a part for sentences of one's own."""

    on_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, document: Document, number: int) -> None:
        super().__init__(data, initial={"on_revision": number})
        self._keys = [blank.key for blank in document.blanks()]
        for blank in document.blanks():
            self.fields[blank.key] = forms.CharField(
                label=f"{blank.prompt[:1].upper()}{blank.prompt[1:]}",
                help_text=HINTS.get(blank.key, ""),
                initial=blank.text,
                max_length=MOST_CHARACTERS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for part in document.parts:
            self.fields[f"added_{part.letter}"] = forms.CharField(
                label=f"Your own sentences in part {part.letter}",
                help_text="One a line. They are kept apart from what the record says.",
                initial="\n".join(one.text for one in own_of(part)),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = super().clean() or {}
        return {
            "on_revision": given.get("on_revision"),
            "blanks": {key: given.get(key, "") for key in self._keys},
            "added": {
                letter: [line for line in given.get(f"added_{letter}", "").splitlines() if line]
                for letter in TITLES
            },
        }


class SignOffForm(forms.Form):
    on_revision = forms.IntegerField(widget=forms.HiddenInput)


class FilingForm(forms.Form):
    """What the person did at the regulator's own site."""

    number = forms.CharField(
        label="The regulator's number",
        help_text="As the regulator's site shows it once the complaint is in.",
        max_length=LONGEST_NUMBER,
        error_messages={"required": "Copy the number that the regulator's site showed."},
    )
    filed_at = MomentField(
        label="When it was filed",
        error_messages={"required": "Give the date and the time of filing."},
    )


def is_writable(status: str) -> bool:
    return status in {one.value for one in WRITABLE}
