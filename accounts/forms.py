from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from accounts.models import User
from accounts.models.user import zones

FIRST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "UTC",
)  # fmt: skip


def zone_choices() -> list[Any]:
    """Give the zones of the United States first, then every other by its region."""
    others = sorted(name for name in zones() - set(FIRST) if "/" in name)
    return [
        ("United States", [(name, _words(name)) for name in FIRST]),
        ("Elsewhere", [(name, _words(name)) for name in others]),
    ]


def _words(name: str) -> str:
    return name.replace("_", " ")


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "E-mail and password do not go together. Check both.",
        "inactive": "E-mail and password do not go together. Check both.",
    }

    def __init__(self, *args: Any, wait: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wait = wait
        self.fields["username"].label = "E-mail"
        self.fields["username"].widget.attrs["inputmode"] = "email"

    def clean(self) -> dict[str, Any]:
        if self.wait:  # the password is not looked at, right or wrong
            seconds = "second" if self.wait == 1 else "seconds"
            raise forms.ValidationError(
                f"Too many tries with this e-mail. Try again in {self.wait} {seconds}.",
                code="wait",
            )
        return super().clean()


class NewPasswordForm(PasswordChangeForm):
    """One's own new password; the old one is not looked at while its guesser has to wait."""

    def __init__(self, *args: Any, wait: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wait = wait

    def clean_old_password(self) -> str:
        if self.wait:
            seconds = "second" if self.wait == 1 else "seconds"
            raise forms.ValidationError(
                f"Too many tries. Try again in {self.wait} {seconds}.", code="wait"
            )
        return super().clean_old_password()


class TimeZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own zone: every time on every page is shown in it, with its name."""

    time_zone = forms.ChoiceField(choices=zone_choices, label="Time zone")

    class Meta:
        model = User
        fields = ["time_zone"]


class TokenForm(forms.Form):
    """What a token is for, in its owner's words."""

    name = forms.CharField(
        max_length=40,
        required=False,
        label="What it is for",
        help_text="So that you know it again in this list.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
