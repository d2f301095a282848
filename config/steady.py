"""Beat's scheduler, on a machine whose clock may be stepped (SAFETY.md 1, F13)."""

import time
from typing import Any

from celery.beat import PersistentScheduler

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

    def count_anew(self) -> None:
        for entry in self.schedule.values():
            entry.last_run_at = min(entry.last_run_at, entry.default_now())
        self._heap = None
