"""Whether deadlines are being kept, asked of the tables and of no process (SAFETY.md 2.7)."""

from typing import Any, NamedTuple

from django.db import connection

from deadlines.models import Heartbeat
from deadlines.rules.retries import STUCK_AFTER
from deadlines.services.heartbeats import database_time

STALE_AFTER = 120  # seconds without a sweep
LATE_AFTER = 300  # seconds that an owed step may wait


class Health(NamedTuple):
    """Counts alone, fit for the public; `problems` are codes."""

    problems: list[str]
    seconds_since_sweep: int | None
    steps_owed: int
    steps_late: int
    clocks_running: int
    clocks_stuck: int
    mail_owed: int
    mail_dead: int

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.ok, **self._asdict()}


ASKED = """
    SELECT
        (SELECT extract(epoch FROM clock_timestamp() - at)::int
           FROM deadlines_heartbeat WHERE name = 'sweep'),
        (SELECT count(*) FROM deadline_ledger WHERE state = 'owed'),
        (SELECT count(*) FROM deadline_ledger AS step
           JOIN deadlines_clock AS clock ON clock.id = step.clock_id
          WHERE step.state = 'owed'  -- a receipt told late owes nothing before it was told
            AND greatest(step.due_at, clock.planned_at)
                < clock_timestamp() - %(late)s * interval '1 second'),
        (SELECT count(*) FROM deadlines_clock WHERE closed_at IS NULL),
        (SELECT count(*) FROM deadlines_clock
          WHERE closed_at IS NULL AND attempts >= %(stuck)s),
        (SELECT count(*) FROM deadlines_reminder WHERE mail_state = 'owed'),
        (SELECT count(*) FROM deadlines_reminder WHERE mail_state = 'dead')
"""


def deadlines_health() -> Health:
    """Give the state of the deadline machinery; any problem is one that a person must look at."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"late": LATE_AFTER, "stuck": STUCK_AFTER})
        row = cursor.fetchone()
    assert row is not None  # noqa: S101  a SELECT without FROM has one row
    health = Health([], *row)
    return health._replace(problems=_problems(health))


def _problems(health: Health) -> list[str]:
    since = health.seconds_since_sweep
    # fmt: off
    found = (
        (since is None or since > STALE_AFTER, "not_swept"),
        (health.steps_late > 0,                "steps_late"),
        (health.clocks_stuck > 0,              "clocks_stuck"),
        (health.mail_dead > 0,                 "mail_dead"),
    )
    # fmt: on
    return [code for holds, code in found if holds]


def is_stale() -> bool:
    """Tell whether nothing swept for so long that a person at work should know."""
    since = Heartbeat.objects.filter(name="sweep").values_list("at", flat=True).first()
    return since is None or (database_time() - since).total_seconds() > STALE_AFTER
