"""Lanes of the weekend: what nobody covers first, then a lane a covering person."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from accounts.models import User
from accounts.rules.hours import Span
from cases import covering
from deadlines.models import RotaTurn
from deadlines.weekend.lines import Line, asked_line, line_of
from deadlines.weekend.offering import Offer
from deadlines.weekend.rows import Rows, rows_for, span_of


class Lane(NamedTuple):
    """What one person covers, or nobody, with the hours that they are on duty."""

    key: str
    title: str
    person: User | None
    lines: list[Line]
    turns: list[RotaTurn]
    covers: list[Span]
    tone: str  # late: nobody covers; soon: waits for the reader's yes; none else


class Board(NamedTuple):
    span: Span
    lanes: list[Lane]
    more: int
    asked: list[covering.Asked]  # what waits for this reader's yes or no, clocks or none
    offers: list[Offer]  # what this reader may offer in one go: cases with the same free hours

    @property
    def total(self) -> int:
        return sum(len(lane.lines) for lane in self.lanes)

    @property
    def uncovered(self) -> int:
        return sum(len(lane.lines) for lane in self.lanes if lane.key in {"nobody", "asked"})

    @property
    def waits_for_you(self) -> int:
        return sum(len(lane.lines) for lane in self.lanes if lane.key == "asked")


def board_of(user: User, *, span: Span, now: datetime) -> Board:
    """Give the board of a stretch of hours to one reader."""
    rows = rows_for(user, span=span, now=now)
    lines = [line_of(clock, rows, reader=user, span=span, now=now) for clock in rows.clocks]
    for cover, clocks in rows.asked:
        lines += [asked_line(clock, cover, reader=user, now=now) for clock in clocks]
    lines.sort(key=lambda line: (line.due_at, line.code))
    asked = [one for one, _ in rows.asked if not one.accepted_at]
    asked.sort(key=lambda one: (one.answer_by, one.offer))
    waiting = [covering.row(one, reader=user, now=now, seen=set()) for one in asked]
    return Board(
        span=span,
        lanes=_lanes(lines, rows, user),
        more=max(0, rows.more),
        asked=covering.together(waiting),
        offers=_together(lines),
    )


def _lanes(lines: list[Line], rows: Rows, user: User) -> list[Lane]:
    closed = [line for line in lines if line.holder is None and line.is_closed]
    left = [line for line in lines if line.holder is None and not line.is_closed]
    asks = [line for line in left if _asks(line)]
    nobody = [line for line in left if not _asks(line)]
    found = [Lane("nobody", "Nobody covers", None, nobody, [], [], "late")]
    if asks:
        found.append(Lane("asked", "You are asked", None, asks, [], [], "soon"))
    people = {line.holder.pk: line.holder for line in lines if line.holder}
    people |= {turn.user_id: turn.user for turn in rows.turns}
    for person in sorted(people.values(), key=lambda one: (one.pk != user.pk, one.name)):
        theirs = [line for line in lines if line.holder and line.holder.pk == person.pk]
        title = f"{person.name} (you)" if person.pk == user.pk else person.name
        turns = [turn for turn in rows.turns if turn.user_id == person.pk]
        spans = _covers_of(person.pk, rows)
        found.append(Lane(str(person.pk), title, person, theirs, turns, spans, ""))
    if closed:
        found.append(Lane("closed", "Closed", None, closed, [], [], ""))
    return found


def _asks(line: Line) -> bool:
    return line.cover is not None and line.cover.answers


def _covers_of(user_id: UUID, rows: Rows) -> list[Span]:
    known = [one for found in rows.covers.values() for one in found]
    known += [cover for cover, _ in rows.asked]
    held = [one for one in known if one.taker_id == user_id and one.accepted_at]
    return sorted({span_of(one) for one in held if not one.ended_at})


def _together(lines: list[Line]) -> list[Offer]:
    """Give what one offer can hold: each case once, those most of which are free alike."""
    alike: dict[Span, dict[UUID, Offer]] = {}
    for line in lines:
        if line.offer is not None and not line.offer.asked:
            hours = Span(line.offer.starts_at, line.offer.ends_at)
            alike.setdefault(hours, {}).setdefault(line.offer.case_id, line.offer)
    return list(max(alike.values(), key=len, default={}).values())
