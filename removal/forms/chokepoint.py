"""Who a person found behind a site, on their own device."""

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.moments import MomentField
from cases.rules.spoken import choices
from removal import behind
from removal.rules.desk_spoken import CHOKEPOINTS, FOUND_HOW

NOT_LISTED = ("", "Not in the directory: its name below")


class ChokepointForm(forms.Form):
    kind = forms.ChoiceField(label="What it is", choices=choices(CHOKEPOINTS))
    platform_slug = forms.ChoiceField(
        label="Which one",
        help_text="Of the kind above. What is not listed is added under the name that you give.",
        required=False,
    )
    name = forms.CharField(
        label="Its name, if it is not listed",
        help_text="As it calls itself. Everyone here reads the directory: no word of the case.",
        max_length=100,
        required=False,
    )
    contact_url = forms.CharField(
        label="Where it takes notices",
        help_text="A second person confirms it before it stands in the directory.",
        max_length=500,
        required=False,
    )
    found_how = forms.ChoiceField(
        label="How it was found",
        choices=choices(FOUND_HOW),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was found."},
    )
    found_at = MomentField(
        label="When it was found",
        error_messages={"required": "Give the date and the time at which it was found."},
    )
    note = forms.CharField(
        label="Note", help_text="Such as the address that was looked up. Sealed.",
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, posted: QueryDict | None = None, **initial: Any) -> None:
        super().__init__(posted, initial=initial, auto_id="found_%s")
        one: Any = self.fields["platform_slug"]
        one.choices = [NOT_LISTED, *self._known(first=initial.get("kind", ""))]

    def _known(self, *, first: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the directory's rows by kind, those of the kind that was asked for at the top."""
        kinds = sorted(CHOKEPOINTS.items(), key=lambda kind: kind[0] != first)
        groups = [(words, behind.known_of(kind.value)) for kind, words in kinds]
        return [(words, [(row.slug, row.name) for row in rows]) for words, rows in groups if rows]
