"""What the figures of a moment and of the machine give; frozen, as in shapes.py."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Now:
    """What runs at one moment, whatever the law: the supervisor's first look."""

    at: datetime
    running: int  # clocks
    late: int  # of `running`: past the end of their time
    uncovered: int  # of `running`: nobody who works holds the case, nor covers it
    unproven: int  # of `running`: receipt is inferred
    next_day: int  # of `running`: end within 24 hours
    cases: int
    cases_late: int
    cases_uncovered: int
    cases_unproven: int
    cases_next_day: int


@dataclass(frozen=True)
class Load:
    """One person's work at one moment; covers count for whoever holds them."""

    user_id: UUID
    name: str
    role: str
    cases: int  # open cases, less those lent, with those covered
    covering: int  # of `cases`: lent to them
    lent: int  # their own, covered by a colleague at this moment
    clocks: int  # running, on these cases
    late: int  # of `clocks`
    next_day: int  # of `clocks`: end within 24 hours
    unproven: int  # of `clocks`: receipt is inferred
    next_due_at: datetime | None  # the first end that is still to come
    load: int  # cases + clocks: each case weighs one, and one more for each live clock


@dataclass(frozen=True)
class Reminders:
    """Reminders owed to people against those sent, as the ledger's own account has it (ADR 0045).

    Of the machine and not of cases, so it knows neither platform nor channel.
    """

    key: str
    label: str
    owed: int
    told: int  # in the app, at once
    missing: int  # owed and never told
    unowed: int  # told and not owed
    mailed: int
    waiting: int  # for the mail
    dead: int  # the mail server would not take it
    read: int
    steps: int
    steps_late: int  # entered more than five minutes after they were due
