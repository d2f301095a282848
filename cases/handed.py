"""What follows a case to its new advocate; packages above register what is theirs to move."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cases.models import CaseMove


class Follow(Protocol):
    """What a package does for the new advocate, inside the transaction of the move."""

    def __call__(self, *, moves: Sequence[CaseMove], now: datetime) -> None: ...


_follow: list[Follow] = []


def register(follow: Follow) -> None:
    if follow not in _follow:
        _follow.append(follow)


def follow_all(moves: Sequence[CaseMove], now: datetime) -> None:
    for follow in _follow:
        follow(moves=moves, now=now)
