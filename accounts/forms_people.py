"""Who is invited, and the password that only its owner ever knows."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms import zone_choices
from accounts.models import Invitation, User
from accounts.rules import Role

ROLES = [(role.value, role.value.capitalize()) for role in Role]
NEW = {"autocomplete": "new-password"}
LONG = "Fifteen characters or more. A sentence that only you would write is easier to keep."


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail", help_text="Of the agency's own domain. The link goes there.", max_length=254
    )
    name = forms.CharField(label="Name", max_length=100)
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *ROLES],
        error_messages={"required": "Choose one of the four roles."},
    )
    time_zone = forms.ChoiceField(
        label="Time zone", choices=zone_choices, initial="America/New_York"
    )


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"}),
    )


class ChooseForm(forms.Form):
    """A password twice; whoever has a second factor shows it too."""

    password = forms.CharField(
        label="New password", help_text=LONG, strip=False, widget=forms.PasswordInput(attrs=NEW)
    )
    again = forms.CharField(
        label="The same again", strip=False, widget=forms.PasswordInput(attrs=NEW)
    )
    code = forms.CharField(
        label="Code",
        help_text="Of your authenticator app, or a recovery code.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, row: Invitation, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = row.for_user or User(email=row.email, name=row.name)
        if not asks_code:
            del self.fields["code"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("password") and told.get("again") not in {None, told["password"]}:
            self.add_error("again", "The two differ. Type the same password twice.")
        return told
