"""How requests are put into groups that may be told: the finest that stay on enough cases.

There is one division into groups, and every table of a pattern is a sum over it. So no sum and no
difference of figures is of fewer cases than the least group; and no group of this pattern differs
from one of an earlier pattern by fewer (complaints.rules.apart).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from audit.rules import NotAllowed
from complaints.rules.apart import Standing, least_apart
from complaints.rules.pattern import IN_TIME, LATE, Ran, cases, month, outcome

Months = tuple[date, ...]
Words = tuple[str, ...]
INFERRED = "inferred"


class Group(NamedTuple):
    """What requests of one group have in common, and nothing else is told of them."""

    months: Months  # of receipt; none: of any month
    outcomes: Words
    flags: Words = ()  # inferred, and grounds: those that are told by number

    @property
    def key(self) -> str:
        first = self.months[0].isoformat() if self.months else ""
        last = self.months[-1].isoformat() if self.months else ""
        return "|".join((first, last, ",".join(self.outcomes), ",".join(self.flags)))


class Division(NamedTuple):
    """What stands together with what."""

    periods: tuple[Months, ...]
    outcomes: tuple[Words, ...]  # late ones, each list one group
    in_time: str  # "by period", "whole", or "" where it is not told
    flags: Words = ()

    def group_of(self, when: date, ended_as: str) -> Group | None:
        if ended_as == IN_TIME and self.in_time != "by period":
            return Group((), (IN_TIME,)) if self.in_time else None
        months = next(some for some in self.periods if when in some)
        if ended_as == IN_TIME:
            return Group(months, (IN_TIME,))
        return Group(months, next(some for some in self.outcomes if ended_as in some))


Groups = Mapping[Group, Sequence[Ran]]
Who = Mapping[tuple[date, str], frozenset[str]]  # the cases of each month and outcome


def carries(one: Ran, flag: str) -> bool:
    return one.inferred if flag == INFERRED else flag in one.grounds


def divide(
    ran: Sequence[Ran], *, fewest: int, now: datetime, earlier: Sequence[Standing] = ()
) -> tuple[Division, Groups]:
    """Give the finest division that may be told; refuse when even the whole differs by too few."""

    def told(division: Division) -> bool:
        found = grouped(ran, division, now)
        enough = all(cases(rows) >= fewest for rows in found.values())
        return enough and _apart(found, earlier, fewest)

    who = _who(ran, now)
    whole = Division((tuple(sorted({when for when, _ in who})),), (LATE,), "")
    if told(whole):  # else nothing finer can be, for it could be added up to the whole
        finest = next(filter(told, _finest_first(who, fewest)), whole)
        full = _with_flags(ran, finest, told)
        return full, grouped(ran, full, now)
    raise NotAllowed(
        f"Since an earlier pattern of this platform the requests of fewer than {fewest} cases"
        " changed. Telling the new figures beside the old ones would tell those apart. Take the"
        " earlier pattern, or wait until more has changed.",
        code="too_little_new",
    )


def grouped(ran: Iterable[Ran], division: Division, now: datetime) -> dict[Group, list[Ran]]:
    found: dict[Group, list[Ran]] = {}
    for one in ran:
        group = division.group_of(month(one), outcome(one, now))
        if group is None:
            continue
        if group.outcomes != (IN_TIME,):
            flags = tuple(flag for flag in division.flags if carries(one, flag))
            group = group._replace(flags=flags)
        found.setdefault(group, []).append(one)
    return found


def standing(found: Groups) -> Standing:
    """Give which request stands in which group, for patterns to come to be held against."""
    return {one.request: (one.case, group.key) for group, rows in found.items() for one in rows}


def _who(ran: Iterable[Ran], now: datetime) -> Who:
    found: dict[tuple[date, str], set[str]] = {}
    for one in ran:
        found.setdefault((month(one), outcome(one, now)), set()).add(one.case)
    return {place: frozenset(some) for place, some in found.items()}


def _apart(found: Groups, earlier: Sequence[Standing], fewest: int) -> bool:
    now = standing(found)
    return all(least_apart(one, now, enough=fewest) >= fewest for one in earlier)


def _with_flags(
    ran: Sequence[Ran], division: Division, told: Callable[[Division], bool]
) -> Division:
    """Tell more by number, one after the other, as long as every group stays on enough cases."""
    for flag in (INFERRED, *sorted({ground for one in ran for ground in one.grounds})):
        more = division._replace(flags=(*division.flags, flag))
        if told(more):
            division = more
    return division


def _finest_first(who: Who, fewest: int) -> Iterator[Division]:
    """Give divisions whose own groups stand on enough cases, those that tell most first.

    Of those that tell as much, the widest: the ends of a narrow group tell that somebody is there.
    """
    tried: dict[Division, tuple[bool, int, int, int]] = {}
    for outcomes in _runs(LATE):
        for in_time in ("by period", "whole", ""):
            for periods in _periods(who, outcomes, in_time, fewest):
                division = Division(periods, outcomes, in_time)
                held = _held(who, division)
                if all(len(some) >= fewest for some in held.values()):
                    alone = {group.outcomes for group in held if len(group.outcomes) == 1}
                    tried[division] = (bool(in_time), len(held), len(alone), -len(outcomes))
    yield from sorted(tried, key=lambda one: tried[one], reverse=True)


def _held(who: Who, division: Division) -> dict[Group, set[str]]:
    held: dict[Group, set[str]] = {}
    for (when, ended_as), some in who.items():
        group = division.group_of(when, ended_as)
        if group is not None:
            held.setdefault(group, set()).update(some)
    return held


def _periods(
    who: Who, outcomes: tuple[Words, ...], in_time: str, fewest: int
) -> set[tuple[Months, ...]]:
    """Put months together from either end until each group has enough, or several times that."""
    months: Months = tuple(sorted({when for when, _ in who}))
    one_each = Division(tuple((one,) for one in months), outcomes, in_time)
    of_month: dict[date, dict[Words, set[str]]] = {one: {} for one in months}
    for group, some in _held(who, one_each).items():
        if group.months:
            of_month[group.months[0]][group.outcomes] = some
    found: set[tuple[Months, ...]] = {(months,)}
    for enough in (fewest, 2 * fewest, 4 * fewest):
        found.add(_joined(months, of_month, enough))
        found.add(tuple(some[::-1] for some in _joined(months[::-1], of_month, enough))[::-1])
    return found


def _joined(
    months: Months, of_month: Mapping[date, Mapping[Words, set[str]]], enough: int
) -> tuple[Months, ...]:
    joined: list[Months] = []
    open_months: Months = ()
    held: dict[Words, set[str]] = {}
    for one in months:
        open_months += (one,)
        for outcomes, who in of_month[one].items():
            held[outcomes] = held.get(outcomes, set()) | who
        if held and all(len(who) >= enough for who in held.values()):
            joined.append(open_months)
            open_months, held = (), {}
    if open_months and joined:
        joined[-1] += open_months
    elif open_months:
        joined.append(open_months)
    return tuple(joined)


def _runs(words: Sequence[str]) -> Iterator[tuple[Words, ...]]:
    """Give each way to cut a row of words into runs of neighbours."""
    for cuts in range(2 ** (len(words) - 1)):
        places = [0, *(at + 1 for at in range(len(words) - 1) if cuts >> at & 1), len(words)]
        yield tuple(tuple(words[start:end]) for start, end in pairwise(places))
