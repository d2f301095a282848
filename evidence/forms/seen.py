"""What was seen of a listing."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.moments import MomentField
from cases.rules.spoken import choices
from evidence.rules.items import How
from evidence.rules.spoken import DO_NOT_OPEN, FACTS, HOW, SEEN_BY

NONE_YET = ("", "Choose one")


class OutcomeForm(forms.Form):
    """One dated fact: what was seen, when, by whom and how; `deadlines` records it."""

    kind = forms.ChoiceField(
        label="What is so now",
        choices=choices(FACTS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was seen."},
    )
    at = MomentField(
        label="When that was seen or said",
        error_messages={"required": "Give the date and the time."},
    )
    how = forms.ChoiceField(
        label="How that is known",
        choices=choices(HOW),
        error_messages={"required": "Choose how that is known."},
    )
    checked_by = forms.ChoiceField(
        label="Who looked",
        choices=choices(SEEN_BY),
        error_messages={"required": "Choose who looked."},
    )
    note = forms.CharField(
        label="Note",
        help_text="Kept sealed. Never describe the image.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, sent: QueryDict | None = None, *, minor: bool) -> None:
        now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        usual = {} if minor else {"how": "opened_link", "checked_by": "advocate"}
        super().__init__(sent, initial={"at": now, **usual})
        if minor:
            self._offer_no_opening()

    def _offer_no_opening(self) -> None:
        """Leave opening the address out, and take nothing for granted about who looked how."""
        others = {way: words for way, words in HOW.items() if way != How.OPENED_LINK}
        cast(forms.ChoiceField, self.fields["how"]).choices = [NONE_YET, *choices(others)]
        cast(forms.ChoiceField, self.fields["checked_by"]).choices = [NONE_YET, *choices(SEEN_BY)]
        self.fields["how"].error_messages["invalid_choice"] = DO_NOT_OPEN
