"""Cover over the next days that nobody works: lent, asked, declined, left; a rota, and hours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from accounts import calendars
from accounts import services as accounts
from accounts.models import User
from accounts.rules.hours import Span, closed_at_or_after, first_showing
from cases import services as cases
from cases.models import Case, Cover
from config.demo.matter import Matter
from deadlines.models import Clock
from deadlines.services import rota

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NINE, FIVE = time(9), time(17)
WEEK = dict.fromkeys(range(5), (NINE, FIVE))
NOTE = "Calls back after ten only. The platform's form wants the address of each post."

# fmt: off
# day of the week and hour that a turn begins and ends, and whose it is; this week and the next
TURNS = (
    ((0, 17), (1,  9), "supervisor2"),
    ((1, 17), (2,  9), "advocate2"),
    ((2, 17), (3,  9), "supervisor2"),
    ((3, 17), (4,  9), "advocate2"),
    ((4, 17), (6, 13), "advocate2"),
    ((5,  9), (7,  9), "supervisor"),
)
# fmt: on


def fill(matters: list[Matter], people: dict[str, User], *, now: datetime) -> None:
    """Lend cases of three advocates to one another, so that each state of a cover is to be seen."""
    _hours(people, now)
    lent = Lent(matters, people, coming(now), now)
    lent.holds_now()
    lent.waits_for_a_yes()
    lent.was_declined()
    lent.is_to_come()
    lent.nobody_answered()
    _turns(people, now)


def _hours(people: dict[str, User], now: datetime) -> None:
    by = people["supervisor"]
    accounts.set_hours(user_id=None, week=WEEK, by=by)
    accounts.add_day_off(user_id=None, day=_thanksgiving(now.date()), called="Thanksgiving", by=by)
    zone = calendars.of_agency().zone
    today = now.astimezone(zone).date()
    if coming(now).starts_at > now + DAY:  # clocks last two days
        accounts.add_day_off(user_id=None, day=today + DAY, called="Training day", by=by)
    advocate = people["advocate"]
    accounts.set_quiet(user_id=advocate.pk, starts=time(21), ends=time(7), by=advocate)
    colleague = people["advocate3"]
    accounts.set_hours(
        user_id=colleague.pk, week=dict.fromkeys(range(4), (NINE, FIVE)), by=colleague
    )


def coming(now: datetime) -> Span:
    """Give the stretch that nobody works and that has some hours before it yet."""
    agency = calendars.of_agency()
    span = closed_at_or_after(agency, now)
    return span if span.ends_at > now + 12 * HOUR else closed_at_or_after(agency, span.ends_at)


def _thanksgiving(today: date) -> date:
    """Give the fourth Thursday of November, of this year or the next."""
    for year in (today.year, today.year + 1):
        first = date(year, 11, 1)
        found = first + DAY * ((3 - first.weekday()) % 7 + 21)
        if found >= today:
            break
    return found


def _turns(people: dict[str, User], now: datetime) -> None:
    zone = calendars.of_agency().zone
    today = now.astimezone(zone).date()
    monday = today - DAY * today.weekday()
    for first in (monday, monday + 7 * DAY):
        for (from_day, from_hour), (to_day, to_hour), who in TURNS:
            rota.add_turn(
                user_id=people[who].pk,
                starts_at=first_showing(first + DAY * from_day, time(from_hour), zone),
                ends_at=first_showing(first + DAY * to_day, time(to_hour), zone),
                by=people["supervisor"],
                now=now - 7 * DAY,
            )


class Lent:
    """What the deeds of one weekend need of one another."""

    def __init__(
        self, matters: list[Matter], people: dict[str, User], span: Span, now: datetime
    ) -> None:
        self.people, self.now = people, now
        self.starts_at = max(span.starts_at, now)  # what fell due before was told to the giver
        self.ends_at = span.ends_at
        self.queues = {short: self._cases(by, matters) for short, by in self._advocates()}

    def holds_now(self) -> None:
        """Have the advocate cover a colleague's case from this moment, with a task of hers."""
        case, giver = self._next("advocate3"), self.people["advocate3"]
        ends = max(self.now + 20 * HOUR, self.ends_at)
        asked = self.now - 3 * HOUR
        self._offer([case], "advocate", by=giver, at=asked, starts_at=self.now, ends_at=ends)
        self._accept("advocate", at=asked + HOUR)
        cases.add_task(
            case_id=case.pk, text="Ask whether the second post is theirs too", by=giver,
            assigned_to_id=giver.pk, due_at=self.now + 4 * HOUR, now=asked,
        )  # fmt: skip

    def waits_for_a_yes(self) -> None:
        """Ask the advocate for two cases in one go."""
        two = [self._next("advocate2"), self._next("advocate2")]
        by = self.people["advocate2"]
        self._offer(two, "advocate", by=by, at=self.now - HOUR, note=NOTE)

    def was_declined(self) -> None:
        case, by = self._next("advocate"), self.people["advocate"]
        made = self._offer([case], "advocate3", by=by, at=self.now - 2 * HOUR)
        cases.decline_cover(
            cover_ids=[one.pk for one in made], by=self.people["advocate3"], now=self.now - HOUR
        )

    def is_to_come(self) -> None:
        by = self.people["advocate2"]
        self._offer([self._next("advocate2")], "advocate3", by=by, at=self.now - 2 * HOUR)
        self._accept("advocate3", at=self.now - HOUR)

    def nobody_answered(self) -> None:
        """Leave an offer past its hour, which is the supervisors' then."""
        case, by = self._next("advocate3"), self.people["advocate3"]
        asked = self.now - 5 * HOUR
        self._offer([case], "advocate2", by=by, at=asked, answer_by=self.now - HOUR)
        cases.escalate_covers(now=self.now)

    def _advocates(self) -> Iterator[tuple[str, User]]:
        return ((short, who) for short, who in self.people.items() if short.startswith("advocate"))

    def _cases(self, by: User, matters: list[Matter]) -> list[Case]:
        """Give this advocate's open cases: first those with a clock that nobody is there for."""
        mine = {one.case.pk: one.case for one in matters if one.by == by}
        running = Clock.objects.filter(case__in=mine, closed_at=None, due_at__gt=self.now)
        ending = running.filter(due_at__gte=self.starts_at, due_at__lt=self.ends_at)
        agency = calendars.of_agency()
        alone = [
            clock for clock in ending.order_by("due_at", "pk") if not agency.is_on(clock.due_at)
        ]
        by_due = [*alone, *ending.order_by("due_at", "pk"), *running.order_by("due_at", "pk")]
        return [mine[pk] for pk in dict.fromkeys(clock.case_id for clock in by_due)]

    def _next(self, short: str) -> Case:
        return self.queues[short].pop(0)

    def _offer(
        self, lent: list[Case], to: str, *, by: User, at: datetime, **given: Any
    ) -> list[Cover]:
        hours = {"starts_at": self.starts_at, "ends_at": self.ends_at}
        hours |= {"answer_by": min(self.now + 2 * HOUR, self.ends_at)}
        made = cases.offer_cover(
            case_ids=[case.pk for case in lent],
            taker_id=self.people[to].pk,
            by=by,
            now=at,
            **(hours | given),
        )
        self.made = made
        return made

    def _accept(self, short: str, *, at: datetime) -> None:
        cases.accept_cover(cover_ids=[one.pk for one in self.made], by=self.people[short], now=at)
