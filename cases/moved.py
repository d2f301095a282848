"""Cases that went from a person or came to them, as Today tells it until they say they saw it."""

from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from accounts.models import User
from cases.models import CaseMove
from rows.reading import house

MOST = 500


class Went(NamedTuple):
    """What was moved in one go, to one of the two who are told."""

    together: UUID
    came: bool
    other: str  # whom they went to, or came from; empty: nobody had them
    by: str
    at: datetime
    codes: list[str]


def told_to(reader: User) -> list[Went]:
    """Give what this person has not said to have seen, the newest first."""
    unread = CaseMove.objects.visible_to(reader).unread_by(reader).for_display()
    with house("tell of moved cases"):
        told = list(unread[:MOST])
    rows = sorted(told, key=lambda move: (move.moved_at, str(move.together)), reverse=True)
    return [_went(list(some), reader) for _, some in groupby(rows, key=lambda move: move.together)]


def _went(moves: list[CaseMove], reader: User) -> Went:
    first = moves[0]
    came = first.taker_id == reader.pk
    other = (first.giver.name if first.giver else "") if came else first.taker.name
    codes = sorted(move.case.code for move in moves)
    return Went(first.together, came, other, first.moved_by.name, first.moved_at, codes)
