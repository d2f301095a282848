"""Bars across: how many of each, whole or in parts, from one common edge."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.drawing.scale import NARROW, WIDE, Scale, Tick, counts, short

ROW, STACKED = 34, 52
HEAD, FOOT = 8, 30
NAMES, SAYS = 300, 80
THICK = 18


class Part(NamedTuple):
    """One kind of part: its words for the key, and its paint."""

    name: str
    css: str


class PartOf(NamedTuple):
    """One bar: how many of each part, in the parts' order; None where it is hidden."""

    name: str
    counts: tuple[int, ...] | None
    says: str
    is_all: bool = False


class Piece(NamedTuple):
    x: float
    width: float
    css: str


class Bar(NamedTuple):
    name: str
    says: str
    says_x: float
    says_anchor: str
    hidden: bool
    words_y: float
    y: float
    pieces: tuple[Piece, ...]


class Bars(NamedTuple):
    width: int
    height: float
    left: float
    right: float
    top: float
    foot: float
    thick: int
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    parts: tuple[Part, ...]
    stacked: bool
    template: str = "reports/_bars.html"


def bars(rows: Sequence[PartOf], *, parts: Sequence[Part], wide: bool) -> Bars:
    """Give bars of the same scale, with what each holds written at its end."""
    width = WIDE if wide else NARROW
    left, right = (NAMES, width - SAYS) if wide else (6, width - 6)
    most = max((sum(row.counts) for row in rows if row.counts), default=0)
    scale, ticks = counts(most, left, right, most=6 if wide else 4)
    height = ROW if wide else STACKED
    drawn = []
    for place, row in enumerate(rows):
        top = HEAD + place * height
        y = top + ((ROW - THICK) / 2 if wide else 26)
        pieces = _pieces(row.counts or (), parts, scale)
        end = pieces[-1].x + pieces[-1].width if pieces else scale.start
        drawn.append(
            Bar(
                name=short(row.name, NAMES - 16 if wide else NARROW * 0.62),
                says=row.says,
                says_x=round(end + 8, 1) if wide else right,
                says_anchor="start" if wide else "end",
                hidden=row.counts is None,
                words_y=y + 14 if wide else top + 20,
                y=y,
                pieces=pieces,
            )
        )
    foot = HEAD + len(rows) * height + 2
    return Bars(
        width, foot + FOOT, left, right, HEAD, foot, THICK, ticks, tuple(drawn), tuple(parts),
        not wide,
    )  # fmt: skip


def _pieces(held: Sequence[int], parts: Sequence[Part], scale: Scale) -> tuple[Piece, ...]:
    found, so_far = [], 0
    for count, part in zip(held, parts, strict=False):
        x = scale.at(so_far)
        so_far += count
        width = round(scale.at(so_far) - x, 1)
        if width > 0:
            found.append(Piece(x, width, part.css))
    return tuple(found)
