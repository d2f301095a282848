"""A fresh count, by the cheaper of two ways: both give the same to the last request and person.

Distinct people cost more to count than all the rest. A large house takes them from the roll-up's
links, which hold whatever changed since; a small one, or one whose roll-up waits, counts them.
"""

from datetime import date, datetime, timedelta

from reports.figures import keeping, kept, survival
from reports.figures.counted import rows
from reports.figures.scope import By, Scope, month_of
from reports.figures.shapes import OnTime, Survival


def on_time(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    """Give a row for each platform, month or channel that had a request, or one row of all.

    `at` is the moment that running clocks are held against: the database's own unless given.
    """
    ask = kept.on_time_counted if _links_hold(scope) else keeping.on_time
    return ask(scope, by, at=at)


def removal_hours(
    scope: Scope, by: By | None = None, *, at: datetime | None = None, curve: bool = False
) -> tuple[Survival, ...]:
    """Give hours from receipt to gone for each platform, month or channel, or one row of all.

    `at` is the moment up to which running clocks are known to be open: the database's own unless
    given. With `curve` each row has every step of its curve.
    """
    if not curve and _links_hold(scope):
        return kept.removal_hours_counted(scope, by, at=at)
    return survival.removal_hours(scope, by, at=at, curve=curve)


def _links_hold(scope: Scope) -> bool:
    """Tell whether people are cheaper to link than to count: stale are the last months at most."""
    if not kept.is_large(scope):
        return False
    (row,) = rows("SELECT min(month) AS month FROM reports_stalemonth", {})
    stale: date | None = row["month"]
    last = month_of(scope.last)
    return stale is None or stale >= month_of(last - timedelta(days=1))
