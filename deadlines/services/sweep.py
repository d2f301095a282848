"""The sweep: whatever is due is entered, told and, past due, drafted; once, by whoever wakes.

Nothing here opens a connection to anything but the database (SAFETY.md 2.4).
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from audit import trail
from cases.rules.handovers import SIGHT
from deadlines import sweep_sql as sql
from deadlines.models import Step
from deadlines.rules.spoken import rung_words, step_words
from deadlines.services.drafting import Held, draft_due
from deadlines.services.heartbeats import beat, database_time

DRAFTS_A_BATCH = 25  # a draft is composed in Python, and its batch holds its locks meanwhile


class Entered(NamedTuple):
    """One step as the ledger now holds it."""

    id: int
    clock_id: UUID
    case_id: UUID
    request_id: UUID
    case_code: str
    number: int
    version: int
    rung: str
    due_at: datetime
    state: str
    reason: str
    told: int

    @property
    def code(self) -> str:
        """Give the request's one name outside its own page (removal.models.RemovalRequest)."""
        version = f".{self.version}" if self.version > 1 else ""
        return f"{self.case_code}-R{self.number}{version}"


@dataclass
class Swept:
    """What a sweep did; `as_of` is the moment that it took for now."""

    as_of: datetime
    claimed: int = 0
    sent: int = 0
    skipped: int = 0
    drafted: int = 0
    held: int = 0
    told: int = 0
    told_nobody: int = 0
    steps: list[dict[str, Any]] = field(default_factory=list)

    def counts(self) -> dict[str, Any]:
        """Give the figures without the rows."""
        return {key: value for key, value in asdict(self).items() if isinstance(value, int)}

    def add(self, other: "Swept") -> None:
        for name, value in other.counts().items():
            setattr(self, name, getattr(self, name) + value)
        self.as_of = other.as_of
        self.steps += other.steps


@transaction.atomic
def advance(*, now: datetime | None = None, limit: int = 500) -> Swept:
    """Bring up to `limit` waking clocks up to date; safe to repeat, and beside others.

    The database's own clock counts; `now` is for rehearsals and tests.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.LIMITS)
        as_of = now or database_time()
        claimed, drafting = _claim(cursor, as_of, limit)
        made, held = draft_due(clock_ids=drafting, now=as_of)
        steps = _enter(cursor, as_of, claimed, held)
        _wake(cursor, claimed, held)
    swept = _swept(as_of, steps, claimed=len(claimed), drafted=made, held=len(held))
    _tell_the_trail(steps)
    beat(name="sweep", found=swept.counts())
    if claimed:
        beat(name="sweep_work", found=swept.counts())
    return swept


def run(*, now: datetime | None = None, limit: int = 500, seconds: float = inf) -> Swept:
    """Sweep, a transaction a batch, until nothing that others do not hold is due.

    After so many seconds no further batch is begun: what is left, the next round does.
    """
    until = monotonic() + seconds
    total = advance(now=now, limit=limit)
    more = bool(total.claimed)
    while more and monotonic() < until:
        batch = advance(now=now, limit=limit)
        total.add(batch)
        more = bool(batch.claimed)
    return total


@transaction.atomic
def rehearse(*, now: datetime | None = None, limit: int = 500) -> Swept:
    """Give what a sweep would do, and undo it all."""
    swept = run(now=now, limit=limit)
    transaction.set_rollback(True)
    return swept


def _claim(cursor: CursorWrapper, now: datetime, limit: int) -> tuple[list[UUID], list[UUID]]:
    """Give the clocks that are ours until commit, and those of them that want a draft now.

    Drafts beyond a batch's share are let go again with their clocks: the next batch has them.
    """
    cursor.execute(sql.CLAIM, {"now": now, "limit": limit})
    claimed = [clock_id for (clock_id,) in cursor.fetchall()]
    cursor.execute(sql.DRAFTS_DUE, {"now": now, "claimed": claimed})
    drafting = [clock_id for (clock_id,) in cursor.fetchall()]
    beyond = set(drafting[DRAFTS_A_BATCH:])
    kept = [clock_id for clock_id in claimed if clock_id not in beyond]
    return kept, drafting[:DRAFTS_A_BATCH]


def _enter(
    cursor: CursorWrapper, now: datetime, claimed: list[UUID], held: list[Held]
) -> list[Entered]:
    without = [one.clock_id for one in held]
    given: dict[str, Any] = {"now": now, "claimed": claimed, "held": without}
    cursor.execute(sql.ENTER, given | {"sight": sorted(SIGHT)})
    return [Entered(*row) for row in cursor.fetchall()]


def _wake(cursor: CursorWrapper, claimed: list[UUID], held: list[Held]) -> None:
    cursor.execute(
        sql.WAKE,
        {
            "claimed": claimed,
            "held": [one.clock_id for one in held],
            "again_at": [one.again_at for one in held],
            "codes": [one.code for one in held],
        },
    )


def _swept(as_of: datetime, steps: list[Entered], **counts: int) -> Swept:
    sent = [step for step in steps if step.state == "sent"]
    return Swept(
        as_of=as_of,
        sent=len(sent),
        skipped=len(steps) - len(sent),
        told=sum(step.told for step in sent),
        told_nobody=sum(not step.told for step in sent),
        steps=[_row(step) for step in steps],
        **counts,
    )


def _row(step: Entered) -> dict[str, Any]:
    return {
        "clock": str(step.clock_id),
        "request": step.code,
        "rung": step.rung,
        "due_at": step.due_at.isoformat(),
        "state": step.state,
        "reason": step.reason,
        "told": step.told,
    }


def _tell_the_trail(steps: list[Entered]) -> None:
    """Enter each step in its case's chain, last: an entry holds its chain until commit."""
    rows = [(Step(pk=step.id), step.case_id, _facts(step)) for step in steps]
    trail.record_many(by=None, action="deadlines.took_step", rows=rows)


def _facts(step: Entered) -> dict[str, Any]:
    return {
        "request": step.code,
        "rung": step.rung,
        "step": rung_words(step.rung),
        "state": step.state,
        "what": step_words(step.state, step.reason),
        "due_at": step.due_at,
        "told": step.told,
    }
