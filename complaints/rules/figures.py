"""The figures of a pattern: sums over its groups, and nothing besides."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from complaints.rules.apart import Standing
from complaints.rules.groups import (
    INFERRED,
    Division,
    Group,
    Groups,
    Months,
    Words,
    carries,
    divide,
    standing,
)
from complaints.rules.pattern import (
    IN_TIME,
    NOT_DOWN,
    Figures,
    Period,
    Ran,
    Row,
    cases,
    ended,
    is_late,
    require_enough,
    together,
)


class Counted(NamedTuple):
    """What is told, and who stands behind it; the second is kept and never told."""

    figures: Figures
    behind: Standing


def figures(
    ran: Sequence[Ran], *, fewest: int, now: datetime, earlier: Sequence[Standing] = ()
) -> Counted:
    """Count what may be told of these requests, beside what was told of them before."""
    known = ended(ran, now)
    require_enough(known, fewest=fewest, now=now)
    division, found = divide(known, fewest=fewest, now=now, earlier=earlier)
    late = [one for one in known if is_late(one, now)]
    carried = sorted({ground for one in late for ground in one.grounds})
    numbered = [ground for ground in carried if ground in division.flags]
    return Counted(
        Figures(
            late=_sum(found, late=True),
            in_time=_sum(found, late=False) if division.in_time else None,
            never_down=_sum(found, late=True, outcome=NOT_DOWN)
            if (NOT_DOWN,) in division.outcomes
            else None,
            inferred=_sum(found, late=True, flag=INFERRED) if INFERRED in division.flags else None,
            periods=_periods(found, division),
            bands=_bands(found, division),
            grounds=tuple((one, _sum(found, late=True, flag=one)) for one in numbered),
            named=_named(late, [one for one in carried if one not in numbered], fewest),
            rows=_rows(found, division),
        ),
        standing(found),
    )


def _sum(found: Groups, *, late: bool, outcome: str = "", flag: str = "") -> int:
    return sum(
        len(rows)
        for group, rows in found.items()
        if (group.outcomes != (IN_TIME,)) is late
        and (not outcome or outcome in group.outcomes)
        and (not flag or flag in group.flags)
    )


def _named(late: Sequence[Ran], grounds: Sequence[str], fewest: int) -> tuple[str, ...]:
    """Keep grounds that enough cases carry; that there is a ground of fewer tells of those."""
    return tuple(
        ground for ground in grounds if cases(one for one in late if carries(one, ground)) >= fewest
    )


def _periods(found: Groups, division: Division) -> tuple[Period, ...]:
    def of(months: Months, *, late: bool) -> int:
        return sum(
            len(rows)
            for group, rows in found.items()
            if group.months == months and (group.outcomes != (IN_TIME,)) is late
        )

    by_period = division.in_time == "by period"
    return tuple(
        Period(words, of(months, late=True), of(months, late=False) if by_period else None)
        for months, words in _said(division)
    )


def _said(division: Division) -> Iterator[tuple[Months, str]]:
    """Say periods without gaps and open at both ends: where requests begin tells of the first."""
    before: date | None = None
    for months in division.periods:
        last = months is division.periods[-1]
        yield months, _between(before, None if last else months[-1])
        before = months[-1]


def _between(before: date | None, until: date | None) -> str:
    since = (before + timedelta(days=31)).replace(day=1) if before else None
    if since is None or until is None:
        start = f"from {since:%B %Y} on" if since else ""
        return start or (f"until {until:%B %Y}" if until else "all months")
    same = f"{since:%B %Y}" == f"{until:%B %Y}"
    return f"{until:%B %Y}" if same else f"{since:%B %Y} to {until:%B %Y}"


def _bands(found: Groups, division: Division) -> tuple[tuple[str, int], ...]:
    counts = [
        (together(outcomes), sum(len(rows) for group, rows in found.items()
                                 if group.outcomes == outcomes))
        for outcomes in division.outcomes
    ]  # fmt: skip
    return tuple((words, count) for words, count in counts if count)


def _rows(found: Groups, division: Division) -> tuple[Row, ...]:
    """Give each period with each band that has something in it, in the order of time and band."""
    rows = []
    for months, words in _said(division):
        for outcomes in division.outcomes:
            late = sum(len(some) for group, some in found.items() if _is(group, months, outcomes))
            if late:
                rows.append(Row(words, together(outcomes), late))
    return tuple(rows)


def _is(group: Group, months: Months, outcomes: Words) -> bool:
    return group.months == months and group.outcomes == outcomes
