"""The roll-up of figures kept up with the clocks: stale months are counted anew, each whole."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from deadlines.services.heartbeats import beat
from reports.figures import kept_check, kept_sql

ROUND = "figures"


A_ROUND = 6  # months: a million requests over three years take several rounds, each within a task
FROM_THE_FIRST = date(1970, 1, 1)


class Kept(NamedTuple):
    """What one round counted anew; another round at work meanwhile leaves it nothing."""

    months: int
    left: int  # months that wait for the next round


@transaction.atomic
def keep() -> Kept:
    """Count stale months anew, the oldest first; safe to repeat and beside others.

    A month that changes while it is counted stays stale for the next round.
    """
    with connection.cursor() as cursor:
        cursor.execute(kept_sql.LOCK)
        if cursor.fetchone() != (True,):
            return Kept(0, 0)
        cursor.execute(kept_sql.TAKE_STALE)
        every = [month for (month,) in cursor.fetchall()]
        months, later = every[:A_ROUND], every[A_ROUND:]
        if months:
            cursor.execute(kept_sql.LIMITS)
            cursor.execute(kept_sql.MARK, {"months": later})
            given = {"months": months, "since": months[0], "until": months[-1]}
            for statement in kept_sql.ANEW:
                cursor.execute(statement, given)
    beat(name=ROUND, found={"months": len(months), "months_left": len(later)})
    return Kept(len(months), len(later))


def keep_all(*, anew: bool = False) -> int:
    """Count what is stale until nothing is, or every month whatever was kept; give how many."""
    if anew:
        with connection.cursor() as cursor:
            cursor.execute(kept_sql.MARK_ALL)
    done, left = 0, 1
    while left:
        kept = keep()
        done, left = done + kept.months, kept.left
    return done


@transaction.atomic
def check(*, since: date = FROM_THE_FIRST) -> kept_check.Checked:
    """Compare the roll-up with a fresh count and keep what was found; it mends nothing."""
    checked = kept_check.differences(since)
    beat(name=f"{ROUND}_checked", found={"differences": checked.in_all, "months": checked.months})
    return checked
