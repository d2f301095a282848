"""Time in words (UX.md, Words on time); config/static/reclaim/clock.js says the same."""

from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Band(StrEnum):
    """How near a deadline is, as Today sorts them; the values are class names of the look."""

    LATE = "late"
    UNDER_6 = "under-6"
    UNDER_24 = "under-24"
    LATER = "later"


def left(due_at: datetime, now: datetime) -> str:
    """Give `2 d 3 h left`, `5 h 12 min left`, `18 min left` or `late by 3 h 05 min`.

    Whole minutes that have passed: never more left than there is, never later than it is.
    """
    if now > due_at:
        return f"late by {hours_and_minutes(now - due_at)}"
    remaining = due_at - now
    if remaining >= DAY:
        return f"{remaining // DAY} d {remaining % DAY // HOUR} h left"
    if remaining >= HOUR:
        return f"{remaining // HOUR} h {remaining % HOUR // MINUTE} min left"
    return f"{remaining // MINUTE} min left"


def ago(span: timedelta) -> str:
    """Say how long since: by the minute within an hour, by the day after two."""
    if span < timedelta(minutes=1):
        return "less than a minute ago"
    if span < timedelta(hours=1):
        return f"{span // timedelta(minutes=1)} min ago"
    if span < timedelta(days=2):
        return f"{hours_and_minutes(span)} ago"
    return f"{span // timedelta(days=1)} days ago"


def hours_and_minutes(span: timedelta) -> str:
    """Give `3 h 05 min`, in hours however many they are."""
    return f"{span // HOUR} h {span % HOUR // MINUTE:02d} min"


def to_the_second(span: timedelta) -> str:
    """Give `47 h 59 min 58 s`: what was achieved, in time or late, to the second."""
    seconds = span % MINUTE // timedelta(seconds=1)
    return f"{hours_and_minutes(span)} {seconds:02d} s"


def band(due_at: datetime, now: datetime) -> Band:
    """Give the band of Today that a deadline stands in."""
    remaining = due_at - now
    if now > due_at:
        return Band.LATE
    if remaining < 6 * HOUR:
        return Band.UNDER_6
    return Band.UNDER_24 if remaining < DAY else Band.LATER


def share_left(*, starts_at: datetime, due_at: datetime, now: datetime) -> int:
    """Give how much of the time is left, 0 to 100: a full bar has all its hours."""
    share = 100 * (due_at - now) / (due_at - starts_at)
    return round(max(0.0, min(100.0, share)))


# fmt: off
RUNGS = {
    "a-day-left":       "24 hours left",
    "six-hours-left":   "6 hours left",
    "time-is-up":       "time is up",
    "complaint":        "complaint draft",
    "unreviewed-draft": "draft not reviewed",
    "an-hour-left":     "1 hour left",
    "quarter-hour-left": "15 minutes left",
    "next-step":        "take the next step",
    "expedited-complaint": "prepare the expedited complaint",
    "appeal-committee": "prepare the appeal to the committee",
    "tell-the-regulator": "tell the regulator",
}

STEPS = {
    ("sent", ""):              "told",
    ("skipped", "overtaken"):  "skipped: a later step was due as well",
    ("skipped", "reviewed"):   "skipped: the draft is being reviewed",
}
# fmt: on


def rung_words(key: str) -> str:
    """Give a step's name; one that a later ladder adds gives its own key, readable."""
    return RUNGS.get(key, key.replace("-", " "))


def step_words(state: str, reason: str) -> str:
    return STEPS.get((state, reason), f"{state} {reason}".strip())
