"""What is asked before a purge is proposed, a hold is placed or a span is set."""

from typing import Any

from django import forms

from cases.rules.spoken import choices
from keeping.rules.parts import GOES, PARTS, REASONS, Part
from keeping.rules.policy import LEAST, MOST, Kind

WORDS = forms.Textarea(attrs={"rows": 3})


class ProposeForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label="What is to be purged",
        choices=choices(PARTS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is to be purged."},
    )
    reason = forms.ChoiceField(
        label="Why",
        choices=choices(REASONS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    reason_words = forms.CharField(
        label="In your words",
        help_text="Sealed with the case. After a purge of the whole case nobody can read it.",
        widget=WORDS,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, counts: dict[Part, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parts"]
        known = counts or {}
        field.choices = [
            (part.value, f"{title} ({known.get(part, 0)})" if known else title)
            for part, title in PARTS.items()
        ]
        field.help_text = "The number says how many rows would lose something."

    @property
    def goes(self) -> list[tuple[str, str]]:
        return [(PARTS[part], words) for part, words in GOES.items()]


class HoldForm(forms.Form):
    reason = forms.CharField(
        label="Why the record must stay",
        help_text="A dispute, a subpoena, a court's order. Sealed with the case.",
        widget=WORDS,
        max_length=2000,
        error_messages={"required": "Say why the record must stay."},
    )
    review_on = forms.DateField(
        label="Look at it again on",
        help_text="It stands until somebody lifts it; this day only reminds you. May be empty.",
        required=False,
    )


class ReviewForm(forms.Form):
    review_on = forms.DateField(
        label="Look at it again on",
        help_text="It stands until somebody lifts it. Leave it empty to be asked no more.",
        required=False,
    )


class LiftForm(forms.Form):
    because = forms.CharField(
        label="Why it may be lifted",
        widget=WORDS,
        max_length=2000,
        error_messages={"required": "Say why it may be lifted."},
    )


class SpanForm(forms.Form):
    days = forms.IntegerField(
        label="Keep for how many days",
        help_text=f"From {LEAST} to {MOST}. A year is 365.",
        error_messages={"required": "Say for how many days it is kept."},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.optional:
            self.fields["days"].required = False
            self.fields[
                "days"
            ].help_text = f"From {LEAST} to {MOST}. Leave it empty to keep it as long as its case."
