"""The step in which the released part of a record leaves."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from cases.models import Release
from cases.rules.release_words import INFORMATION, Information
from cases.rules.spoken import choices
from restitution.rules.subpoena import GIVEN, NOTIFIED


class SubpoenaForm(forms.Form):
    release_id = forms.UUIDField(widget=forms.HiddenInput)
    parts = forms.MultipleChoiceField(
        label="What goes",
        help_text="The release covers these. Take out what this subpoena does not ask for;"
        " the archive lists it as withheld.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part."},
    )
    notified = forms.ChoiceField(
        label="Does the survivor know?",
        choices=choices(NOTIFIED),
        widget=forms.RadioSelect,
        error_messages={"required": "Say how the survivor came to know, or why not."},
    )
    decided = forms.BooleanField(
        label="An attorney has read the subpoena and decided that this is given",
        required=False,
    )
    within_limits = forms.BooleanField(
        label="I have read the limits in the survivor's own words; what goes keeps within them",
        required=False,
    )

    def __init__(self, sent: QueryDict | None = None, *, release: Release) -> None:
        covered = [one.value for one in GIVEN if one.value in release.information]
        super().__init__(sent, initial={"release_id": release.pk, "parts": covered})
        field = cast(forms.MultipleChoiceField, self.fields["parts"])
        field.choices = [(one, INFORMATION[Information(one)]) for one in covered]
        if not release.information_words:
            del self.fields["within_limits"]

    def chosen(self) -> list[str]:
        """Give the parts as they stand ticked now."""
        ticked: Any = self["parts"].value() or []
        return [one for one, _ in cast(Any, self.fields["parts"]).choices if one in ticked]


def release_asked(sent: QueryDict) -> UUID | None:
    """Give the release that an address or a form names, if it is one."""
    try:
        return UUID(sent.get("release_id") or sent.get("release") or "")
    except ValueError:
        return None
