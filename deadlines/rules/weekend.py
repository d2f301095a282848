"""A stretch of hours as it is drawn: elapsed hours from left to right, the wall's times as labels.

The hour that comes twice takes two hours' room, and one that is left out takes none.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from accounts.rules.hours import Span

QUARTER = timedelta(minutes=15)  # no zone's clocks differ from UTC by less
EVERY = 6  # hours between two labels


class Change(NamedTuple):
    """Clocks put back or forward; `starts_at` to `ends_at` is what comes twice, both times."""

    at: datetime
    twice: bool
    starts_at: datetime
    ends_at: datetime
    from_wall: str
    to_wall: str
    before: str  # the zone's name until then, and from then on
    after: str

    @property
    def words(self) -> str:
        what = f"{self.from_wall} to {self.to_wall}"
        if self.twice:
            return f"{what} comes twice: first {self.before}, then {self.after}"
        return f"{what} is left out: {self.before}, then {self.after}"

    @property
    def short(self) -> str:
        return f"{self.from_wall} to {self.to_wall} {'twice' if self.twice else 'left out'}"


class Tick(NamedTuple):
    """A label under the hours: a time of day, or at midnight the day."""

    at: datetime
    label: str
    is_day: bool


def changes_in(span: Span, zone: tzinfo) -> list[Change]:
    """Give each moment in a stretch at which clocks are changed there."""
    found = []
    for at in _quarters(span):
        was, now = ((at - past).astimezone(zone) for past in (QUARTER, timedelta(0)))
        shift = (now.utcoffset() or timedelta(0)) - (was.utcoffset() or timedelta(0))
        if shift:
            found.append(_change(at, shift, was, now))
    return found


def _change(at: datetime, shift: timedelta, was: datetime, now: datetime) -> Change:
    """Give a change as clocks showed it: they read one time as it came and another from then."""
    would = (now - shift).replace(tzinfo=None)
    twice = shift < timedelta(0)
    first, last = (now.replace(tzinfo=None), would) if twice else (would, now.replace(tzinfo=None))
    room = -shift if twice else timedelta(0)
    return Change(
        at=at,
        twice=twice,
        starts_at=at - room,
        ends_at=at + room,
        from_wall=f"{first:%H:%M}",
        to_wall=f"{last:%H:%M}",
        before=_zone(was),
        after=_zone(now),
    )


def ticks(span: Span, zone: tzinfo) -> list[Tick]:
    """Give a label each six hours as clocks there show them, and each day's name."""
    found = []
    for at in _quarters(span):
        here = at.astimezone(zone)
        if here.minute == 0 and here.hour % EVERY == 0:
            is_day = here.hour == 0
            label = f"{here:%a} {here.day} {here:%b}" if is_day else f"{here:%H:%M}"
            found.append(Tick(at, label, is_day))
    return found


def share(at: datetime, span: Span) -> float:
    """Give how far along a moment stands, 0 to 1, in elapsed time."""
    passed = (at.astimezone(UTC) - span.starts_at.astimezone(UTC)) / span.length
    return max(0.0, min(1.0, passed))


def free_around(at: datetime, span: Span, held: Iterable[Span]) -> Span | None:
    """Give the hours about a moment that nobody holds; None if somebody holds the moment."""
    starts, ends = span
    for one in held:
        if one.holds(at):
            return None
        if one.ends_at <= at:
            starts = max(starts, one.ends_at)
        else:
            ends = min(ends, one.starts_at)
    return Span(starts, ends) if starts < ends else None


def _quarters(span: Span) -> Iterator[datetime]:
    start = span.starts_at.astimezone(UTC)
    at = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    while at < span.ends_at:
        if at >= start:
            yield at
        at += QUARTER


def _zone(at: datetime) -> str:
    """Give a zone's usual letters; where it has none, its distance from UTC."""
    name = at.tzname() or ""
    return f"UTC{at:%z}" if name[:1] in {"+", "-"} else name
