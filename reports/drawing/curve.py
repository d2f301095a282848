"""How the share that is gone grows by the hour: steps, their intervals, and the hours it took."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.drawing.scale import NARROW, WIDE, Scale, Tick, hours, short

TALL, LOW = 340, 260
LEFT, TOP, FOOT = 52, 26, 40
DASHES = ("ch-a", "ch-b", "ch-c", "ch-d", "ch-e", "ch-f")
NAME_ROW = 17


class Path(NamedTuple):
    """One curve: (hours, share gone, low, high), from nothing gone at nought hours."""

    name: str
    points: Sequence[tuple[float, float, float, float]]
    median: float | None = None
    p90: float | None = None


class Line(NamedTuple):
    name: str
    css: str
    d: str
    band: str
    end_x: float
    end_y: float
    label_y: float


class Spot(NamedTuple):
    x: float
    y: float
    label: str
    anchor: str
    label_x: float


class Curve(NamedTuple):
    width: int
    height: int
    left: float
    right: float
    top: float
    foot: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    rule: Tick | None
    template: str = "reports/_curve.html"


def curve(
    paths: Sequence[Path],
    *,
    wide: bool,
    until: float,
    rule: tuple[float, str] | None = None,
) -> Curve:
    """Give the curves to `until` hours; the first alone has its band and its spots."""
    width, height = (WIDE, TALL) if wide else (NARROW, LOW)
    named = len(paths) > 1
    left, right = (LEFT if wide else 40), width - (150 if wide and named else 14)
    foot = height - FOOT
    x, x_ticks = hours(until, left, right)
    y = Scale(0, 1, foot, TOP)
    y_ticks = tuple(Tick(y.at(one / 4), f"{one * 25} %") for one in range(5))
    drawn = [
        _line(path, x, y, DASHES[turn % len(DASHES)], banded=not named)
        for turn, path in enumerate(paths)
    ]
    return Curve(
        width=width,
        height=height,
        left=left,
        right=right,
        top=TOP,
        foot=foot,
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        lines=_apart(drawn),
        spots=() if named else _spots(paths, x, y),
        rule=Tick(x.at(rule[0]), rule[1]) if rule and x.holds(rule[0]) else None,
    )


def _line(path: Path, x: Scale, y: Scale, css: str, *, banded: bool) -> Line:
    kept = [point for point in path.points if x.holds(point[0])]
    end = kept[-1][1] if kept else 0.0
    return Line(
        name=short(path.name, 130),
        css=css,
        d=_steps([(at, share) for at, share, _, _ in kept], x, y),
        band=_band(kept, x, y) if banded and kept else "",
        end_x=x.end,
        end_y=y.at(end),
        label_y=y.at(end),
    )


def _steps(points: Sequence[tuple[float, float]], x: Scale, y: Scale) -> str:
    """Give a path that stays level until the hour at which it rises."""
    words = [f"M{x.start} {y.at(0)}"]
    words += [f"H{x.at(at)}V{y.at(share)}" for at, share in points]
    return "".join([*words, f"H{x.end}"])


def _band(points: Sequence[tuple[float, float, float, float]], x: Scale, y: Scale) -> str:
    there = _steps([(at, high) for at, _, _, high in points], x, y)
    back = [f"V{y.at(points[-1][2])}"]
    for (at, _, _, _), before in zip(reversed(points), [*reversed(points[:-1]), None], strict=True):
        back.append(f"H{x.at(at)}V{y.at(before[2] if before else 0)}")
    return f"{there}{''.join(back)}H{x.start}Z"


def _spots(paths: Sequence[Path], x: Scale, y: Scale) -> tuple[Spot, ...]:
    found = []
    for path in paths[:1]:
        for value, share, words in ((path.median, 0.5, "half"), (path.p90, 0.9, "nine in ten")):
            if value is not None and x.holds(value):
                at = x.at(value)
                ends = at + 140 > x.end
                label = f"{words}: {value:.0f} h"
                found.append(
                    Spot(
                        at, y.at(share), label, "end" if ends else "start", at + (-9 if ends else 9)
                    )
                )
    return tuple(found)


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Move the names at the curves' ends apart, the highest first, so that each can be read."""
    placed: dict[str, float] = {}
    last = -1e9
    for line in sorted(lines, key=lambda one: one.end_y):
        last = max(line.end_y, last + NAME_ROW)
        placed[line.css] = last
    return tuple(line._replace(label_y=round(placed[line.css] + 4, 1)) for line in lines)
