"""What the activity page may be asked; it stands in the address, for ids and codes alone do."""

from typing import Any

from django import forms

from accounts.models import User
from cases.activity.kinds import FAMILIES, KINDS

HOUSE = "house"
ONE = {  # single acts that are often asked for
    "cases.revealed": "Name and contact shown",
    "evidence.showed_url": "Address shown",
    "cases.handed_on": "Moved to another advocate",
}


class ActivityFilter(forms.Form):
    action = forms.ChoiceField(label="What", required=False)
    person = forms.ChoiceField(label="Who", required=False)
    case = forms.CharField(label="Case code", max_length=12, required=False)
    since = forms.DateField(label="From", required=False)
    until = forms.DateField(label="To", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action: Any = self.fields["action"]
        action.choices = [
            ("", "Everything"),
            *((kind.value, words) for kind, words in KINDS.items()),
            ("Part of the house", list(FAMILIES.items())),
            ("One act", list(ONE.items())),
        ]
        person: Any = self.fields["person"]
        people = User.objects.order_by("name").values_list("pk", "name")
        person.choices = [
            ("", "Everybody"),
            (HOUSE, "Reclaim itself"),
            *((str(pk), name) for pk, name in people),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", "This day is before the first one.")
        return told
