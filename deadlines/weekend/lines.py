"""One clock of the board: when it ends, who has it then, and the one act that comes next."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from accounts.models import User
from accounts.rules.hours import Span
from cases import covering
from cases.models import Cover
from deadlines import face
from deadlines.models import Clock
from deadlines.weekend.offering import Offer, offer_of, who_could
from deadlines.weekend.rows import Rows, span_of


class Line(NamedTuple):
    """One clock on the board; of a case not in sight yet, its code and its moment alone."""

    code: str
    platform: str
    url: str
    face: face.Face
    due_at: datetime
    is_closed: bool
    holder: User | None
    word: str
    tone: str
    detail: str
    could: str  # who could cover, in words
    offer: Offer | None
    cover: covering.Row | None


def line_of(clock: Clock, rows: Rows, *, reader: User, span: Span, now: datetime) -> Line:
    covers = rows.covers.get(clock.case_id, [])
    closed = clock.closed_at is not None
    at = _matters_at(clock, span, now)
    cover = _holding(covers, at)
    advocate = rows.advocates.get(clock.case_id)
    holder, word, tone, detail = _who(rows, cover, advocate, at)
    wanted = holder is None and not closed and span.ends_at > now
    asked = _waiting(covers, at, now) if wanted else None
    if asked is not None:
        word, tone, detail = _asked_words(asked)
    waits = asked is not None and not asked.declined_at and not asked.escalated_at
    offer = offer_of(clock.case, rows, reader=reader, span=span, at=at, now=now)
    shown = cover or asked
    seen = {clock.case_id}  # its clock is in sight
    row = covering.row(shown, reader=reader, now=now, seen=seen) if shown and not closed else None
    return Line(
        code=clock.request.code,
        platform=clock.request.platform.name,
        url=reverse("deadlines:clock", args=[clock.request_id]),
        face=face.of(clock, now=now),
        due_at=clock.due_at,
        is_closed=closed,
        holder=holder,
        word="Closed" if closed else word,
        tone="good" if closed else tone,
        detail=detail,
        could=who_could(rows, advocate, at) if wanted and not waits else "",
        offer=offer if wanted and not waits else None,
        cover=row,
    )


def asked_line(clock: Clock, cover: Cover, *, reader: User, now: datetime) -> Line:
    """Give a clock of a case that is not open to its reader yet."""
    row = covering.row(cover, reader=reader, now=now, seen=set())
    return Line(
        code=clock.request.code,
        platform="",
        url="",
        face=face.of(clock, now=now),
        due_at=clock.due_at,
        is_closed=False,
        holder=reader if cover.accepted_at else None,
        word=row.word if cover.accepted_at else "You are asked",
        tone=row.tone,
        detail=f"for {cover.giver.name}",
        could="",
        offer=None,
        cover=row,
    )


def _matters_at(clock: Clock, span: Span, now: datetime) -> datetime:
    """Give when somebody must be there: as it ends, and once it is late, now."""
    late = clock.closed_at is None and clock.due_at <= now < span.ends_at
    return now if late else clock.due_at


def _holding(covers: list[Cover], at: datetime) -> Cover | None:
    held = (one for one in covers if one.accepted_at and not one.ended_at)
    return next((one for one in held if span_of(one).holds(at)), None)


def _waiting(covers: list[Cover], at: datetime, now: datetime) -> Cover | None:
    """Give an offer for this moment that may still be taken, else one that was declined."""
    here = [one for one in covers if span_of(one).holds(at) and not one.accepted_at]
    still = [one for one in here if not one.declined_at and one.ends_at > now]
    return next(iter(still or [one for one in here if one.declined_at]), None)


def _who(
    rows: Rows, cover: Cover | None, advocate: User | None, at: datetime
) -> tuple[User | None, str, str, str]:
    if cover is not None:
        return cover.taker, "Covered", "good", f"for {cover.giver.name}"
    if advocate is not None and rows.on_duty(advocate.pk, at):
        return advocate, "On duty", "good", "own case, on the rota then"
    if advocate is not None and rows.works(advocate.pk, at):
        return advocate, "At work", "accent", "own case, in working hours"
    whose = f"{advocate.name}'s case" if advocate else "no advocate"
    return None, "Nobody", "late", whose


def _asked_words(cover: Cover) -> tuple[str, str, str]:
    if cover.declined_at:
        return "Declined", "late", f"{cover.taker.name} said no"
    if cover.escalated_at:
        return "Unanswered", "late", f"{cover.taker.name} has not answered; the supervisors know"
    return "Asked", "soon", f"{cover.taker.name} has not answered"
