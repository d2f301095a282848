"""A week of hours, quiet hours, and days off, as a person types them."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.rules.hours import WEEKDAYS

CLOCK = {"type": "time"}


@dataclass(frozen=True)
class Day:
    """Both times of one weekday, as a row shows them."""

    name: str
    opens: BoundField
    closes: BoundField

    @property
    def errors(self) -> list[str]:
        return [*self.opens.errors, *self.closes.errors]


class WeekForm(forms.Form):
    """Two times a weekday; a day with neither is not worked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in enumerate(WEEKDAYS):
            self.fields[f"opens_{weekday}"] = _time(f"{name}, from")
            self.fields[f"closes_{weekday}"] = _time(f"{name}, to")

    @property
    def days(self) -> list[Day]:
        return [
            Day(name, self[f"opens_{weekday}"], self[f"closes_{weekday}"])
            for weekday, name in enumerate(WEEKDAYS)
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        week = {}
        for weekday, name in enumerate(WEEKDAYS):
            opens, closes = told.get(f"opens_{weekday}"), told.get(f"closes_{weekday}")
            if (opens is None) is not (closes is None):
                self.add_error(f"closes_{weekday}", f"Give both times of {name}, or neither.")
            elif opens is not None and closes is not None:
                week[weekday] = (opens, closes)
        return {"week": week}


def begun(week: Any) -> dict[str, time]:
    """Give a week as the form begins with it."""
    return {
        f"{edge}_{weekday}": hours[place]
        for weekday, hours in week.items()
        for place, edge in enumerate(("opens", "closes"))
    }


class QuietForm(forms.Form):
    starts = forms.TimeField(
        label="From", required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    ends = forms.TimeField(
        label="To",
        required=False,
        widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"),
    )
    days_off = forms.BooleanField(label="And on whole days that I do not work", required=False)


class DayOffForm(forms.Form):
    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the day.", "invalid": "Give a day, as in 2026-11-26."},
    )
    called = forms.CharField(label="What it is", max_length=60, required=False)


def _time(label: str) -> forms.TimeField:
    told = {**CLOCK, "aria-label": label}
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs=told, format="%H:%M")
    )
