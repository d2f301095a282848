"""What is asked before the survivor's sheet is made, and before a fact is corrected."""

from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Case
from cases.rules.spoken import AUTHORITIES, choices
from keeping.asking import in_force
from keeping.held import correctable
from keeping.rules.held import ASKED, FORMS, AskedBy


class SheetForm(forms.Form):
    form = forms.ChoiceField(
        label="In which form",
        choices=choices(FORMS),
        initial="pdf",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a form."},
    )
    asked_by = forms.ChoiceField(
        label="On whose word",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who asked for it."},
    )
    safe = forms.BooleanField(
        label="I asked where it will be kept and who may see it",
        help_text="It lists everything in one place. Whoever holds it can read it all.",
        error_messages={"required": "First ask where it will be kept and who may see it."},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict(choices(AUTHORITIES))
        field: Any = self.fields["asked_by"]
        field.choices = [
            (AskedBy.SELF.value, ASKED[AskedBy.SELF]),
            *(
                (str(one.pk), f"Under an authority: {kinds[one.kind].lower()}")
                for one in in_force(case, now=timezone.now())
            ),
        ]


class CorrectForm(forms.Form):
    place = forms.ChoiceField(
        label="What is wrong",
        error_messages={"required": "Choose which fact is wrong."},
    )
    value = forms.CharField(
        label="How it should read",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label="What is wrong with it, in their words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep_old = forms.TypedChoiceField(
        label="The old value",
        choices=[("yes", "Keep it, sealed, beside the new"), ("no", "Do not keep it")],
        initial="yes",
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        help_text="As the survivor chooses. What was sent, signed or filed stays as it was made.",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = [
            ("", "Choose one"),
            *(
                (one.title, [(fact.place, fact.title) for fact in one.facts])
                for one in correctable(case)
            ),
        ]
