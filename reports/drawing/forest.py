"""A dot and its interval in each row: what is known, and how surely, one under the other."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reports.drawing.scale import NARROW, WIDE, Scale, Tick, hours, shares, short

ROW, STACKED = 36, 54  # the height of a row, and of one whose words stand above its line
HEAD, FOOT = 10, 30
NAMES, SAYS = 232, 168  # room left of the lines for names, right of them for figures


class Mark(NamedTuple):
    """One figure with its interval; `high` None where it has not been reached yet."""

    value: float | None
    low: float | None
    high: float | None
    shape: Literal["dot", "square"] = "dot"


class Range(NamedTuple):
    """One row: its name, what stands beside it, and its marks; none where it is hidden."""

    name: str
    says: str
    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    is_all: bool = False  # everything together, set off from its parts


class Drawn(NamedTuple):
    x: float | None
    low: float
    high: float
    is_open: bool  # goes on past the edge of the picture
    y: float
    shape: str


class Row(NamedTuple):
    name: str
    says: str
    hidden: bool
    is_all: bool
    top: float
    words_y: float
    line_y: float
    marks: tuple[Drawn, ...]


class Forest(NamedTuple):
    width: int
    height: float
    left: float
    right: float
    top: float
    foot: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    rule: Tick | None  # a line through all rows: the forty-eighth hour, or the share of all
    stacked: bool
    head: str = ""  # what the rows are
    template: str = "reports/_forest.html"


def forest(
    ranges: Sequence[Range],
    *,
    unit: Literal["share", "hours"],
    wide: bool,
    rule: tuple[float, str] | None = None,
    head: str = "",
) -> Forest:
    """Give a picture of these rows; a phone's has each row's words above its line."""
    width = WIDE if wide else NARROW
    left, right = (NAMES, width - SAYS) if wide else (6, width - 6)
    top = HEAD + (16 if rule or head else 0)
    scale, ticks = shares(left, right) if unit == "share" else hours(_top(ranges), left, right)
    height = ROW if wide else STACKED
    rows = tuple(
        _row(one, scale, top + place * height, wide=wide) for place, one in enumerate(ranges)
    )
    foot = top + len(rows) * height + 4
    line = Tick(scale.at(rule[0]), rule[1]) if rule and scale.holds(rule[0]) else None
    return Forest(width, foot + FOOT, left, right, top, foot, ticks, rows, line, not wide, head)


def _row(one: Range, scale: Scale, top: float, *, wide: bool) -> Row:
    line_y = top + (ROW / 2 if wide else 38)
    marks = tuple(_drawn(mark, scale, line_y) for mark in one.marks if not one.hidden)
    words_y = line_y + 5 if wide else top + 20
    room = NAMES - 12 if wide else NARROW * 0.5
    name = short(one.name, room)
    return Row(name, one.says, one.hidden, one.is_all, top, words_y, line_y, marks)


def _drawn(mark: Mark, scale: Scale, y: float) -> Drawn:
    low = scale.at(mark.low if mark.low is not None else scale.low)
    high = scale.at(mark.high if mark.high is not None else scale.high)
    is_open = mark.high is None or mark.high > scale.high
    x = scale.at(mark.value) if mark.value is not None else None
    return Drawn(x, low, high, is_open, y, mark.shape)


def _top(ranges: Sequence[Range]) -> float:
    """Let the scale reach the farthest figure, and intervals as far as half again."""
    values = [m.value for one in ranges for m in one.marks if m.value is not None]
    highs = [m.high for one in ranges for m in one.marks if m.high is not None]
    farthest = max(values, default=48.0)
    return max(72.0, farthest * 1.08, min(max(highs, default=0.0), farthest * 1.5))
