"""Who is in the matter, and who of them may act; asked so that nobody who harms gets in."""

from typing import Any

from django import forms

from cases.rules.people import HARMS, PARTS, SCOPES, Scope
from cases.rules.spoken import AUTHORITIES, choices

ALONE = "Ask the survivor alone. Not sure is handled as yes: nobody acts until it is clear."
UNCLEAR = "Nobody acts for the survivor until this is clear. Ask the survivor alone."


class PersonForm(forms.Form):
    name = forms.CharField(
        label="Name",
        help_text="Or what the survivor calls them. Kept sealed.",
        max_length=200,
        error_messages={"required": "Write a name, or what the survivor calls them."},
    )
    part = forms.ChoiceField(
        label="What they are in this matter",
        choices=choices(PARTS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    causes_harm = forms.ChoiceField(
        label="May this person be causing the harm, or be close to whoever is?",
        help_text=ALONE,
        choices=choices(HARMS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; not sure is an answer."},
    )
    harms_other_parent = forms.ChoiceField(
        label="Does this person harm the survivor's other parent?",
        help_text="Asked of a parent or guardian: whoever does can agree to nothing here.",
        choices=choices(HARMS),
        initial="unsure",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; not sure is an answer."},
    )
    contact = forms.CharField(label="Contact", max_length=200, required=False)
    note = forms.CharField(
        label="What we should know",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectPersonForm(PersonForm):
    """A correction: what is sealed stays unless new words are written."""

    SEALED = ("name", "contact", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.SEALED:
            self.fields[name].required = False
            self.fields[name].help_text = "Leave empty to keep what is recorded."

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        return {name: fact for name, fact in told.items() if fact or name not in self.SEALED}


class AuthorityForm(forms.Form):
    person_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="What lets them act",
        help_text="A parent or guardian acts for somebody who is under 18 now, and for no adult.",
        choices=[("", "Choose one"), *choices(AUTHORITIES)],
        error_messages={"required": "Say what lets them act."},
    )
    holder = forms.CharField(
        label="Who may act",
        help_text="Kept sealed, like the survivor's name.",
        max_length=200,
        required=False,
    )
    scope = forms.MultipleChoiceField(
        label="What they may do",
        help_text="Only what the paper says.",
        choices=choices(SCOPES),
        initial=[Scope.SIGN_REQUESTS.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say what this person may do: at least one act."},
    )
    causes_harm = forms.ChoiceField(
        label="May this person be causing the harm, or be close to whoever is?",
        help_text="Such a person cannot sign for the survivor. Ask the survivor alone.",
        choices=choices(HARMS),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one; ask the survivor alone if you must."},
    )
    harms_other_parent = forms.ChoiceField(
        label="Does this person harm the survivor's other parent?",
        help_text="Asked of a parent or guardian. For anybody else leave it at not sure.",
        choices=choices(HARMS),
        initial="unsure",
        widget=forms.RadioSelect,
        required=False,
    )
    starts_on = forms.DateField(
        label="From",
        error_messages={"required": "Give the first day on which it holds."},
    )
    ends_on = forms.DateField(
        label="Until", help_text="Empty: until it is revoked.", required=False
    )
    reference = forms.CharField(
        label="Where the paper is held",
        help_text="A shelf, a file number. The paper itself stays out of Reclaim.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("person_id"):
            del self.fields["holder"]

    def clean_causes_harm(self) -> bool:
        answer = self.cleaned_data["causes_harm"]
        if answer == "unsure":
            raise forms.ValidationError(UNCLEAR)
        return bool(answer == "yes")

    def clean_harms_other_parent(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["harms_other_parent"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "holder" in self.fields and not told.get("holder") and not told.get("person_id"):
            self.add_error("holder", "Name the person.")
        return told
