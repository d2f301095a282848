"""One clock of the board: when it ends, who has it then, and the one act that comes next."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from accounts.rules import Deed, Role, may
from accounts.rules.hours import Span
from cases import covering
from cases.models import Cover
from deadlines import face
from deadlines.models import Clock
from deadlines.rules.weekend import free_around
from deadlines.weekend.rows import Rows, span_of

MOST_NAMED = 4


class Offer(NamedTuple):
    """An offer with everything filled in, for the hours about a clock that nobody has."""

    case_id: UUID
    starts_at: datetime
    ends_at: datetime
    first: User | None  # whom one press asks
    myself: bool  # a supervisor may take it at once
    url: str  # the same with a choice of its own


class Line(NamedTuple):
    """One clock on the board; of a case not in sight yet, its code and its moment alone."""

    code: str
    platform: str
    url: str
    face: face.Face
    due_at: datetime
    holder: User | None
    word: str
    tone: str
    detail: str
    could: str  # who could cover, in words
    offer: Offer | None
    cover: covering.Row | None


def line_of(clock: Clock, rows: Rows, *, reader: User, span: Span, now: datetime) -> Line:
    covers = rows.covers.get(clock.case_id, [])
    cover = _holding(covers, clock.due_at)
    advocate = rows.advocates.get(clock.case_id)
    holder, word, tone, detail = _who(clock, rows, cover, advocate)
    closed = clock.closed_at is not None
    wanted = holder is None and not closed and span.ends_at > now
    asked = _waiting(covers, clock.due_at, now) if wanted else None
    if asked is not None:
        word, tone, detail = _asked_words(asked)
    offer = _offer(clock, rows, reader=reader, span=span, now=now) if wanted else None
    shown = cover or asked
    row = covering.rows([shown], reader=reader, now=now)[0] if shown and not closed else None
    return Line(
        code=clock.request.code,
        platform=clock.request.platform.name,
        url=reverse("deadlines:clock", args=[clock.request_id]),
        face=face.of(clock, now=now),
        due_at=clock.due_at,
        holder=holder,
        word="Closed" if closed else word,
        tone="good" if closed else tone,
        detail=detail,
        could=_could(clock, rows, advocate) if wanted else "",
        offer=offer if asked is None else None,
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
        holder=reader if cover.accepted_at else None,
        word=row.word if cover.accepted_at else "You are asked",
        tone=row.tone,
        detail=f"for {cover.giver.name}",
        could="",
        offer=None,
        cover=row,
    )


def _holding(covers: list[Cover], at: datetime) -> Cover | None:
    held = (one for one in covers if one.accepted_at and not one.ended_at)
    return next((one for one in held if span_of(one).holds(at)), None)


def _waiting(covers: list[Cover], at: datetime, now: datetime) -> Cover | None:
    """Give an offer for this moment that may still be taken, else one that was declined."""
    here = [one for one in covers if span_of(one).holds(at) and not one.accepted_at]
    still = [one for one in here if not one.declined_at and one.ends_at > now]
    return next(iter(still or [one for one in here if one.declined_at]), None)


def _who(
    clock: Clock, rows: Rows, cover: Cover | None, advocate: User | None
) -> tuple[User | None, str, str, str]:
    if cover is not None:
        return cover.taker, "Covered", "good", f"for {cover.giver.name}"
    if advocate is not None and rows.on_duty(advocate.pk, clock.due_at):
        return advocate, "On duty", "good", "own case, on the rota then"
    if advocate is not None and rows.works(advocate.pk, clock.due_at):
        return advocate, "At work", "accent", "own case, in working hours"
    whose = f"{advocate.name}'s case" if advocate else "no advocate"
    return None, "Nobody", "late", whose


def _asked_words(cover: Cover) -> tuple[str, str, str]:
    if cover.declined_at:
        return "Declined", "late", f"{cover.taker.name} said no"
    return "Asked", "soon", f"{cover.taker.name} has not answered"


def _could(clock: Clock, rows: Rows, advocate: User | None) -> str:
    names = [one.name for one in _on_duty(clock, rows, advocate)][:MOST_NAMED]
    return f"On duty then: {', '.join(names)}" if names else "Nobody is on the rota then"


def _on_duty(clock: Clock, rows: Rows, advocate: User | None) -> list[User]:
    people = (rows.staff[turn.user_id] for turn in rows.turns if turn.user_id in rows.staff)
    there = [one for one in dict.fromkeys(people) if rows.on_duty(one.pk, clock.due_at)]
    return [one for one in there if advocate is None or one.pk != advocate.pk]


def _offer(clock: Clock, rows: Rows, *, reader: User, span: Span, now: datetime) -> Offer | None:
    """Give what one press would offer; only a case's advocate or a supervisor lends it."""
    advocate = rows.advocates.get(clock.case_id)
    leads = reader.role == Role.SUPERVISOR
    lends = leads or (advocate is not None and advocate.pk == reader.pk)
    if not lends or not may(reader.role, Deed.COVER_CASE) or clock.due_at <= now:
        return None
    covers = rows.covers.get(clock.case_id, [])
    held = [span_of(one) for one in covers if one.accepted_at and not one.ended_at]
    begins = max(now.replace(second=0, microsecond=0), span.starts_at)
    free = free_around(clock.due_at, Span(begins, span.ends_at), held)
    if free is None:
        return None
    no = {one.taker_id for one in covers if one.declined_at}
    ready = [one for one in _on_duty(clock, rows, advocate) if one.pk not in no | {reader.pk}]
    named = {"case": clock.case.code, "from": free.starts_at.isoformat(),
             "to": free.ends_at.isoformat(), "back": _here(span)}  # fmt: skip
    return Offer(
        case_id=clock.case_id,
        starts_at=free.starts_at,
        ends_at=free.ends_at,
        first=ready[0] if ready else None,
        myself=leads and (advocate is None or advocate.pk != reader.pk) and advocate is not None,
        url=f"{reverse('cases:offer-cover')}?{urlencode(named)}",
    )


def _here(span: Span) -> str:
    return f"{reverse('deadlines:weekend')}?{urlencode({'at': span.starts_at.isoformat()})}"
