"""In whose hands something is, and sending the evidence log out."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from accounts.moments import MomentField
from cases.rules import reasons_for
from cases.rules.spoken import REASONS, choices
from evidence.rules.custody import WHAT, What


class HoldingForm(forms.Form):
    """Who has it from now on; never the thing itself."""

    what = forms.ChoiceField(
        label="What", choices=choices(WHAT), error_messages={"required": "Choose what it is."}
    )
    holder = forms.CharField(
        label="Who holds it now",
        help_text="A person or a place. Kept sealed.",
        max_length=200,
        error_messages={"required": "Say who holds it now."},
    )
    since = MomentField(label="Since when")
    note = forms.CharField(
        label="Note",
        help_text="How it was handed over. Kept sealed; never describe the image.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, sent: QueryDict | None = None, *, minor: bool) -> None:
        super().__init__(sent, initial={"since": timezone.localtime().strftime("%Y-%m-%dT%H:%M")})
        if minor:
            others = {what: words for what, words in WHAT.items() if what != What.SCREENSHOT}
            cast(forms.ChoiceField, self.fields["what"]).choices = choices(others)


class ExportForm(forms.Form):
    """Under which release the log leaves, and whether with the addresses that are hidden."""

    release_id = forms.TypedChoiceField(
        label="Who gets it, under which release",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the release under which it leaves."},
    )
    hidden_too = forms.BooleanField(
        label="Put in the addresses that are hidden too",
        help_text="Someone there is or may be under 18. They are written so that no program takes"
        " them for links; asking is recorded.",
        required=False,
    )
    reason = forms.ChoiceField(label="Why the hidden addresses are needed", required=False)

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        by: User,
        releases: list[tuple[str, str]],
        any_hidden: bool,
    ) -> None:
        super().__init__(sent)
        cast(forms.ChoiceField, self.fields["release_id"]).choices = releases
        asked: Any = self.fields["reason"]
        whys = [(one.value, REASONS[one]) for one in reasons_for(by.role)]
        asked.choices = [("", "Choose one"), *whys]
        if not any_hidden:
            del self.fields["hidden_too"], self.fields["reason"]


def told_until(at: datetime) -> str:
    there = timezone.localtime(at)
    return f"{there.day} {there:%b %Y}"
