"""What the activity page may be asked; it stands in the address, for ids and codes alone do."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accounts.models import User
from cases.activity.kinds import FAMILIES, KINDS

HOUSE = "house"
ONE = {  # single acts that are often asked for
    "cases.revealed": "Name and contact shown",
    "evidence.showed_url": "Address shown",
    "cases.handed_on": "Moved to another advocate",
}
# A clock knows no moment past the last year, and the house no entry before computers' first.
DAYS = (
    MinValueValidator(date(1970, 1, 1), "Choose a later day."),
    MaxValueValidator(date(2999, 12, 31), "Choose an earlier day."),
)


class ActivityFilter(forms.Form):
    action = forms.ChoiceField(label="What", required=False)
    person = forms.ChoiceField(label="Who", required=False)
    case = forms.CharField(label="Case code", max_length=12, required=False)
    since = forms.DateField(label="From", required=False, validators=DAYS)
    until = forms.DateField(label="To", required=False, validators=DAYS)

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
