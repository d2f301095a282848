"""Moments and counts in the plain words of the sheet, in the reader's zone."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone


def day(at: datetime) -> str:
    """Give `2 November 2026`."""
    here = timezone.localtime(at)
    return f"{here.day} {here:%B} {here.year}"


def moment(at: datetime) -> str:
    """Give `Monday 2 November 2026, 9:00 AM`: what a wall clock shows."""
    here = timezone.localtime(at)
    return f"{here:%A} {day(at)}, {here.hour % 12 or 12}:{here:%M %p}"


def count(number: int, one: str, more: str = "") -> str:
    """Give `1 place` or `3 places`."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Give `a, b and c`."""
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])
