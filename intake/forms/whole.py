"""Every question on one page, for a call that goes its own way, and who will work on the case."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from accounts.models import User
from accounts.rules import Role
from cases.forms.people import people
from intake.forms.asking import Answering, Made
from intake.forms.fields import fields_of
from intake.rules import BY_SLUG, QUESTIONS

# fmt: off
SECTIONS = (
    ("Safety first",        ("danger_now", "extortion")),
    ("Age and country",     ("age_when_made", "age_now", "country")),
    ("The image",           ("is_synthetic", "made_by", "happened", "where", "file_on_own_device",
                             "series_known", "spreads")),
    ("Contact",             ("contact", "language")),
    ("What else",           ("needs", "words")),
)
# fmt: on
ONLY_IF = {
    "made_by": "Asked when the image was made at 18 or over, and not by a computer.",
    "series_known": "Asked when the image was, or may have been, made before 18.",
    "spreads": "Asked when the image was, or may have been, made before 18.",
}


class Group(NamedTuple):
    """The fields of one question; a question of several fields has a legend over them."""

    asks: str
    hint: str
    fields: list[BoundField]


class Section(NamedTuple):
    title: str
    groups: list[Group]


class AdvocateForm(forms.Form):
    """Who will work on the case, which a supervisor says and an advocate is."""

    advocate_id = forms.TypedChoiceField(
        label="Who will work on this case?",
        coerce=UUID,
        empty_value=None,
        error_messages={"required": "Choose an advocate."},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.role == Role.SUPERVISOR:
            chosen: Any = self.fields["advocate_id"]
            chosen.choices = [("", "Choose an advocate"), *people(Role.ADVOCATE)]
        else:
            del self.fields["advocate_id"]


class PhoneForm(AdvocateForm, Answering):
    questions = QUESTIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields |= fields_of(question)
        for slug, when in ONLY_IF.items():
            field = self.fields[slug]
            field.help_text = f"{when} {field.help_text}".strip()

    def taken(self, act: Callable[..., Made], **more: Any) -> Made | None:
        """Give the service also whose case it is, which is no answer of the survivor's."""
        if not self.is_valid():
            return None
        return super().taken(act, advocate_id=self.cleaned_data.get("advocate_id"), **more)

    def sections(self) -> list[Section]:
        return [Section(title, [self._group(slug) for slug in slugs]) for title, slugs in SECTIONS]

    def _group(self, slug: str) -> Group:
        question = BY_SLUG[slug]
        fields = [self[name] for name in fields_of(question)]
        if question.kind in {"one", "many"}:
            return Group("", "", fields)
        is_whole = question.kind == "places"  # its one field asks the question itself
        return Group("" if is_whole else question.asks, "" if is_whole else question.hint, fields)
