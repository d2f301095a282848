"""Month after month: a figure with its interval above, how many it rests on below."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reports.drawing.scale import NARROW, WIDE, Scale, Tick, counts, hours, shares

TALL, LOW = 320, 270
LEFT, RIGHT, TOP = 52, 14, 14
BARS, GAP, FOOT = (
    64,
    20,
    26,
)  # the strip of counts, what parts it from the figure, the months' names

LABEL, COUNT = 34, 26  # room that a month's name takes, and a count of three figures


class Column(NamedTuple):
    """One month: its figure, and of how many; a hidden one has its name alone."""

    label: str
    year: str
    value: float | None
    low: float | None
    high: float | None
    rests_on: int | None
    hidden: bool = False


class Drawn(NamedTuple):
    x: float
    left: float
    width: float
    label: str
    year: str
    y: float | None
    low: float
    high: float
    bar_y: float
    bar_height: float
    rests_on: str
    hidden: bool


class Months(NamedTuple):
    width: int
    height: int
    left: float
    right: float
    top: float
    floor: float  # of the figure
    base: float  # of the counts
    veil: float  # how tall a hidden month is
    y_ticks: tuple[Tick, ...]
    columns: tuple[Drawn, ...]
    lines: tuple[str, ...]  # each unbroken run of months that may be told
    rule: Tick | None
    any_hidden: bool
    template: str = "reports/_months.html"


def months(
    columns: Sequence[Column],
    *,
    unit: Literal["share", "hours"],
    wide: bool,
    rule: tuple[float, str] | None = None,
) -> Months:
    width, height = (WIDE, TALL) if wide else (NARROW, LOW)
    left, right = (LEFT if wide else 40), width - RIGHT
    base = height - FOOT - 14
    bars_top = base - BARS
    floor = bars_top - GAP
    scale, y_ticks = _upright(columns, unit, floor)
    most = max((one.rests_on or 0 for one in columns), default=0)
    tall, _ = counts(most, base, bars_top)
    step = (right - left) / max(1, len(columns))
    every = -(-LABEL // int(step))
    drawn = tuple(
        _column(
            one, left + place * step, step, scale, tall,
            named=place % every == 0, dated=_is_dated(columns, place, every),
        )
        for place, one in enumerate(columns)
    )  # fmt: skip
    return Months(
        width=width,
        height=height,
        left=left,
        right=right,
        top=TOP,
        floor=floor,
        base=base,
        veil=base - TOP,
        y_ticks=y_ticks,
        columns=drawn,
        lines=_runs(drawn),
        rule=Tick(scale.at(rule[0]), rule[1]) if rule and scale.holds(rule[0]) else None,
        any_hidden=any(one.hidden for one in columns),
    )


def _upright(
    columns: Sequence[Column], unit: Literal["share", "hours"], floor: float
) -> tuple[Scale, tuple[Tick, ...]]:
    if unit == "share":
        return shares(floor, TOP)
    values = [one.value for one in columns if one.value is not None]
    highs = [one.high for one in columns if one.high is not None]
    top = max(values, default=48.0)
    return hours(max(72.0, top, min(max(highs, default=0.0), top * 1.5)), floor, TOP)


def _column(
    one: Column, at: float, step: float, scale: Scale, tall: Scale, *, named: bool, dated: bool
) -> Drawn:
    wide = min(44.0, step * 0.62)
    bar_y = tall.at(one.rests_on or 0)
    has_figure = one.value is not None and not one.hidden
    return Drawn(
        x=round(at + step / 2, 1),
        left=round(at + (step - wide) / 2, 1),
        width=round(wide, 1),
        label=one.label if named else "",
        year=one.year if dated else "",
        y=scale.at(one.value) if has_figure and one.value is not None else None,
        low=scale.at(one.low if one.low is not None else scale.low),
        high=scale.at(one.high if one.high is not None else scale.high),
        bar_y=bar_y,
        bar_height=round(tall.start - bar_y, 1) if not one.hidden else 0,
        rests_on=f"{one.rests_on:,}" if one.rests_on and not one.hidden and step >= COUNT else "",
        hidden=one.hidden,
    )


def _is_dated(columns: Sequence[Column], place: int, every: int) -> bool:
    """Write the year under each January, and under the first month unless it crowds one."""
    january = columns[place].label == "Jan"
    next_to = any(one.label == "Jan" for one in columns[1 : 1 + every])
    return january or (place == 0 and not next_to)


def _runs(drawn: Sequence[Drawn]) -> tuple[str, ...]:
    """Join neighbours alone: a line over a hidden month would tell where it lies."""
    runs: list[list[str]] = [[]]
    for one in drawn:
        if one.y is None:
            runs.append([])
        else:
            runs[-1].append(f"{one.x} {one.y}")
    return tuple(f"M{'L'.join(run)}" for run in runs if len(run) > 1)
