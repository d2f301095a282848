"""One question as a form: what a browser sends, given to the one rule that reads answers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from accounts.rules import ROLE_MAY_NOT
from audit.rules import NotAllowed
from intake.forms.fields import INSTEAD, fields_of
from intake.rules import Answers, Question, Refused
from intake.rules.questions import NOT_TOLD

Made = TypeVar("Made")
ALONE = "“{asks}” has an answer too. Choose this alone, or give an answer without it."


def given_of(question: Question, told: Mapping[str, Any]) -> dict[str, object]:
    """Give what was sent in the names of the rule; what is blank is left out."""
    names = {question.slug, *(part.slug for part in question.parts)}
    given = {name: told[name] for name in names if told.get(name)}
    instead = told.get(question.slug + INSTEAD)
    return {question.slug: instead} if instead and not is_torn(question, told) else given


def is_torn(question: Question, told: Mapping[str, Any]) -> bool:
    """Tell whether something was given and “not sure” chosen beside it; twice unsaid is one."""
    names = (question.slug, *(part.slug for part in question.parts))
    given = [told[name] for name in names if told.get(name)]
    return bool(told.get(question.slug + INSTEAD)) and any(
        one not in list(NOT_TOLD) for one in given
    )


class Answering(forms.Form):
    """A form whose answers are read by the rule, and whose errors stand where they belong."""

    questions: tuple[Question, ...] = ()

    def given(self) -> dict[str, object]:
        """Give the answers as the rule reads them."""
        given: dict[str, object] = {}
        for question in self.questions:
            given |= given_of(question, self.cleaned_data)
        return given

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for question in self.questions:
            if is_torn(question, told):
                self.add_error(question.slug + INSTEAD, ALONE.format(asks=question.asks))
        return told

    def taken(self, act: Callable[..., Made], **more: Any) -> Made | None:
        """Give what the service gives, or None: then every field at fault says why."""
        if not self.is_valid():
            return None
        try:
            return act(given=self.given(), **more)
        except Refused as no:
            self.refuse(no.errors)
        except NotAllowed as no:
            if no.code == ROLE_MAY_NOT:
                raise
            self.refuse({no.field: no.sentence})
        return None

    def refuse(self, errors: Mapping[str, str]) -> None:
        for name, sentence in errors.items():
            self.add_error(self._field_of(name), sentence)

    def _field_of(self, name: str) -> str | None:
        return next((one for one in (name, name + INSTEAD) if one in self.fields), None)


class QuestionForm(Answering):
    """One page of the wizard; sealed answers stay closed until they are asked for."""

    remove = forms.MultipleChoiceField(
        label="Take away what was told by mistake",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shown = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        sent: QueryDict | None = None,
        *,
        question: Question,
        kept: Answers,
        removable: Iterable[tuple[str, str]] = (),
        shown: bool = False,
    ) -> None:
        self.question, self.kept, self.questions = question, kept, (question,)
        super().__init__(sent, initial={**_known(question, kept, shown=shown), "shown": shown})
        self.fields = {**fields_of(question), **self.fields}
        remove: Any = self.fields["remove"]
        remove.choices = list(removable)
        if not remove.choices:
            del self.fields["remove"]
        if not shown and sent is None and question.parts and kept.told:
            self._say_what_stays()
        if question.kind == "one":
            self.fields[question.slug].required = True

    def is_blank(self) -> bool:
        """Tell whether nothing at all was sent in answer."""
        asks = set(self.fields) - {"shown"}
        return not any(self.data.get(name) for name in asks)

    def given(self) -> dict[str, object]:
        """Give the answer; sealed words that were not shown stay unless new ones are written."""
        given = super().given()
        instead = self.cleaned_data.get(self.question.slug + INSTEAD)
        if instead:
            return given
        if self.question.kind == "places":
            return self._places(given)
        if not self.cleaned_data.get("shown") and given:
            parts = {part.slug for part in self.question.parts}
            earlier = {slug: words for slug, words in self.kept.told.items() if slug in parts}
            return {**earlier, **given}
        return given

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        nothing_left = self.question.kind == "places" and told.get("remove")
        if nothing_left and not told.get("where") and len(told["remove"]) == len(self.kept.places):
            self.add_error(
                "remove", "No place would be left. If none is known, choose “Not sure” below."
            )
        return told

    def _places(self, given: dict[str, object]) -> dict[str, object]:
        """Give the lines that were written, and then the places that stay."""
        removed = {int(number) for number in self.cleaned_data.get("remove", [])}
        stay = [
            place._asdict()
            for number, place in enumerate(self.kept.places, 1)
            if number not in removed
        ]
        lines = [line for line in str(given.get("where", "")).splitlines() if line.strip()]
        return {"where": [*lines, *stay]} if lines or removed else {}

    def _say_what_stays(self) -> None:
        for part in self.question.parts:
            if self.kept.told.get(part.slug):
                field = self.fields[part.slug]
                field.help_text = f"{field.help_text} Written down. Leave empty to keep it.".strip()


def _known(question: Question, kept: Answers, *, shown: bool) -> dict[str, Any]:
    """Give what the page begins with: codes as they are, words only when they were asked for."""
    code = kept.codes.get(question.slug, "")
    known: dict[str, Any] = {question.slug + INSTEAD: code if code in NOT_TOLD else ""}
    if question.kind == "one":
        known[question.slug] = code
    if question.kind == "many":
        known[question.slug] = [code] if isinstance(code, str) else list(code)
    if shown:
        known |= {part.slug: kept.told.get(part.slug, "") for part in question.parts}
    return known
