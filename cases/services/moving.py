"""Cases that go from one advocate to another in one go: all of them, or none."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import models, transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import Fact, NotAllowed
from cases import handed
from cases.models import Assignment, Case, CaseMove, Note
from cases.rules import AssignmentKind, require_open
from cases.rules.cover import CoverEnd
from cases.rules.moves import require_text, require_worker
from cases.services.assigning import take_over
from cases.services.cover_answers import open_covers
from cases.services.cover_rows import end_rows, enter_ended
from rows.reading import house

MOST = 500
Row = tuple[models.Model, object | None, dict[str, Fact]]
ADVOCATE = AssignmentKind.ADVOCATE.value


@transaction.atomic
def hand_over_cases(
    *,
    case_ids: Collection[UUID],
    from_id: UUID | None,
    to_id: UUID,
    note: str,
    by: User,
    now: datetime,
) -> list[CaseMove]:
    """Move cases of one advocate, or of nobody, to another; both are told, and the note stays.

    Refused as a whole if one of them is closed, or is with somebody else by now.
    """
    require(by.role, Deed.ASSIGN_CASE)
    words = require_text(note, field="note")
    taker = _taker(to_id)
    cases = _locked(case_ids, by)
    giver = _giver(cases, from_id=from_id, taker=taker)
    ended, withdrawn = end_rows(
        covers=open_covers(cases=cases, now=now), because=CoverEnd.REASSIGNED, now=now
    )
    take_over(cases=cases, person=taker, by=by, now=now)
    moves = _moves(cases, giver=giver, taker=taker, words=words, by=by, now=now)
    with house("tell the new advocate"):
        handed.follow_all(moves, now)
    told: dict[str, Fact] = {"person": str(taker.pk), "giver": str(from_id) if from_id else None}
    rows: list[Row] = [(move.note, move.case, {**told, "together": len(moves)}) for move in moves]
    trail.record_many(by=by, action="cases.handed_on", rows=rows)
    enter_ended(ended=ended, withdrawn=withdrawn, because=CoverEnd.REASSIGNED)
    return moves


@transaction.atomic
def read_moves(*, together: UUID, by: User, now: datetime) -> int:
    """Note that a person has seen what went from them, or came to them; twice changes nothing."""
    mine = CaseMove.objects.visible_to(by).unread_by(by).filter(together=together)
    held = list(mine.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for move in held:
        if move.giver_id == by.pk:
            move.giver_read_at = now
        if move.taker_id == by.pk:
            move.taker_read_at = now
        move.save(update_fields=["giver_read_at", "taker_read_at"])
    rows: list[Row] = [(move, move.case_id, {}) for move in held]
    trail.record_many(by=by, action="cases.read_move", rows=rows)
    return len(held)


def _taker(to_id: UUID) -> User:
    """Give the person, held so that their account is not closed in between."""
    held = User.objects.select_for_update(of=("self",), no_key=True)
    taker = held.filter(pk=to_id).first()
    is_active = taker is not None and taker.is_active
    require_worker(ADVOCATE, taker.role if taker else "", is_active=is_active, field="to_id")
    assert taker is not None  # noqa: S101 - for the type checker; the rule refused None
    return taker


def _locked(case_ids: Collection[UUID], by: User) -> list[Case]:
    """Give the cases in one order, so that two who move the same ones wait and never in a ring."""
    wanted = set(case_ids)
    if not 0 < len(wanted) <= MOST:
        raise NotAllowed(
            f"Choose at least one case, and {MOST} at most.", code="move_none", field="case_ids"
        )
    mine = Case.objects.visible_to(by).filter(pk__in=wanted).select_related("key").order_by("pk")
    cases = list(mine.select_for_update(of=("self",), no_key=True))
    if len(cases) != len(wanted):
        raise Case.DoesNotExist
    return cases


def _giver(cases: Sequence[Case], *, from_id: UUID | None, taker: User) -> User | None:
    """Give whose all of them are; one that went on since the page was drawn is refused."""
    working = Assignment.objects.filter(case__in=cases, kind=ADVOCATE).active()
    found = {one.case_id: one.user for one in working.select_related("user")}
    if taker.pk == from_id:
        raise NotAllowed(f"{taker.name} has these cases already.", code="move_same", field="to_id")
    for case in cases:
        require_open(case.status)
        holder = found.get(case.pk)
        if (holder.pk if holder else None) != from_id:
            whose = f"with {holder.name}" if holder else "without an advocate"
            raise NotAllowed(
                f"{case.code} is {whose} by now. Nothing was moved; look again.",
                code="move_went_on",
                field="case_ids",
            )
    return found.get(cases[0].pk)


def _moves(
    cases: Sequence[Case],
    *,
    giver: User | None,
    taker: User,
    words: str,
    by: User,
    now: datetime,
) -> list[CaseMove]:
    """Keep a note a case, each under the case's own key, and who it went from and to."""
    together, moves = uuid4(), []
    for case in cases:
        note: Note = Note.objects.create(  # type: ignore[misc]  # sealed names
            case=case, text=words, written_as=by.role, written_at=now, written_by=by
        )
        moves.append(
            CaseMove(
                case=case,
                giver=giver,
                taker=taker,
                together=together,
                note=note,
                moved_at=now,
                moved_by=by,
            )
        )
    return list(CaseMove.objects.bulk_create(moves))
