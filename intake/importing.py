"""Taking a table of intakes: each row by itself, whole or not at all, and a report of all."""

from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from accounts.rules import ROLE_MAY_NOT, Deed, require
from audit.rules import NotAllowed
from intake.rules import Refused
from intake.rules.rows import ADVOCATE, Row, Table, table_of
from intake.services.importing import Taken, import_row, try_row

OUTCOMES = {
    "new": "Taken",
    "would": "Can be taken",
    "before": "Came in before",
    "refused": "Refused",
}


class Line(NamedTuple):
    """What one row came to; `errors` are sentences by column."""

    number: int
    outcome: str
    code: str = ""
    errors: dict[str, str] = {}

    @property
    def said(self) -> str:
        return OUTCOMES[self.outcome]


class Report(NamedTuple):
    lines: list[Line]
    refused: str  # the table of what was refused, to be mended

    def count(self, outcome: str) -> int:
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def counts(self) -> dict[str, int]:
        return {outcome: self.count(outcome) for outcome in OUTCOMES if self.count(outcome)}


def take_table(table: Table, *, by: User, now: datetime, dry_run: bool = False) -> Report:
    """Take each row, or only try it; a row that is refused leaves nothing and stops no other."""
    require(by.role, Deed.OPEN_CASE)
    lines = [_line(row, by=by, now=now, dry_run=dry_run) for row in table.rows]
    refused = {line.number for line in lines if line.outcome == "refused"}
    again = [row for row in table.rows if row.number in refused]
    return Report(lines, table_of(table.heads, again) if again else "")


def _line(row: Row, *, by: User, now: datetime, dry_run: bool) -> Line:
    if row.errors:
        return Line(row.number, "refused", errors=dict(row.errors))
    try:
        taken = (try_row if dry_run else import_row)(row=row, by=by, now=now)
    except Refused as no:
        return Line(row.number, "refused", errors=no.errors)
    except NotAllowed as no:
        return Line(row.number, "refused", errors={_column(no): no.sentence})
    return Line(row.number, _outcome(taken, dry_run=dry_run), taken.code)


def _column(no: NotAllowed) -> str:
    """Give the column that a refusal is about: giving work to someone else is the advocate's."""
    if no.code == ROLE_MAY_NOT or no.field == "advocate_id":
        return ADVOCATE
    return no.field or "row"


def _outcome(taken: Taken, *, dry_run: bool) -> str:
    if not taken.is_new:
        return "before"
    return "would" if dry_run else "new"
