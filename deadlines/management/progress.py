"""Progress of a long sweep on the error stream: nothing while it is short."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from types import FrameType
from typing import TextIO

from complaints.services import Composed
from deadlines.services.left import clocks_left, texts_left
from deadlines.services.swept import Swept

MINUTES_FROM = 120  # seconds; below, seconds are said
EVERY = 2.0  # seconds between two lines, and before the first


class Progress:
    """Says every other second what is done, how fast, and what is left."""

    def __init__(self, out: TextIO, *, now: datetime | None, every: float = EVERY) -> None:
        self.out, self.now, self.every = out, now, every
        self.began = self.said = monotonic()
        self.clocks = self.texts = 0

    def of_clocks(self, batch: Swept) -> None:
        self.clocks += batch.claimed
        self._say("clocks", self.clocks, lambda: clocks_left(now=self.now))

    def of_texts(self, slice_: Composed) -> None:
        if not self.texts:
            self.began = monotonic()
        self.texts += sum(slice_)
        self._say("texts", self.texts, texts_left)

    def _say(self, what: str, done: int, left: Callable[[], int]) -> None:
        at = monotonic()
        if at - self.said < self.every:
            return
        self.said = at
        remaining, rate = left(), done / max(at - self.began, 0.001)
        about = f", about {_span(remaining / rate)}" if rate and remaining else ""
        self.out.write(f"{what}: {done:,} done, {rate:,.0f} a second, {remaining:,} left{about}\n")
        self.out.flush()


class Stop:
    """Set by Ctrl-C; a second one ends the process at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    @contextmanager
    def on_interrupt(self, out: TextIO) -> Iterator[None]:
        def ask(number: int, frame: FrameType | None) -> None:
            self.asked = True
            out.write("Stopping after this batch. Once more to stop at once.\n")
            signal.signal(signal.SIGINT, before)

        before = signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, ask)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < MINUTES_FROM else f"{seconds / 60:.0f} min"
