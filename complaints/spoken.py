"""Moments, spans and lists as a complaint says them: exact, and with UTC."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def exact(at: datetime, zone: str = "UTC") -> str:
    """Give `31 October 2026, 14:00:00 UTC (10:00:00 EDT)`; the local day too when it differs."""
    there, here = at.astimezone(UTC), at.astimezone(ZoneInfo(zone))
    words = f"{day(there.date())}, {there:%H:%M:%S} UTC"
    if here.utcoffset() == timedelta(0):
        return words
    other_day = "" if here.date() == there.date() else f"{day(here.date())}, "
    return f"{words} ({other_day}{here:%H:%M:%S} {_zone(here)})"


def day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"


def span(length: timedelta) -> str:
    """Give `50 h 12 min 5 s`, leaving out what is nought."""
    left = abs(int(length.total_seconds()))
    hours, minutes, seconds = left // 3600, left // 60 % 60, left % 60
    pieces = [
        f"{count} {unit}"
        for count, unit in ((hours, "h"), (minutes, "min"), (seconds, "s"))
        if count
    ]
    return " ".join(pieces) or "0 min"


def listed(words: Iterable[str]) -> str:
    """Give `E1, E2 and E3`; of nothing, nothing."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _zone(at: datetime) -> str:
    name = at.tzname() or ""
    if name[:1] in "+-":  # a zone that has only a number
        offset = at.strftime("%z")
        return f"UTC{offset[:3]}:{offset[3:5]}"
    return name
