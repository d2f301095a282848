"""From a row of a table to what is drawn of it; a hidden row has its name and a word."""

from collections.abc import Sequence

from reports.drawing import Column, Mark, Range
from reports.figures import Point
from reports.pictures import words
from reports.tables import Row

GRID = (*range(2, 97, 2), *range(108, 721, 12))  # hours at which a curve is read off


def share(row: Row) -> Range:
    if "share" in row.hidden:
        return Range(row.label, "Hidden", hidden=True, is_all=row.is_all)
    value, low, high = row.estimate("share")
    if value is None:
        return Range(row.label, "none yet", is_all=row.is_all)
    says = f"{100 * value:.0f} %"
    if low is not None and high is not None:
        says += f"  ({100 * low:.0f} to {100 * high:.0f})"
    return Range(row.label, says, (Mark(value, low, high),), is_all=row.is_all)


def hours(row: Row) -> Range:
    if "median" in row.hidden:
        return Range(row.label, "Hidden", hidden=True, is_all=row.is_all)
    half, most = row.estimate("median"), row.estimate("p90")
    marks = [Mark(*half)] if half.value is not None else []
    if most.value is not None:
        marks.insert(0, Mark(*most, shape="square"))
    says = f"{_hour(half.value)} · {_hour(most.value)}"
    return Range(row.label, says, tuple(marks), is_all=row.is_all)


def _hour(value: float | None) -> str:
    return "not reached" if value is None else f"{value:.0f} h"


def month(row: Row, figure: str) -> Column:
    year, _, month = row.key.partition("-")
    label = words.MONTHS[int(month) - 1] if month.isdecimal() else row.label[:3]
    value, low, high = row.estimate(figure)
    is_hidden = figure in row.hidden
    count = None if is_hidden else row.count("decided")
    return Column(label, year, value, low, high, count, hidden=is_hidden)


def read_off(points: Sequence[Point]) -> list[tuple[float, float, float, float]]:
    """Read a curve off at even hours and whole per cents: its very steps are single requests."""
    found, last = [], None
    for hour in GRID:
        before = [one for one in points if one.hours <= hour]
        if not before or before[-1] is last:
            continue
        last = before[-1]
        gone = [round(1 - share, 2) for share in (last.still_up, last.high, last.low)]
        found.append((float(hour), gone[0], gone[1], gone[2]))
    return found
