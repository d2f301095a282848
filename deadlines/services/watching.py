"""A dead-man switch outside what it watches: no worker, no broker, no sweep (SAFETY.md 2.7).

People are told once when something stops and once when it goes on. What is kept of that stands in
the database, and in a book beside it for the hours in which the database is what is down.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from time import sleep
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, IntegrityError, InterfaceError, connection, transaction

from accounts.models import User
from accounts.rules import Deed, Role, may
from audit import trail
from deadlines import alarms, watchbook
from deadlines.models import Alarm
from deadlines.services import permanence
from deadlines.services.health import deadlines_health
from deadlines.services.heartbeats import SILENCE, beat, database_time

UNREACHABLE = "database_unreachable"
TRIES, PAUSE = 2, 10.0  # a database that is just starting again is not down
NOT_AGAIN_WITHIN = timedelta(minutes=15)  # what comes and goes is told of at most so often
DOWN = (DatabaseError, InterfaceError, TimeoutError)


class Seen(NamedTuple):
    """What one look found, and how many people were told."""

    problems: list[str]
    told: int = 0
    told_over: int = 0


def look(*, now: datetime, tell: bool = True) -> Seen:
    """Look once, tell people of what is new and what is over, and give what is wrong.

    `now` is the machine's own clock, for the hours in which the database's cannot be asked.
    """
    with watchbook.opened() as book:
        for again in range(TRIES):
            try:
                return _look(book, tell=tell)
            except DOWN:
                with suppress(*DOWN):
                    connection.close()
                if again + 1 < TRIES:
                    sleep(PAUSE)
        return _blind(book, now, tell=tell)


def _look(book: dict[str, Any], *, tell: bool) -> Seen:
    now = database_time()
    problems = _problems()
    if not tell:
        return Seen(problems)
    _come_back(book, now)
    watchbook.wake(book, now)
    book["people"] = people()
    if watchbook.is_at_ease(book, now):
        problems = [code for code in problems if code not in {"not_swept", "steps_late"}]
    _note(problems, now)
    told = _tell_new(book["people"], now)
    over = _tell_over(book["people"], now)
    beat(name="watchdog", found={"problems": len(problems), "told": told, "over": over})
    return Seen(problems, told, over)


def _problems() -> list[str]:
    """Give what health finds, with patience for the sweep: five minutes, not two."""
    health = deadlines_health()
    since = health.seconds_since_sweep
    waits = since is not None and abs(since) <= SILENCE.total_seconds()
    kept = [code for code in health.problems if code != "not_swept" or not waits]
    return [*kept, *permanence.alarming()]


def people() -> list[str]:
    """Give the addresses set for alarms, or those who see the System page."""
    if settings.RECLAIM_ALARM_TO:
        return list(settings.RECLAIM_ALARM_TO)
    roles = [role.value for role in Role if may(role, Deed.SEE_SYSTEM)]
    found = User.objects.filter(is_active=True, role__in=roles).order_by("email")
    return list(found.values_list("email", flat=True))


def _blind(book: dict[str, Any], now: datetime, *, tell: bool) -> Seen:
    """Tell whoever was to be told when the database last answered."""
    down = book.setdefault("down", {"since": now.isoformat(), "told_at": "", "told": 0})
    told = 0
    if tell and not down["told_at"]:
        since = datetime.fromisoformat(down["since"])
        to = list(settings.RECLAIM_ALARM_TO) or book.get("people", [])
        told = alarms.send(lines=[alarms.Line(UNREACHABLE, since)], people=to)
        down |= {"told_at": now.isoformat() if told else "", "told": told}
    return Seen([UNREACHABLE], told)


def _come_back(book: dict[str, Any], now: datetime) -> None:
    """Keep as an alarm like any other what could not be kept while the database was down."""
    down = book.get("down")
    if down is None:
        return
    noticed = datetime.fromisoformat(down["since"])
    told_at = datetime.fromisoformat(down["told_at"]) if down["told_at"] else None
    with suppress(IntegrityError), transaction.atomic():
        Alarm.objects.create(
            code=UNREACHABLE, noticed_at=noticed, told_at=told_at, told=down["told"]
        )
    book["back_at"] = now.isoformat()
    del book["down"]


@transaction.atomic
def _note(problems: Collection[str], now: datetime) -> None:
    """Open an alarm for each thing that is newly wrong, and end those of what is well again."""
    opened = Alarm.objects.filter(ended_at=None)
    opened.exclude(code__in=problems).update(ended_at=now)
    known = set(opened.values_list("code", flat=True))
    new = [Alarm(code=code, noticed_at=now) for code in problems if code not in known]
    Alarm.objects.bulk_create(new, ignore_conflicts=True)  # another watchdog may look too


@transaction.atomic
def _tell_new(to: list[str], now: datetime) -> int:
    """Tell of what is wrong and untold; a letter that nobody took is tried at the next look."""
    untold = Alarm.objects.filter(ended_at=None, told_at=None).order_by("noticed_at", "pk")
    lately = Alarm.objects.filter(told_at__gt=now - NOT_AGAIN_WITHIN).values("code")
    found = list(
        untold.exclude(code__in=lately).select_for_update(
            of=("self",), no_key=True, skip_locked=True
        )
    )
    if not found:
        return 0
    told = alarms.send(
        lines=[alarms.Line(alarm.code, alarm.noticed_at) for alarm in found], people=to
    )
    if told:
        _mark(found, action="deadlines.told_alarm", told=told, told_at=now)
    return told


@transaction.atomic
def _tell_over(to: list[str], now: datetime) -> int:
    """Tell those who were told that it is over."""
    over = Alarm.objects.filter(ended_at__isnull=False, told_at__isnull=False, end_told_at=None)
    found = list(
        over.order_by("ended_at", "pk").select_for_update(
            of=("self",), no_key=True, skip_locked=True
        )
    )
    if not found:
        return 0
    lines = [alarms.Line(alarm.code, alarm.noticed_at, alarm.ended_at) for alarm in found]
    told = alarms.send(lines=lines, people=to, over=True)
    if told:
        _mark(found, action="deadlines.told_alarm_is_over", end_told_at=now)
    return told


def _mark(found: list[Alarm], *, action: str, **facts: Any) -> None:
    Alarm.objects.filter(pk__in=[alarm.pk for alarm in found]).update(**facts)
    codes = ", ".join(alarm.code for alarm in found)
    trail.record(by=None, action=action, subject=found[0], codes=codes)
