"""What a supervisor tells of a ladder; each form becomes one service call."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.moments import MomentField
from deadlines.rules.ladder import THE_ACT, Rung
from deadlines.rules.rungs import TOLD, tells_its_moment

UNITS = {"minutes": 60, "hours": 3600, "days": 86400}
HOW_LONG = "Give a whole number from 0 to 100,000; before or after is chosen above."
SIDES = {"before": "Before due", "at": "At due", "after": "After due"}


class RungForm(forms.Form):
    """When a step comes, whom it tells and what it does."""

    side = forms.ChoiceField(
        label="When",
        choices=list(SIDES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when the step comes."},
    )
    amount = forms.IntegerField(
        label="How long before or after",
        help_text="At due it needs no answer.",
        min_value=0,
        max_value=100_000,
        required=False,
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), HOW_LONG),
    )
    unit = forms.ChoiceField(label="Counted in", choices=[(one, one) for one in UNITS])
    tells = forms.MultipleChoiceField(
        label="Who is told",
        help_text="A step that would reach nobody on a case goes to every supervisor.",
        choices=[(role.value, role.value.capitalize()) for role in TOLD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one to be told."},
    )
    name = forms.CharField(
        label="Name",
        help_text="As people read it in a reminder. Blank: its moment. It stays as it is in"
        " ledger and trail.",
        max_length=40,
        required=False,
    )
    drafts_complaint = forms.BooleanField(label="Drafts the complaint to the FTC", required=False)
    unless_reviewed = forms.BooleanField(
        label="Only while nobody reviews the draft", required=False
    )

    def __init__(
        self, posted: QueryDict | None = None, *, law: str, rung: Rung | None = None
    ) -> None:
        super().__init__(posted, initial=_initial(rung) if rung else {"unit": "hours"})
        if law != THE_ACT:
            del self.fields["drafts_complaint"], self.fields["unless_reviewed"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        side, amount = told.pop("side", "at"), told.pop("amount", None) or 0
        unit = told.pop("unit", "hours")
        if side != "at" and not amount and "amount" not in self.errors:
            self.add_error("amount", "Say how long; at due itself is an answer of its own.")
        sign = {"before": -1, "at": 0, "after": 1}[side]
        return told | {"from_due": timedelta(seconds=sign * amount * UNITS[unit])}


def _initial(rung: Rung) -> dict[str, Any]:
    seconds = int(abs(rung.from_due).total_seconds())
    sides = {-1: "before", 0: "at", 1: "after"}
    unit = "hours" if seconds % UNITS["hours"] == 0 else "minutes"
    side = sides[(rung.from_due > timedelta(0)) - (rung.from_due < timedelta(0))]
    return {
        "side": side,
        "amount": seconds // UNITS[unit] or None,
        "unit": unit,
        "tells": list(rung.tells),
        "name": "" if tells_its_moment(rung) else rung.key,
        "drafts_complaint": rung.drafts_complaint,
        "unless_reviewed": rung.unless_reviewed,
    }


class ProposeForm(forms.Form):
    law = forms.CharField(max_length=30, required=False)
    note = forms.CharField(max_length=200, required=False)


class InForceForm(forms.Form):
    from_at = MomentField(
        label="From when",
        help_text="Blank: at once. Clocks that run by then keep the version that they have.",
        required=False,
    )


class SpanForm(forms.Form):
    """Which days to play again, both of them with all their hours."""

    since = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Give the first day."),
    )
    until = forms.DateField(
        label="To",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Give the last day."),
    )

    def __init__(self, asked: QueryDict | None = None, *, most_days: int) -> None:
        today = timezone.localdate()
        usual = {"since": today - timedelta(days=30), "until": today}
        super().__init__(asked or usual, initial=usual)
        self.most_days = most_days

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")
        elif since and until and (until - since).days >= self.most_days:
            self.add_error("until", f"Choose {self.most_days} days or fewer.")
        return told
