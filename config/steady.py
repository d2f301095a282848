"""Beat's scheduler, where clocks are stepped and brokers start again (SAFETY.md 1, F10 and F13)."""

import time
from contextlib import suppress
from typing import Any

from celery.beat import PersistentScheduler, SchedulingError

STEP = 2.0  # seconds; a clock that is drawn right slowly is no step


class Steady(PersistentScheduler):  # type: ignore[misc]
    """Begins to count anew when the clock was stepped, in either direction.

    Celery's own waits until its next moment comes by the new clock: an hour's silence, after an
    hour back. The same where a schedule was kept by a clock that was ahead.
    """

    before: float | None = None

    def tick(self, *args: Any, **kwargs: Any) -> float:
        apart = time.time() - time.monotonic()
        if self.before is None or abs(apart - self.before) > STEP:
            self.count_anew()
        self.before = apart
        wait: float = super().tick(*args, **kwargs)
        return wait

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().apply_async(*args, **kwargs)
        except SchedulingError:
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Have the next tick open a line: Celery's own speaks into the one that broke, for ever."""
        self.__dict__.pop("producer", None)
        line = self.__dict__.pop("connection", None)
        if line is not None:
            with suppress(Exception):
                line.release()

    def count_anew(self) -> None:
        for entry in self.schedule.values():
            entry.last_run_at = min(entry.last_run_at, entry.default_now())
        self._heap = None
