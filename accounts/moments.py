"""Moments typed as a clock on a wall showed them; one hour a year such a clock shows twice."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models.user import zones

FIRST, SECOND = "first", "second"
TWICE = "The clocks went back, so this time came twice that night. Choose below which is meant."
NEVER = "The clocks went forward over this time, so it never was. Check the time and the zone."


def minute_now() -> str:
    """Give this minute as a datetime field takes it, in the reader's zone."""
    return timezone.localtime().strftime("%Y-%m-%dT%H:%M")


class Reading(NamedTuple):
    """One of the two moments that a time may mean."""

    value: str
    at: datetime
    chosen: bool

    @property
    def wall(self) -> str:
        return f"{self.at:%H:%M}"

    @property
    def in_utc(self) -> str:
        return f"{self.at.astimezone(UTC):%H:%M} UTC"


class Typed(str):
    """A time as it was typed, with which of two was meant and the zone that was named, if any."""

    __slots__ = ("reading", "zone")
    reading: str
    zone: str

    @classmethod
    def of(cls, text: str, *, reading: str = "", zone: str = "") -> Self:
        typed = cls(text)
        typed.reading, typed.zone = reading, zone
        return typed


def in_zone(wall: datetime, zone: tzinfo, *, reading: str) -> datetime:
    """Give the moment at which clocks there showed this, or refuse one that is two or none.

    In UTC: a time in a double hour equals no moment of another zone (PEP 495).
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if not _came_twice(wall, zone):
        raise forms.ValidationError(NEVER, code="never")
    if reading not in {FIRST, SECOND}:
        raise forms.ValidationError(TWICE, code="twice")
    return (second if reading == SECOND else first).astimezone(UTC)


def _came_twice(wall: datetime, zone: tzinfo) -> bool:
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def readings_of(value: object) -> list[Reading]:
    """Give both moments that a field's value may mean, or none when it means one."""
    wall = parse_wall(value) if isinstance(value, str) else value
    if not isinstance(wall, datetime) or wall.tzinfo is not None:
        return []
    known = getattr(value, "zone", "")
    zone = ZoneInfo(known) if known in zones() else timezone.get_current_timezone()
    if not _came_twice(wall, zone):
        return []
    shown = SECOND if wall.fold else FIRST
    chosen = getattr(value, "reading", "") if isinstance(value, str) else shown
    both = zip((FIRST, SECOND), (0, 1), strict=True)
    return [Reading(n, wall.replace(tzinfo=zone, fold=fold), n == chosen) for n, fold in both]


def parse_wall(text: str) -> datetime | None:
    """Read a date and a time; None when they are none, or no such day."""
    try:
        return parse_datetime(text.strip())
    except ValueError:
        return None


class MomentInput(forms.DateTimeInput):
    """Asks which of two is meant where a time came twice, and only there."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, zone_field: str = "") -> None:
        super().__init__(attrs)
        self.zone_field = zone_field  # where another field says in which zone it was told

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        if text is None:
            return None
        zone = data.get(self.zone_field, "") if self.zone_field else ""
        return Typed.of(str(text), reading=data.get(f"{name}_reading", ""), zone=zone)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["readings"] = readings_of(value)
        return context


class MomentField(forms.DateTimeField):
    """A moment in the reader's zone, or one that says its own offset."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        wall = parse_wall(value) if isinstance(value, str) else None
        if wall is None or wall.tzinfo is not None:
            return super().to_python(value)
        reading = getattr(value, "reading", "")
        return in_zone(wall, timezone.get_current_timezone(), reading=reading)
