"""Inner: one claimed batch up its ladders, by the statements of deadlines/sweep_sql.py.

Where the database refuses a batch, its halves are tried each under a savepoint, down to the one
clock that cannot be: its draft is held back, or else the clock put off, and the others go on.
"""

import logging
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import (
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
    transaction,
)
from django.db.backends.utils import CursorWrapper

from audit import trail
from cases.rules.handovers import SIGHT
from deadlines import sweep_sql as sql
from deadlines.models import Step
from deadlines.rules.retries import draft_again_after
from deadlines.rules.spoken import rung_words, step_words
from deadlines.services.swept import Entered, Swept

log = logging.getLogger(__name__)
# What a row is at fault for; a lost connection, a deadlock or a waiting lock is no row's fault.
REFUSED = (DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError)


class Held(NamedTuple):
    """A clock whose draft could not be made now: when to try again, and a code for why."""

    clock_id: UUID
    again_at: datetime
    code: str


def do(*, cursor: CursorWrapper, name: str, given: dict[str, Any] | None = None) -> None:
    """Run one statement of the sweep by its name; a fault harness breaks in here."""
    cursor.execute(sql.STATEMENTS[name], given)


def climb(*, cursor: CursorWrapper, now: datetime, claimed: list[UUID], held: list[Held]) -> Swept:
    """Draft, enter, tell and wake: everything that these clocks owe by now."""
    given = {"now": now, "claimed": claimed, "held": [one.clock_id for one in held]}
    do(cursor=cursor, name="draft", given=given)
    (drafted,) = cursor.fetchone() or (0,)
    do(cursor=cursor, name="enter", given={**given, "sight": sorted(SIGHT)})
    steps = [Entered(*row) for row in cursor.fetchall()]
    again_at, codes = [one.again_at for one in held], [one.code for one in held]
    do(cursor=cursor, name="wake", given={**given, "again_at": again_at, "codes": codes})
    _tell_the_trail(steps)
    sent = [step for step in steps if step.state == "sent"]
    return Swept(
        as_of=now,
        claimed=len(claimed),
        sent=len(sent),
        skipped=len(steps) - len(sent),
        drafted=drafted,
        held=len(held),
        told=sum(step.told for step in sent),
        told_nobody=sum(not step.told for step in sent),
        steps=[step.as_json() for step in steps],
    )


def climb_apart(*, cursor: CursorWrapper, now: datetime, claimed: list[UUID]) -> Swept:
    """Do the same by halves, so that the clock which the database refuses stands alone."""
    try:
        with transaction.atomic():
            return climb(cursor=cursor, now=now, claimed=claimed, held=[])
    except REFUSED as trouble:
        if len(claimed) == 1:
            return _without_its_draft(cursor, now, claimed[0], trouble)
    middle = len(claimed) // 2
    first = climb_apart(cursor=cursor, now=now, claimed=claimed[:middle])
    second = climb_apart(cursor=cursor, now=now, claimed=claimed[middle:])
    first.add(second)
    first.steps += second.steps
    return first


def _without_its_draft(
    cursor: CursorWrapper, now: datetime, clock_id: UUID, trouble: Exception
) -> Swept:
    do(cursor=cursor, name="attempts", given={"clock_id": clock_id})
    (attempts,) = cursor.fetchone() or (0,)
    held = Held(clock_id, now + draft_again_after(attempts + 1), type(trouble).__name__)
    log.error("refused: clock=%s code=%s attempts=%d", clock_id, held.code, attempts + 1)
    try:
        with transaction.atomic():
            return climb(cursor=cursor, now=now, claimed=[clock_id], held=[held])
    except REFUSED:
        do(cursor=cursor, name="put_off", given=held._asdict())
    return Swept(as_of=now, claimed=1, held=1)


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
