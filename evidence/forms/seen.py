"""What was seen of a listing, and finding one by where it is."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from cases.rules.spoken import choices
from evidence.rules.spoken import FACTS, HOW, SEEN_BY


class OutcomeForm(forms.Form):
    """One dated fact: what was seen, when, by whom and how; `deadlines` records it."""

    kind = forms.ChoiceField(
        label="What is so now",
        choices=choices(FACTS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was seen."},
    )
    at = forms.DateTimeField(label="When that was seen or said")
    how = forms.ChoiceField(label="How that is known", choices=choices(HOW))
    checked_by = forms.ChoiceField(label="Who looked", choices=choices(SEEN_BY))
    note = forms.CharField(
        label="Note",
        help_text="Kept sealed. Never describe the image.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, sent: QueryDict | None = None) -> None:
        now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        usual = {"at": now, "how": "opened_link", "checked_by": "advocate"}
        super().__init__(sent, initial=usual)


class FindForm(forms.Form):
    """Sent by POST alone: an address in an address would stay in histories and logs."""

    text = forms.CharField(
        label="Address, site or handle",
        max_length=2000,
        error_messages={"required": "Write what to look for."},
    )
