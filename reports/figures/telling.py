"""Reminders owed against sent, by the ledger's own account."""

from datetime import UTC, datetime, timedelta

from deadlines.services.reckoning import Reckoning, reckon
from reports.figures.labels import ALL, labels
from reports.figures.scope import Scope
from reports.figures.shapes_work import Reminders

PATIENCE = timedelta(seconds=4)


def reminders(
    scope: Scope, *, by_month: bool = False, at: datetime | None = None
) -> tuple[Reminders, ...]:
    """Give the account of the months of a scope together, or of each month.

    NotAllowed where there is more to count than a page can wait for.
    """
    until = min(scope.until, at or datetime.now(UTC))
    if not by_month:
        return (_of("", ALL, reckon(since=scope.since, until=until, patience=PATIENCE)),)
    months = [Scope.month(day, zone=scope.zone) for day in scope.months()]
    named = labels("month", [f"{one.first:%Y-%m}" for one in months])
    return tuple(
        _of(key, label, reckon(since=one.since, until=min(one.until, until), patience=PATIENCE))
        for one, (key, label) in zip(months, named.items(), strict=True)
    )


def _of(key: str, label: str, account: Reckoning) -> Reminders:
    names = ("owed", "told", "missing", "unowed", "mailed", "dead", "read", "steps", "steps_late")
    counts = {name: int(getattr(account, name)) for name in names}
    return Reminders(key=key, label=label, waiting=sum(account.waiting.values()), **counts)
