"""What is kept of a sealed value before another takes its place; packages above register how."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from accounts.models import User
from cases.models import Case


class Was(NamedTuple):
    """A value that is about to go: where it stands, what it is called, what it says."""

    place: str
    title: str
    value: str


class Keeps(Protocol):
    def __call__(self, *, case: Case, was: Sequence[Was], by: User, now: datetime) -> None: ...


_keeps: list[Keeps] = []


def register(keeps: Keeps) -> None:
    """Add what keeps old values, in the transaction that writes over them."""
    if keeps not in _keeps:
        _keeps.append(keeps)


def keep(*, case: Case, was: Sequence[Was], by: User, now: datetime) -> None:
    """Keep what goes, where something stands on the case that asks for it."""
    said = [one for one in was if one.value]
    for keeps in _keeps if said else ():
        keeps(case=case, was=said, by=by, now=now)
