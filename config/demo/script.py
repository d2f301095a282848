"""What happened, in the order that it happened, with the sweep passing by between the deeds."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from deadlines.models import Clock
from deadlines.services import sweep

A_MINUTE = timedelta(minutes=1)
Deed = Callable[[datetime], object]


def court_day(day: date) -> date:
    """Give the day, or the Monday after it: courts sit on weekdays."""
    saturday = 5
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= saturday else day


class Event(NamedTuple):
    at: datetime
    order: int
    deed: Deed


class Script:
    """Deeds noted in any order and played by the clock, as a caseload grows in life."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.swept_at: datetime | None = None
        self.events: list[Event] = []

    def ago(self, hours: float, deed: Deed) -> None:
        """Note a deed done this many hours before now."""
        moment = self.now - timedelta(hours=hours)
        self.events.append(Event(moment, len(self.events), deed))

    def play(self, told: Callable[[int, int], None]) -> None:
        """Do every deed at its moment; `told` hears how many of how many are done."""
        for done, event in enumerate(sorted(self.events), start=1):
            self._sweep(event.at)
            event.deed(event.at)
            told(done, len(self.events))
        self._sweep(self.now)

    def _sweep(self, now: datetime) -> None:
        """Pass by at each moment that something falls due until now, as the worker does."""
        while (due := self._next_due(now)) is not None:
            at = max(due, self.swept_at + A_MINUTE) if self.swept_at else due
            self.swept_at = min(at, now)
            sweep.run(now=self.swept_at)
            if at >= now:
                break

    def _next_due(self, now: datetime) -> datetime | None:
        waking = Clock.objects.waking(now).order_by("wakes_at")
        return waking.values_list("wakes_at", flat=True).first()
