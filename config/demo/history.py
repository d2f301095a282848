"""A year of requests that are over, so that the figures have something to say: all invented.

Rows are laid down whole by the hundred, as services would have left them one by one: under a key
of each case, with what was sent, received and seen gone. Nothing here runs any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from accounts.models import User
from cases.models import Case
from cases.rules.codes import ALPHABET, LONG, code_of
from config.demo import history_rows

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CASES, REQUESTS, DAYS = 190, 430, 345
LATEST = 12 * DAY  # what is newer has a story of its own
CHANNELS = ("web_form",) * 6 + ("email",) * 3 + ("in_app",) * 2


class Manner(NamedTuple):
    """How a platform goes about it: how many it gets, how soon, and what it finds wrong."""

    slug: str
    weight: int
    median: float  # hours
    spread: float
    better: float  # how much faster at the year's end than at its beginning
    disputes: tuple[str, ...]


# fmt: off
MANNERS = (  #     slug             weight median spread better  what it disputes
    Manner("demo-pictogram", 34, 19.0, 0.62, 0.75, ("locating",)),
    Manner("demo-chirrup",   26, 31.0, 0.58, 1.05, ("locating", "extra_demand", "extra_demand")),
    Manner("demo-vidloft",   20, 55.0, 0.80, 0.80, ("extra_demand", "signature", "good_faith")),
    Manner("demo-murmur",    14, 38.0, 0.70, 0.95, ("contact", "locating", "extra_demand")),
    Manner("demo-kasten",     6, 70.0, 0.60, 1.00, ("good_faith",)),
)
# fmt: on
SHARE_DISPUTED, SHARE_WITHDRAWN, SHARE_BACK = 0.24, 0.05, 0.13


@dataclass(frozen=True)
class Ran:
    """One request from its receipt to its end."""

    case: int
    manner: Manner
    channel: str
    received_at: datetime
    hours: float
    withdrawn: bool
    disputed: str
    back_after: float  # days; nought: not back

    @property
    def ended_at(self) -> datetime:
        return self.received_at + self.hours * HOUR


def fill(people: dict[str, User], *, now: datetime) -> int:
    """Lay a year down behind the sixty cases; give how many requests."""
    ran = list(_year(now))
    advocates = [people[one] for one in ("advocate", "advocate2", "advocate3")]
    history_rows.lay(ran, advocates, codes=_codes(), now=now)
    return len(ran)


def bulk_cases() -> Sequence[Case]:
    """Give the cases laid down here: they are demo cases that were closed."""
    return list(Case.objects.filter(is_demo=True, code__in=_run()).order_by("code"))


def _codes() -> Iterator[str]:
    """Give codes of a run of their own, none of which is taken."""
    taken = set(Case.objects.values_list("code", flat=True))
    return (code for code in _run() if code not in taken)


def _run() -> list[str]:
    first = len(ALPHABET) ** (LONG - 1) * ALPHABET.index("H")
    return [code_of(first + 9973 * n, LONG) for n in range(CASES * 2)]


def _year(now: datetime) -> Iterator[Ran]:
    chance = Random(48)  # noqa: S311 - invented facts, the same each time
    for number in range(REQUESTS):
        case = number if number < CASES else chance.randrange(CASES)
        manner = chance.choices(MANNERS, [one.weight for one in MANNERS])[0]
        place = (number * 0.618) % 1  # over the year, as evenly as it comes in life
        at = now - LATEST - DAYS * DAY * (1 - place**0.85)
        at = at.replace(minute=chance.randrange(60), second=0, microsecond=0)
        pace = 1 + (manner.better - 1) * place
        hours = min(900.0, manner.median * pace * chance.lognormvariate(0, manner.spread))
        disputed = chance.random() < SHARE_DISPUTED
        yield Ran(
            case=case,
            manner=manner,
            channel=chance.choice(CHANNELS),
            received_at=at,
            hours=round(hours * (1.5 if disputed else 1.0), 2),
            withdrawn=chance.random() < SHARE_WITHDRAWN,
            disputed=chance.choice(manner.disputes) if disputed else "",
            back_after=round(chance.uniform(0.5, 45), 1) if chance.random() < SHARE_BACK else 0.0,
        )
