"""What is typed for a second factor: a code, or nothing, when a passkey answers instead."""

from typing import Any

from django import forms

from accounts.passkeys import LONGEST
from accounts.rules.factors import plain

NEITHER = "Type a code, or use your passkey."


class CodeForm(forms.Form):
    """One field that takes either code; the passkey's answer comes in a field nobody sees."""

    code = forms.CharField(
        max_length=40,
        label="Code",
        error_messages={"required": NEITHER},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        help_text="The six digits that your app shows now, or one of your recovery codes.",
    )
    passkey = forms.CharField(max_length=LONGEST, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("passkey"):  # it answers instead of a code
            self.errors.pop("code", None)
        elif "code" in given and not plain(given["code"]):
            self.add_error("code", NEITHER)
        return given | {"code": given.get("code", "")}


class FirstCodeForm(CodeForm):
    """The first code of a new app, and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from the app"
        self.fields["code"].help_text = "Six digits; they change every half minute."
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NameForm(forms.Form):
    name = forms.CharField(
        max_length=60, label="Name", help_text="Such as the phone that it is on."
    )
