"""Inner: one claimed batch up its ladders, by the statements of deadlines/sweep_sql.py.

Where the database refuses a batch, its halves are tried each under a savepoint, down to the one
clock that cannot be: its draft is held back, or else the clock put off, and the others go on.
"""

import json
import logging
from datetime import datetime
from secrets import token_hex
from typing import Any, NamedTuple

from django.db import (
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
    transaction,
)
from django.db.backends.utils import CursorWrapper

from cases.rules.handovers import SIGHT
from deadlines import sweep_sql as sql
from deadlines.rules.retries import draft_again_after
from deadlines.rules.spoken import RUNGS, STEPS
from deadlines.services.swept import Entered, Swept

log = logging.getLogger(__name__)
# What a row is at fault for; a lost connection, a deadlock or a waiting lock is no row's fault.
REFUSED = (DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError)
NONE = "{}"
WORDS = {
    "sight": sorted(SIGHT),
    "rungs": json.dumps(RUNGS),
    "steps": json.dumps({f"{state}{reason}": words for (state, reason), words in STEPS.items()}),
}


class Claimed(NamedTuple):
    """Clocks that are ours until commit, and those of them that may want a draft: uuid arrays."""

    many: int
    ids: str
    drafting: str = NONE


class Held(NamedTuple):
    """A clock whose draft could not be made now: when to try again, and a code for why."""

    clock_id: str
    again_at: datetime
    code: str


def do(*, cursor: CursorWrapper, name: str, given: dict[str, Any] | None = None) -> None:
    """Run one statement of the sweep by its name; a fault harness breaks in here."""
    cursor.execute(sql.STATEMENTS[name], given)


def claim(*, cursor: CursorWrapper, now: datetime, limit: int) -> Claimed:
    """Take up to so many waking clocks, oldest first, that nobody else holds."""
    do(cursor=cursor, name="claim", given={"now": now, "limit": limit})
    many, ids, drafting = cursor.fetchone() or (0, None, None)
    return Claimed(many, ids or NONE, drafting or NONE)


def climb(
    *, cursor: CursorWrapper, now: datetime, claimed: Claimed, held: Held | None, steps: bool
) -> Swept:
    """Draft, enter, tell and wake: everything that these clocks owe by now."""
    swept = Swept(as_of=now, claimed=claimed.many, held=int(held is not None))
    given: dict[str, Any] = {
        "now": now,
        "held": [held.clock_id] if held else [],
        "salt": token_hex(16),
        "moment": f"{int(1000 * now.timestamp()):012x}",
    }
    if claimed.drafting != NONE:
        do(cursor=cursor, name="draft", given={**given, "drafting": claimed.drafting})
        (swept.drafted,) = cursor.fetchone() or (0,)
    given |= {
        "claimed": claimed.ids,
        "again_at": [held.again_at] if held else [],
        "codes": [held.code] if held else [],
    }
    do(cursor=cursor, name="enter_one_by_one" if steps else "enter", given=given | WORDS)
    if steps:
        _count(swept, [Entered(*row) for row in cursor.fetchall()])
    else:
        figures = cursor.fetchone() or (0, 0, 0, 0)
        swept.sent, swept.skipped, swept.told, swept.told_nobody = map(int, figures)
    return swept


def climb_apart(*, cursor: CursorWrapper, now: datetime, claimed: Claimed, steps: bool) -> Swept:
    """Do the same by halves, so that the clock which the database refuses stands alone."""
    try:
        with transaction.atomic():
            return climb(cursor=cursor, now=now, claimed=claimed, held=None, steps=steps)
    except REFUSED as trouble:
        if claimed.many == 1:
            return _without_its_draft(cursor, now, claimed, trouble, steps=steps)
    ids = claimed.ids.strip("{}").split(",")
    swept = Swept(as_of=now)
    for half in (ids[: len(ids) // 2], ids[len(ids) // 2 :]):
        theirs = "{" + ",".join(half) + "}"
        part = Claimed(len(half), theirs, theirs)
        swept.add(climb_apart(cursor=cursor, now=now, claimed=part, steps=steps))
    return swept


def _without_its_draft(
    cursor: CursorWrapper, now: datetime, claimed: Claimed, trouble: Exception, *, steps: bool
) -> Swept:
    clock_id = claimed.ids.strip("{}")
    do(cursor=cursor, name="attempts", given={"clock_id": clock_id})
    (attempts,) = cursor.fetchone() or (0,)
    held = Held(clock_id, now + draft_again_after(attempts + 1), type(trouble).__name__)
    log.error("refused: clock=%s code=%s attempts=%d", clock_id, held.code, attempts + 1)
    alone = Claimed(1, claimed.ids)
    try:
        with transaction.atomic():
            return climb(cursor=cursor, now=now, claimed=alone, held=held, steps=steps)
    except REFUSED:
        do(cursor=cursor, name="put_off", given=held._asdict())
    return Swept(as_of=now, claimed=1, held=1)


def _count(swept: Swept, entered: list[Entered]) -> None:
    sent = [step for step in entered if step.state == "sent"]
    swept.sent, swept.skipped = len(sent), len(entered) - len(sent)
    swept.told = sum(step.told for step in sent)
    swept.told_nobody = sum(not step.told for step in sent)
    swept.steps = [step.as_json() for step in entered]
