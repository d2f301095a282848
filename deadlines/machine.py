"""The System page: rounds that went by, owed against sent, what is stuck; no case is named."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from cases import keys_told
from deadlines import accounted, kept_elsewhere
from deadlines.alarms import WORDS
from deadlines.models import Alarm, Clock, Heartbeat, Outage, Reminder, Step
from deadlines.rules.spoken import ago, hours_and_minutes, rung_words
from deadlines.services.health import deadlines_health
from rows.reading import house

WEEK = timedelta(days=7)
MOST_GAPS = 10

# fmt: off
ROUNDS = {  # the heartbeat's name: what went by, and what it is for
    "sweep":      ("Sweep",             "Enters what is due and drafts what is late."),
    "sweep_work": ("Sweep that found something", "The last one that had anything to do."),
    "relay":      ("Relay",             "Sends the mail copies of reminders."),
    "digest":     ("Morning's letter",  "Sends counts and codes as each person's day begins."),
    "reconcile":  ("Reconcile",         "Compares the ledger with the rules, clock by clock."),
    "compose":    ("Compose",           "Writes the texts of drafts that a sweep entered."),
    "figures":    ("Figures",           "Counts anew the months whose clocks changed."),
    "figures_checked": ("Figures checked", "Compares the kept figures with a fresh count."),
    "watchdog":   ("Watchdog",          "Looks at all of this from outside, and tells a person."),
}

PROBLEMS = {
    "not_swept":    "Nothing has swept for two minutes. Is the worker running? Any machine with "
                    "the database's address can run manage.py sweep meanwhile.",
    "steps_late":   "A step is more than five minutes late. Run now, and look at the worker's log.",
    "clocks_stuck": "A complaint draft fails again and again; the code below says why.",
    "texts_late":   "The text of a complaint draft has waited for more than five minutes; opening "
                    "the draft writes it, or says by code why not.",
    "ledger_differs": "What the rules owe and what the ledger holds differ: the table below "
                    "says in what. Nothing is mended by itself.",
    "figures_differ": "Kept figures and a fresh count differ: manage.py reconcile_figures says in "
                      "which months, and with --anew counts them all again.",
    "no_backup":    "There is no backup yet, and real cases are in here: set "
                    "RECLAIM_BACKUP_RECIPIENTS and run manage.py backup --to FOLDER each day.",
    "backup_old":   "The last backup is too old. Why did manage.py backup not run?",
    "no_drill":     "No backup was ever restored to try it, and cases are five weeks old: run "
                    "manage.py backup_drill --fresh each month.",
    "drill_failed": "The last try to restore a backup failed: run manage.py backup_drill "
                    "--fresh and read what it says.",
    "drill_old":    "No restore was tried for five weeks: manage.py backup_drill --fresh.",
    "seal_old":     "The trail was not sealed for twenty minutes: look at the sealing host.",
    "mail_held":    "Mail is held since a restore. manage.py release_mail shows what waits, and "
                    "lets it go.",
    "mail_dead":    "Mail copies were given up. See to the mail server, then owe them again.",
}
# fmt: on


class Round(NamedTuple):
    name: str
    what_for: str
    at: datetime | None
    ago: str
    found: str


class Stuck(NamedTuple):
    clock: str
    attempts: int
    code: str
    again_at: datetime | None


class RungCount(NamedTuple):
    words: str
    told: int
    skipped: int
    people: int


class Gap(NamedTuple):
    """One outage, as whoever looks after the machine sees it."""

    outage: Outage
    lasted: str


@house("tell of the rounds")
def shown(*, now: datetime, window: str = "") -> dict[str, Any]:
    """Give what the page draws."""
    health, kept = deadlines_health(), kept_elsewhere.told()
    return {
        "health": health,
        "kept": kept,
        "problems": [
            PROBLEMS[code] for code in [*health.problems, *_figures(), *kept.state.problems]
        ],
        "keys": keys_told.told(),
        "rounds": _rounds(now),
        "stuck": _stuck(),
        "week": _week(now),
        "unsent": _unsent(),
        "gaps": _gaps(),
        "alarms": [
            (alarm, WORDS.get(alarm.code, alarm.code)) for alarm in Alarm.objects.all()[:MOST_GAPS]
        ],
        **accounted.shown(window=window, now=now),
    }


def _figures() -> list[str]:
    """Give the problem that kept figures differ; deadlines are kept all the same."""
    beats = Heartbeat.objects.filter(name="figures_checked", found__differences__gt=0)
    return ["figures_differ"] if beats.exists() else []


def _gaps() -> list[Gap]:
    return [
        Gap(outage, hours_and_minutes(outage.until_at - outage.from_at))
        for outage in Outage.objects.all()[:MOST_GAPS]
    ]


def _rounds(now: datetime) -> list[Round]:
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    rounds = []
    for key, (name, what_for) in ROUNDS.items():
        beat = beats.get(key)
        since = ago(now - beat.at) if beat else "never"
        found = _found(beat.found) if beat else ""
        rounds.append(Round(name, what_for, beat.at if beat else None, since, found))
    return rounds


def _found(found: dict[str, Any]) -> str:
    if "by_code" in found:  # of a reconciliation the account above tells the rest
        found = {"clocks": found["clocks"], "differences": found["differences"]}
    counts = {name: count for name, count in found.items() if isinstance(count, int)}
    said = [f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count]
    return ", ".join(str(one) for one in said) or "nothing to do"


def _stuck() -> list[Stuck]:
    failing = Clock.objects.filter(closed_at=None, attempts__gt=0).order_by("-attempts")[:20]
    return [
        Stuck(str(clock.pk)[:8], clock.attempts, clock.last_error, clock.wakes_at)
        for clock in failing
    ]


def _week(now: datetime) -> list[RungCount]:
    """Give a week of the ledger, a line a rung."""
    since = now - WEEK
    lines = (
        Step.objects.filter(done_at__gte=since)
        .values("rung")
        .annotate(
            told=Count("pk", filter=Q(state="sent")), skipped=Count("pk", filter=Q(state="skipped"))
        )
        .order_by("rung")
    )
    told = Reminder.objects.filter(step__done_at__gte=since).values_list("step__rung")
    people = dict(told.annotate(Count("pk")))
    return [
        RungCount(rung_words(rung), line["told"], line["skipped"], people.get(rung, 0))
        for line in lines
        for rung in [line["rung"]]
    ]


def _unsent() -> list[dict[str, Any]]:
    """Give why mail is not out yet, by code."""
    waiting = Reminder.objects.filter(mail_state__in=["owed", "dead"]).exclude(last_error="")
    return list(
        waiting.values("mail_state", "last_error")
        .annotate(letters=Count("pk"))
        .order_by("-letters")
    )
