"""When to look again, as a person sets it: in days, which become the hours that are kept."""

from typing import Any

from django import forms
from django.http import QueryDict

from removal.models import LookPlan

WRONG = ("required", "invalid", "min_value", "max_value")


class DaysField(forms.CharField):
    """Days after the clock's end, as `0, 1, 3`; half a day is 0.5."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(_day(hours) for hours in value or ())

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        try:
            days = [float(one) for one in text.replace(";", ",").split(",") if one.strip()]
            return [round(one * 24) for one in days]
        except (ValueError, OverflowError) as wrong:
            raise forms.ValidationError("Write days as numbers, as 0, 1, 3, 7.") from wrong


class LooksForm(forms.Form):
    hours_after = DaysField(
        label="Look this many days after the clock's end",
        help_text="0 is the end itself; a complaint needs a look after it. 0.5 is half a day.",
        max_length=200,
        required=False,
    )
    then_every_days = forms.IntegerField(
        label="After those, look every so many days",
        help_text="0: no more.",
        min_value=0,
        max_value=730,
        error_messages=dict.fromkeys(WRONG, "Write whole days, from 0 to 730."),
    )
    until_gone_days = forms.IntegerField(
        label="Stop once it was seen gone for so many days",
        help_text="Images come back; no service can find every copy.",
        min_value=1,
        max_value=730,
        error_messages=dict.fromkeys(WRONG, "Write whole days, from 1 to 730."),
    )

    def __init__(self, posted: QueryDict | None = None, *, plan: LookPlan | None) -> None:
        held = {name: getattr(plan, name) for name in self.base_fields} if plan else {}
        super().__init__(posted, initial=held, auto_id="looks_%s")


def _day(hours: int) -> str:
    return f"{hours / 24:g}"
