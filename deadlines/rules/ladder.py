"""The steps before and after a deadline: which are due, sent or overtaken, and what comes next.

The sweep does the same in SQL for many clocks at once (deadlines/sweep_sql.py); these
functions are what it is compared with, clock by clock, by `reconcile` and by its tests.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accounts.rules import Role
from deadlines.rules.hours import HOUR

ADVOCATE, ATTORNEY, SUPERVISOR, _ = Role


class StepState(StrEnum):
    SENT = "sent"
    SKIPPED = "skipped"


class Skipped(StrEnum):
    OVERTAKEN = "overtaken"  # a later step was due as well, and tells more
    REVIEWED = "reviewed"


class Draft(StrEnum):
    """Where the complaint draft of a request stands, as far as a ladder asks."""

    NONE = "none"
    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"


class Rung(NamedTuple):
    key: str
    from_due: timedelta
    tells: Sequence[str]
    drafts_complaint: bool = False
    unless_reviewed: bool = False


class StepDue(NamedTuple):
    rung: str
    due_at: datetime
    state: StepState
    reason: Skipped | None = None


# The complaint to the FTC belongs to the Act's clock alone, so no other ladder drafts.
# fmt: off
LADDER = (  # key                  from due     who is told
    Rung("a-day-left",       -24 * HOUR, (ADVOCATE,)),
    Rung("six-hours-left",    -6 * HOUR, (ADVOCATE,)),
    Rung("time-is-up",         0 * HOUR, (ADVOCATE, SUPERVISOR)),
    Rung("complaint",         +1 * HOUR, (ADVOCATE, SUPERVISOR, ATTORNEY), drafts_complaint=True),
    Rung("unreviewed-draft", +25 * HOUR, (SUPERVISOR,),                    unless_reviewed=True),
)
ELSEWHERE = (  # any law without a ladder of its own
    Rung("six-hours-left",    -6 * HOUR, (ADVOCATE,)),
    Rung("an-hour-left",      -1 * HOUR, (ADVOCATE,)),
    Rung("time-is-up",         0 * HOUR, (ADVOCATE, SUPERVISOR)),
    Rung("next-step",         +1 * HOUR, (ADVOCATE, SUPERVISOR)),
)
UK = (*LADDER[:3],
    Rung("expedited-complaint", 1 * HOUR, (ADVOCATE, SUPERVISOR)),
)
INDIA = (  # two hours are not warned of a day before
    Rung("an-hour-left",      -1 * HOUR, (ADVOCATE,)),
    Rung("quarter-hour-left", -HOUR / 4, (ADVOCATE, SUPERVISOR)),
    Rung("time-is-up",         0 * HOUR, (ADVOCATE, SUPERVISOR)),
    Rung("appeal-committee",  +HOUR / 2, (ADVOCATE, SUPERVISOR)),
)
AUSTRALIA = (
    Rung("six-hours-left",    -6 * HOUR, (ADVOCATE,)),
    Rung("time-is-up",         0 * HOUR, (ADVOCATE, SUPERVISOR)),
    Rung("tell-the-regulator", 1 * HOUR, (ADVOCATE, SUPERVISOR)),
)
# fmt: on

THE_ACT = "US-TIDA"
SHIPPED = {
    THE_ACT: LADDER,
    "": ELSEWHERE,
    "UK-OSA-10-3A": UK,
    "IN-ITR-3-2-b": INDIA,
    "AU-OSA-77": AUSTRALIA,
}


def steps_reached(
    *,
    rungs: Iterable[Rung],
    due_at: datetime,
    now: datetime,
    entered: Collection[str],
    draft: Draft,
    cannot_draft: bool = False,
) -> list[StepDue]:
    """Give every step to enter now, oldest first: all that is due goes in at once.

    `cannot_draft` holds back the step that drafts, and no other, until drafting succeeds.
    """
    reached = [rung for rung in rungs if due_at + rung.from_due <= now]
    able = [rung for rung in reached if not (cannot_draft and rung.drafts_complaint)]
    telling = [rung.from_due for rung in able if not _answered(rung, draft)]
    latest = max(telling, default=None)
    owed = [rung for rung in able if rung.key not in entered]
    return [
        StepDue(rung.key, due_at + rung.from_due, *_verdict(rung, draft=draft, latest=latest))
        for rung in sorted(owed, key=lambda rung: rung.from_due)
    ]


def _answered(rung: Rung, draft: Draft) -> bool:
    return rung.unless_reviewed and draft is Draft.REVIEWED


def _verdict(
    rung: Rung, *, draft: Draft, latest: timedelta | None
) -> tuple[StepState, Skipped | None]:
    # fmt: off
    table = (
        (_answered(rung, draft),   StepState.SKIPPED, Skipped.REVIEWED),
        (rung.drafts_complaint,    StepState.SENT,    None),  # the draft is owed however late
        (rung.from_due == latest,  StepState.SENT,    None),
        (True,                     StepState.SKIPPED, Skipped.OVERTAKEN),
    )
    # fmt: on
    return next((state, reason) for holds, state, reason in table if holds)


def next_wake(
    *,
    rungs: Iterable[Rung],
    due_at: datetime,
    entered: Collection[str],
    draft_again_at: datetime | None = None,
) -> datetime | None:
    """Give the moment of the next step not yet entered; None when the ladder is climbed.

    `draft_again_at` puts off the step that drafts after a failed try, and no other.
    """
    moments = []
    for rung in rungs:
        at = due_at + rung.from_due
        if rung.drafts_complaint and draft_again_at is not None:
            at = max(at, draft_again_at)
        if rung.key not in entered:
            moments.append(at)
    return min(moments, default=None)


def has_told_of_the_end(*, rungs: Iterable[Rung], entered: Collection[str]) -> bool:
    """Tell whether a step at or past due is in the ledger, which never tells it again."""
    return any(rung.from_due >= timedelta(0) and rung.key in entered for rung in rungs)
