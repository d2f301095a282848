"""What is kept of a value before another takes its place; packages above register how."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple, Protocol

from django.db.models import Model

from accounts.models import User
from cases.models import Case, CaseOwned


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


@contextmanager
def keeping(
    row: CaseOwned, called: Mapping[str, str], *, place: str, of: str, by: User, now: datetime
) -> Iterator[None]:
    """Keep what these columns of a row said and no longer say once the block is done."""
    before = {name: said(row, name) for name in called}
    yield
    was = [
        Was(place, f"{of}: {called[name]}", text)
        for name, text in before.items()
        if said(row, name) != text
    ]
    keep(case=row.case, was=was, by=by, now=now)


def said(row: Model, name: str) -> str:
    """Give what a column says as a text: a code by its word, several with commas."""
    spoken = getattr(row, f"get_{name}_display", None)
    value = spoken() if spoken else getattr(row, name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
