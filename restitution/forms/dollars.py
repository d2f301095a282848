"""A sum of money, as a person writes it."""

from typing import Any

from django import forms

from restitution.rules import money

IN_CENTS = "Give dollars and whole cents, such as 1,200.50."


class DollarsField(forms.DecimalField):
    """A sum as papers print it, with its commas; what cannot be read stays in the field."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **more: Any) -> None:
        said = {"required": "Give the amount.", "invalid": IN_CENTS}
        messages = said | more.pop("error_messages", {})
        super().__init__(
            min_value=money.CENT, max_value=money.MOST, error_messages=messages, **more
        )

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        read = money.read(text.removeprefix("-"))
        if text and read is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return -read if read is not None and text.startswith("-") else read
