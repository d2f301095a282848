"""What follows a corrected age at once; packages above register what they keep by it."""

from datetime import datetime
from typing import Protocol

from accounts.models import User
from cases.models import Case


class Follows(Protocol):
    def __call__(self, *, case: Case, by: User, now: datetime) -> object: ...


_follow: list[Follows] = []


def register(follows: Follows) -> None:
    """Add what is brought up to a case's age, in the transaction that corrects it."""
    if follows not in _follow:
        _follow.append(follows)


def follow(*, case: Case, by: User, now: datetime) -> None:
    for follows in _follow:
        follows(case=case, by=by, now=now)
