"""One question and its answer; a determination; a day."""

from typing import Any, cast

from django import forms

from cases.rules.spoken import choices
from restitution.models import Determination
from restitution.rules.question import Question
from restitution.rules.remedies import REMEDIES
from restitution.rules.telling import DAYS, SOURCES, Source
from restitution.rules.words import KNOWN, OUTCOMES
from restitution.told import Held

LONGEST = 8000
MOST_AS_BUTTONS = 12  # more are chosen from a list
NOT_SHOWN_TO_ATTORNEYS = "Sealed. Advocates, supervisors and the attorney on this case read it."
ATTORNEYS = "Sealed. Attorneys on this case alone read it. Reasons belong in the determination."
SAID = [one for one in choices(SOURCES) if one[0] != Source.CASE]


def a_day(**more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


class AnswerForm(forms.Form):
    """The answers of one question; a day or a sum stands beside the choice that means it."""

    value = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Choose an answer."}
    )
    on = a_day(label="The day", required=False)
    amount = forms.CharField(label="The sum in dollars", required=False, max_length=20)
    source = forms.ChoiceField(
        label="Who said so", choices=SAID, error_messages={"required": "Say who gave the answer."}
    )
    said_on = a_day(label="When it was said", help_text="Empty: today.", required=False)
    next_ask_on = a_day(
        label="Ask again on",
        help_text="Only where nobody is sure. Empty: as usual for this question."
        " After “prefers not to say” nobody asks again unless you give a day.",
        required=False,
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *given: Any, asked: Question, held: Held | None = None, privileged: bool, **more: Any
    ) -> None:
        first = {"source": Source.SURVIVOR.value} | _as_held(held)
        more["initial"] = first | more.get("initial", {})
        super().__init__(*given, **more)
        value = cast(forms.ChoiceField, self.fields["value"])
        value.label = "Answer"
        many = len(asked.choices) > MOST_AS_BUTTONS
        if many:
            value.widget = forms.Select()
        value.choices = [("", "Choose")] * many + list(asked.choices.items())
        if asked.kind != "date":
            del self.fields["on"]
        if asked.kind != "money":
            del self.fields["amount"]
        self.fields["note"].help_text = ATTORNEYS if privileged else NOT_SHOWN_TO_ATTORNEYS


def _as_held(held: Held | None) -> dict[str, Any]:
    if held is None or not held.fact.value:
        return {}
    found: dict[str, Any] = {"value": held.fact.value}
    if held.fact.value == KNOWN:
        found |= {"on": held.fact.on, "amount": held.fact.amount}
    return found


class DeterminationForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What you find",
        choices=choices(OUTCOMES),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found."},
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="Privileged: attorneys on this case alone read them. Kept for good;"
        " a later determination stands beside this one.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Give your reasons."},
    )
    on_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    on_facts = forms.CharField(max_length=16, widget=forms.HiddenInput)


class DayForm(forms.Form):
    kind = forms.ChoiceField(
        label="What happens on that day",
        choices=choices(DAYS),
        error_messages={"required": "Say what happens on that day."},
    )
    on = a_day(label="The day", error_messages={"required": "Give the day."})
    remedy = forms.ChoiceField(label="For which remedy", required=False)
    words = forms.CharField(
        label="In your words",
        help_text="Sealed. Attorneys on this case alone read it.",
        required=False,
        max_length=300,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        known = [(code, one.title) for code, one in REMEDIES.items()]
        cast(forms.ChoiceField, self.fields["remedy"]).choices = [("", "The whole case"), *known]


def first_values(found: Determination | None, *, facts: str) -> dict[str, Any]:
    """Give what a determination's form carries along: what its writer looked at."""
    return {"on_version": found.version if found else 0, "on_facts": facts}
