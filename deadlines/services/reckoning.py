"""Every reminder accounted for: owed, told, mailed, waiting and why, dead, skipped, repeated.

Asked of the tables anew, by a statement that shares nothing with the sweep (ADR 0045); it writes
nothing and repairs nothing.
"""

import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from audit.rules import NotAllowed
from cases.rules.handovers import SIGHT
from deadlines.reckoning_sql import RECKON
from rows.reading import house

SLACK = timedelta(minutes=2)  # a change of people that came as the sweep did leaves doubt
UNTRIED = timedelta(minutes=15)  # a letter nobody tried for so long: the relay stands
LATE = timedelta(minutes=5)
MOST = 500  # differences that are named; all are counted
LONG_AGO = "-infinity"
A_PAGE = timedelta(seconds=4)
A_ROUND = timedelta(minutes=5)
# After a flood the planner knows of few rows where there are many: what then takes too long is
# asked once more without the plans that suit few. Both limits end with the statement.
WAITS = "SET LOCAL statement_timeout = %s; SET LOCAL enable_nestloop = {}"
DONE = "SET LOCAL statement_timeout TO DEFAULT; SET LOCAL enable_nestloop TO DEFAULT"


class Reckoning(NamedTuple):
    """The account of a window; every count is of reminders unless it says steps."""

    since: datetime | None  # none: from the beginning
    until: datetime
    steps: int
    steps_sent: int
    steps_late: int
    steps_skipped: dict[str, int]
    steps_missing: int
    missing: int  # owed to a person and never told
    unowed: int  # told to a person to whom it was not owed
    told: int
    read: int
    mailed: int
    dead: int
    repeated: int
    waiting: dict[str, int]  # by why
    not_mailed: dict[str, int]  # by why
    differences: dict[str, int]  # by code
    found: list[dict[str, str]]  # the first of them, ids alone

    @property
    def owed(self) -> int:
        """Give what the rules owed people: what they were rightly told, and what they were not."""
        return self.told - self.unowed + self.missing

    @property
    def ok(self) -> bool:
        return not self.differences

    def as_json(self) -> dict[str, Any]:
        """Give the account with its moments as text, the found ones left out."""
        counts = self._asdict() | {"owed": self.owed}
        counts["since"] = self.since.isoformat() if self.since else None
        counts["until"] = self.until.isoformat()
        return {key: value for key, value in counts.items() if key != "found"}


@house("tell of the rounds")
def reckon(*, since: datetime | None, until: datetime, patience: timedelta = A_PAGE) -> Reckoning:
    """Give the account of what was to be told from `since` up to, and without, `until`.

    NotAllowed where counting takes longer than twice the patience.
    """
    given = {
        "since": since or LONG_AGO,
        "until": until,
        "sight": sorted(SIGHT),
        "slack": SLACK.total_seconds(),
        "untried": UNTRIED.total_seconds(),
        "late": LATE.total_seconds(),
        "most": MOST,
    }
    for nested in ("on", "off"):
        try:
            return Reckoning(since=since, until=until, **_counted(given, nested, patience))
        except OperationalError as trouble:
            if not isinstance(trouble.__cause__, QueryCanceled):
                raise
    raise NotAllowed(
        "There is more to count than a page can wait for. Ask for fewer days, or again later.",
        code="too_much_to_count",
    )


def _counted(given: dict[str, Any], nested: str, patience: timedelta) -> dict[str, Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WAITS.format(nested), [f"{int(1000 * patience.total_seconds())}ms"])
        cursor.execute(RECKON, given)
        (found,) = cursor.fetchone() or ("{}",)
        cursor.execute(DONE)
    counts: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return counts
