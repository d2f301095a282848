"""Whether deadlines are being kept, asked of the tables and of no process (SAFETY.md 2.7).

Anybody may ask, so it is cheap whatever the tables hold: every count goes through an index of
what wants doing, and stops at MOST.
"""

from typing import Any, NamedTuple

from django.db import connection

from deadlines.models import Heartbeat
from deadlines.rules.retries import STUCK_AFTER
from deadlines.services.heartbeats import database_time
from rows.reading import house

STALE_AFTER = 120  # seconds without a sweep
LATE_AFTER = 300  # seconds that an owed step may wait
MOST = 10_000  # counted; more are said to be as many


class Health(NamedTuple):
    """Counts alone, fit for the public; `problems` are codes."""

    problems: list[str]
    seconds_since_sweep: int | None
    differences: int
    steps_owed: int
    steps_late: int
    clocks_running: int
    clocks_stuck: int
    texts_late: int
    mail_owed: int
    mail_dead: int
    mail_repeated: int

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.ok, **self._asdict(), "counted_up_to": MOST}


# A clock owes a step if its waking has come (index clock_waking) or if a failed draft put it off
# (index clock_failing). That waking is stored rightly is asked by the hourly reconciliation, whose
# differences are told here; a wrong one would be found by walking every clock alone. The moment is
# the statement's: an index cannot be asked for what is before a clock that moves on row by row.
ASKED = """
    WITH waiting AS (
        (SELECT id, ladder_id, due_at, planned_at FROM deadlines_clock
          WHERE wakes_at <= statement_timestamp() ORDER BY wakes_at, id LIMIT %(most)s)
        UNION
        (SELECT id, ladder_id, due_at, planned_at FROM deadlines_clock
          WHERE attempts > 0 AND closed_at IS NULL ORDER BY attempts LIMIT %(most)s)
    ), owed AS (
        SELECT greatest(moment.at, waiting.planned_at) AS since  -- told late: not owed before
        FROM waiting
        JOIN deadlines_rung AS rung ON rung.ladder_id = waiting.ladder_id
        CROSS JOIN LATERAL (
            SELECT waiting.due_at + rung.seconds_from_due * interval '1 second') AS moment (at)
        WHERE moment.at <= statement_timestamp() AND NOT EXISTS (
            SELECT FROM deadlines_step AS step
            WHERE step.clock_id = waiting.id AND step.rung = rung.key)
    )
    SELECT
        (SELECT extract(epoch FROM statement_timestamp() - at)::int
           FROM deadlines_heartbeat WHERE name = 'sweep'),
        COALESCE((SELECT (found->>'differences')::int
                    FROM deadlines_heartbeat WHERE name = 'reconcile'), 0),
        (SELECT count(*) FROM owed),
        (SELECT count(*) FROM owed
          WHERE since < statement_timestamp() - %(late)s * interval '1 second'),
        (SELECT count(*) FROM (
            SELECT FROM deadlines_clock WHERE closed_at IS NULL
             ORDER BY due_at LIMIT %(most)s) AS running),
        (SELECT count(*) FROM (
            SELECT FROM deadlines_clock
             WHERE attempts > 0 AND attempts >= %(stuck)s AND closed_at IS NULL
             LIMIT %(most)s) AS stuck),
        (SELECT count(*) FROM (
            SELECT FROM complaints_complaintdraft
             WHERE revision_number = 0 AND status = 'draft'
               AND made_at < statement_timestamp() - %(late)s * interval '1 second'
             LIMIT %(most)s) AS unwritten),
        (SELECT count(*) FROM (
            SELECT FROM deadlines_reminder WHERE mail_state = 'owed'
             ORDER BY next_try_at, id LIMIT %(most)s) AS owed_mail),
        (SELECT count(*) FROM (
            SELECT FROM deadlines_reminder WHERE mail_state = 'dead' LIMIT %(most)s) AS dead_mail),
        (SELECT count(*) FROM (
            SELECT FROM deadlines_reminder WHERE repeats > 0 LIMIT %(most)s) AS repeated)
"""


@house("tell of the rounds")
def deadlines_health() -> Health:
    """Give the state of the deadline machinery; any problem is one that a person must look at."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"late": LATE_AFTER, "stuck": STUCK_AFTER, "most": MOST})
        row = cursor.fetchone()
    assert row is not None  # noqa: S101  a SELECT without FROM has one row
    health = Health([], *row)
    return health._replace(problems=_problems(health))


def _problems(health: Health) -> list[str]:
    since = health.seconds_since_sweep
    # fmt: off
    found = (
        (_is_stale(since),        "not_swept"),
        (health.steps_late > 0,   "steps_late"),
        (health.clocks_stuck > 0, "clocks_stuck"),
        (health.texts_late > 0,   "texts_late"),
        (health.mail_dead > 0,    "mail_dead"),
        (health.differences > 0,  "ledger_differs"),
    )
    # fmt: on
    return [code for holds, code in found if holds]


def is_stale() -> bool:
    """Tell whether nothing swept for so long that a person at work should know."""
    at = Heartbeat.objects.filter(name="sweep").values_list("at", flat=True).first()
    return _is_stale((database_time() - at).total_seconds() if at else None)


def _is_stale(seconds: float | None) -> bool:
    """Tell so of a sweep to come as well: the clock was put back, and nothing swept since."""
    return seconds is None or abs(seconds) > STALE_AFTER
