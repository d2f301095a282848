"""The board as a picture: elapsed hours across, lanes down, in numbers that a template writes."""

from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from accounts.rules.hours import Span
from deadlines.rules.weekend import Change, changes_in, share, ticks
from deadlines.weekend.board import Board, Lane
from deadlines.weekend.lines import Line

WIDTH, LEFT, TOP = 1180, 170, 58  # of the whole, of the names, of the hours
ROW, PAD, BAND = 24, 8, 10
MOST_ROWS = 14  # clocks drawn a lane; the list below has them all
LABEL = 96  # room that a code takes beside its mark
NOW_LABEL = 34


class Mark(NamedTuple):
    """One clock: a thin bar to the moment at which it ends, and its code beside it."""

    x: int
    y: int
    bar: int  # where its bar begins, and how long it is
    width: int
    label_x: int
    anchor: str
    code: str
    tone: str
    url: str


class Drawn(NamedTuple):
    """One lane with its band of duty and its clocks."""

    title: str
    tone: str
    y: int
    height: int
    middle: int
    duty: list[tuple[int, int]]  # x and width
    covers: list[tuple[int, int]]
    marks: list[Mark]
    more: int


def drawn(board: Board, *, zone: tzinfo, now: datetime) -> dict[str, Any]:
    """Give every number that the picture needs."""
    lanes, y = [], TOP
    for lane in board.lanes:
        one = _lane(lane, board.span, y)
        lanes.append(one)
        y += one.height
    return {
        "width": WIDTH,
        "left": LEFT,
        "top": TOP,
        "height": y,
        "lanes": lanes,
        "ticks": [
            {"x": _x(tick.at, board.span), "label": tick.label, "is_day": tick.is_day}
            for tick in ticks(board.span, zone)
        ],
        "changes": [_changed(one, board.span) for one in changes_in(board.span, zone)],
        "now": _now(now, board.span) if board.span.holds(now) else None,
        "end": WIDTH,
    }


def _x(at: datetime, span: Span) -> int:
    return LEFT + round(share(at, span) * (WIDTH - LEFT - 12))


def _now(now: datetime, span: Span) -> dict[str, Any]:
    x = _x(now, span)
    on_the_right = x + NOW_LABEL < WIDTH
    return {"x": x, "label_x": x + 4 if on_the_right else x - 4,
            "anchor": "start" if on_the_right else "end"}  # fmt: skip


def _across(hours: Span, span: Span) -> tuple[int, int]:
    start = _x(hours.starts_at, span)
    return start, max(2, _x(hours.ends_at, span) - start)


def _changed(change: Change, span: Span) -> dict[str, Any]:
    x, width = _across(Span(change.starts_at, change.ends_at), span)
    return {"x": x, "width": width, "words": change.short, "twice": change.twice}


def _lane(lane: Lane, span: Span, y: int) -> Drawn:
    shown = lane.lines[:MOST_ROWS]
    more = len(lane.lines) - len(shown)
    height = 2 * PAD + ROW * max(1, len(shown) + bool(more)) + (BAND if lane.person else 0)
    top = y + PAD + (BAND if lane.person else 0)
    return Drawn(
        title=lane.title,
        tone=lane.tone,
        y=y,
        height=height,
        middle=y + PAD + 14,
        duty=[_across(Span(turn.starts_at, turn.ends_at), span) for turn in lane.turns],
        covers=[_across(one, span) for one in lane.covers],
        marks=[_mark(line, span, top + ROW * place) for place, line in enumerate(shown)],
        more=more,
    )


def _mark(line: Line, span: Span, y: int) -> Mark:
    x = _x(line.due_at, span)
    on_the_right = x + LABEL < WIDTH
    begins = _x(line.face.starts_at or span.starts_at, span)
    return Mark(
        x=x,
        y=y + ROW // 2,
        bar=begins,
        width=max(0, x - begins),
        label_x=x + 10 if on_the_right else x - 10,
        anchor="start" if on_the_right else "end",
        code=line.code,
        tone=line.tone,
        url=line.url,
    )
