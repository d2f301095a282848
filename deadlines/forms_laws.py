"""What a person tells of a law elsewhere; each form becomes one service call."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from accounts.moments import MomentField, minute_now
from cases.rules.spoken import choices
from deadlines.courses import law_facts
from deadlines.models import Course, Statute
from deadlines.rules.elsewhere import BY_EVENT, StartsFrom, events_of
from deadlines.rules.elsewhere_words import CONNECTIONS, ENDINGS, EVENTS, MAKERS, element_words
from removal.rules.spoken import PROOFS
from removal.rules.words import Proof

WHICH = {"yes": "The notice that was sent here", "no": "A report or complaint of its own"}


class TakeUpForm(forms.Form):
    connection = forms.ChoiceField(
        label="Why it applies",
        help_text="No rule can know this; you say it, and it stands beside the clock.",
        choices=choices(CONNECTIONS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what ties this to the law."},
    )
    made_by = forms.ChoiceField(
        label="Who makes the report or complaint",
        choices=choices(MAKERS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who makes it."},
    )
    is_notice = forms.ChoiceField(
        label="What the report is",
        help_text="A report of its own has its own receipt, which you record next.",
        choices=list(WHICH.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which it is."},
    )
    declared = forms.MultipleChoiceField(
        label="What the report says",
        help_text="What the four parts of the notice say counts without a tick.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, posted: QueryDict | None = None, *, law: Statute, course: Course | None
    ) -> None:
        initial: dict[str, Any] = {}
        if course is not None:
            initial = {
                "connection": course.connection,
                "made_by": course.made_by,
                "is_notice": "yes" if course.follows_receipt else "no",
                "declared": course.declared,
            }
        super().__init__(posted, initial=initial, auto_id="take_up_%s")
        ticked = [one for one in law.elements if one not in BY_EVENT]
        declared = self.fields["declared"]
        declared.choices = [(one, capfirst(element_words(one))) for one in ticked]  # type: ignore[attr-defined]
        if not ticked:
            del self.fields["declared"]
        if law.starts_from == StartsFrom.REGULATOR_NOTICE:
            del self.fields["is_notice"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        return told | {"is_notice": told.get("is_notice") == "yes"}


class LawEventForm(forms.Form):
    kind = forms.ChoiceField(
        label="What came",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came."},
    )
    at = MomentField(label="When", error_messages={"required": "Give the date and the time."})
    hours = forms.IntegerField(
        label="Hours that the notice allows",
        help_text="As the notice says; blank: what the law says.",
        required=False,
    )
    proof = forms.ChoiceField(
        label="What shows it",
        choices=choices(PROOFS | {Proof.NONE: "Nothing yet"}),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; nothing yet is an answer."},
    )
    reference = forms.CharField(
        label="Number or subject on it", help_text="Sealed.", max_length=200, required=False
    )

    def __init__(
        self,
        posted: QueryDict | None = None,
        *,
        law: Statute,
        is_notice: bool,
        recorded: Collection[str] = (),
    ) -> None:
        kinds = events_of(law_facts(law), is_notice=is_notice)
        owed = next((kind.value for kind in kinds if kind not in recorded), None)
        initial = {"at": minute_now(), "kind": owed}
        super().__init__(posted, initial=initial, auto_id="law_event_%s")
        self.fields["kind"].choices = [(kind.value, EVENTS[kind]) for kind in kinds]  # type: ignore[attr-defined]
        if law.starts_from != StartsFrom.REGULATOR_NOTICE:
            del self.fields["hours"]


class LayAsideForm(forms.Form):
    because = forms.ChoiceField(
        label="Why it is laid aside",
        choices=choices(ENDINGS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, auto_id="lay_aside_%s")
