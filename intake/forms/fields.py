"""The fields that ask a question, on its own page and on the phone form alike."""

from django import forms

from cases import countries
from intake.rules import Question
from intake.rules.questions import NOT_TOLD, PLACES, Part

INSTEAD = "_instead"  # a field of its own: the question's own name holds the words
CHOOSE = "Choose one; “Not sure” and “Rather not say” are answers too."
ONE_A_LINE = (
    "One place a line: a web address, “account: @name on example.com”, “app: its name”,"
    " “search: its name”. Nothing here opens or fetches it."
)
LONG, STORY = 200, 1000  # more characters than this want a box of several lines; of more


def fields_of(question: Question) -> dict[str, forms.Field]:
    """Give the fields that ask this question."""
    made: dict[str, forms.Field] = {}
    if question.kind == "one":
        made[question.slug] = _one(question)
    if question.kind == "many":
        made[question.slug] = forms.MultipleChoiceField(
            label=question.asks,
            help_text=question.hint,
            choices=list(question.choices.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if question.kind == "places":
        made[question.slug] = forms.CharField(
            label=question.asks,
            help_text=f"{question.hint} {ONE_A_LINE}",
            required=False,
            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        )
    made |= {part.slug: _part(part) for part in question.parts}
    if question.kind in {"text", "places", "contact"}:
        made[question.slug + INSTEAD] = forms.ChoiceField(
            label="Or, instead of an answer",
            choices=list(NOT_TOLD.items()),
            required=False,
            widget=forms.RadioSelect,
        )
    return made


def _one(question: Question) -> forms.ChoiceField:
    is_long = len(question.choices) > len(PLACES) * 2
    choices = list(question.choices.items())
    if question.slug == "country":
        first = ["", countries.FIRST, *NOT_TOLD]
        words = {"": "Choose a country", **question.choices}
        rest = [pair for pair in choices if pair[0] not in first]
        choices = [(code, words[code]) for code in first] + rest
    return forms.ChoiceField(
        label=question.asks,
        help_text=question.hint,
        choices=choices,
        required=False,
        widget=forms.Select if is_long else forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )


def _part(part: Part) -> forms.Field:
    if part.choices:
        return forms.ChoiceField(
            label=part.asks,
            help_text=part.hint,
            choices=list(part.choices.items()),
            required=False,
            widget=forms.RadioSelect,
        )
    area = forms.Textarea(attrs={"rows": 4 if part.most > STORY else 2})
    return forms.CharField(
        label=part.asks,
        help_text=part.hint,
        required=False,
        widget=area if part.most > LONG else forms.TextInput,
    )
