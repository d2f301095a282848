"""The roll-up of figures kept up with the clocks: stale months are counted anew, each whole."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from deadlines.services.heartbeats import beat
from reports.figures import kept_check, kept_sql

ROUND = "figures"


class Kept(NamedTuple):
    """What one round counted anew; another round at work meanwhile leaves it nothing."""

    months: int
    people_from: date | None


@transaction.atomic
def keep() -> Kept:
    """Count stale months anew; safe to repeat and beside others.

    A month that changes while it is counted stays stale for the next round.
    """
    with connection.cursor() as cursor:
        cursor.execute(kept_sql.LOCK)
        if cursor.fetchone() != (True,):
            return Kept(0, None)
        cursor.execute(kept_sql.TAKE_STALE)
        months = [month for (month,) in cursor.fetchall()]
        if months:
            cursor.execute(kept_sql.LIMITS)
            given = {"months": months, "since": months[0]}
            for statement in kept_sql.ANEW:
                cursor.execute(statement, given)
    beat(name=ROUND, found={"months": len(months)})
    return Kept(len(months), months[0] if months else None)


@transaction.atomic
def keep_anew() -> Kept:
    """Count every month again, whatever was kept."""
    with connection.cursor() as cursor:
        cursor.execute(kept_sql.MARK_ALL)
    return keep()


@transaction.atomic
def check() -> kept_check.Checked:
    """Compare the roll-up with a fresh count and keep what was found; it mends nothing."""
    checked = kept_check.differences()
    beat(name=f"{ROUND}_checked", found={"differences": checked.in_all, "months": checked.months})
    return checked
