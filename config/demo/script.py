"""What happened, in the order that it happened, with the sweep passing by between the deeds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from deadlines.models import Clock
from deadlines.services import sweep

Deed = Callable[[datetime], object]


class Event(NamedTuple):
    at: datetime
    order: int
    deed: Deed


class Script:
    """Deeds noted in any order and played by the clock, as a caseload grows in life."""

    def __init__(self, now: datetime) -> None:
        self.now = now
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
        if Clock.objects.waking(now).exists():
            sweep.run(now=now)
