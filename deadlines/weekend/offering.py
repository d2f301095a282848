"""What one press offers: the hours about a moment that nobody has, and whom it asks first."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from accounts.rules.hours import Span
from cases.models import Case, Cover
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
    asked: bool  # it waits for somebody's answer already
    url: str  # the same with a choice of its own


def offer_of(
    case: Case, rows: Rows, *, reader: User, span: Span, at: datetime, now: datetime
) -> Offer | None:
    """Give what one press would offer; only a case's advocate or a supervisor lends it."""
    advocate = rows.advocates.get(case.pk)
    leads, own = reader.role == Role.SUPERVISOR, advocate is not None and advocate.pk == reader.pk
    free = _free(case, rows, span=span, at=at, now=now)
    if free is None or not (leads or own):
        return None
    waiting = {one.taker_id for one in _open(case, rows, now)}
    no = waiting | {one.taker_id for one in rows.covers.get(case.pk, []) if one.declined_at}
    ready = [one for one in on_duty(rows, advocate, at) if one.pk not in no | {reader.pk}]
    return Offer(
        case_id=case.pk,
        starts_at=free.starts_at,
        ends_at=free.ends_at,
        first=ready[0] if ready else None,
        myself=leads and not own and advocate is not None,
        asked=bool(waiting),
        url=_form(case, free, span),
    )


def on_duty(rows: Rows, advocate: User | None, at: datetime) -> list[User]:
    """Give who is on the rota at a moment, the case's own advocate not among them."""
    people = (rows.staff[turn.user_id] for turn in rows.turns if turn.user_id in rows.staff)
    there = [one for one in dict.fromkeys(people) if rows.on_duty(one.pk, at)]
    return [one for one in there if advocate is None or one.pk != advocate.pk]


def who_could(rows: Rows, advocate: User | None, at: datetime) -> str:
    names = [one.name for one in on_duty(rows, advocate, at)][:MOST_NAMED]
    return f"On duty then: {', '.join(names)}" if names else "Nobody is on the rota then"


def _free(case: Case, rows: Rows, *, span: Span, at: datetime, now: datetime) -> Span | None:
    covers = rows.covers.get(case.pk, [])
    held = [span_of(one) for one in covers if one.accepted_at and not one.ended_at]
    begins = max(now.replace(second=0, microsecond=0), span.starts_at)
    return free_around(at, Span(begins, span.ends_at), held)


def _open(case: Case, rows: Rows, now: datetime) -> list[Cover]:
    covers = rows.covers.get(case.pk, [])
    return [
        one for one in covers if not one.accepted_at and not one.declined_at and one.ends_at > now
    ]


def _form(case: Case, free: Span, span: Span) -> str:
    """Give the form of an offer with case and hours filled in, and this board to come back to."""
    here = f"{reverse('deadlines:weekend')}?{urlencode({'at': span.starts_at.isoformat()})}"
    named = {
        "case": case.code,
        "from": free.starts_at.isoformat(),
        "to": free.ends_at.isoformat(),
        "back": here,
    }
    return f"{reverse('cases:offer-cover')}?{urlencode(named)}"
