"""For whom the rows are read just now; `rows.base` tells it to every transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import ProgrammingError, connection

from rows.acts import BEYOND


class Reading(NamedTuple):
    """One reader by their id, or one act of the house by its name; never both."""

    reader: str = ""
    act: str = ""


NOBODY = Reading()


def now() -> Reading:
    """Give for whom this thread reads at this moment."""
    return getattr(connection, "reading", NOBODY)


def read_as(reader: object | None) -> None:
    """Go on as this person until whoever opened the reading closes it; None is nobody."""
    _go_on(Reading(reader="" if reader is None else str(reader)))


@contextmanager
def reading_as(reader: object | None) -> Iterator[None]:
    """Read and write as this person alone; None is nobody, who sees no case at all."""
    before = now()
    read_as(reader)
    try:
        yield
    finally:
        _go_on(before)


@contextmanager
def house(act: str) -> Iterator[None]:
    """Do one named act that must look beyond the reader; `rows.acts` says which and why."""
    if act not in BEYOND:
        raise KeyError(f"No act of the house is called {act}: name it in rows/acts.py, and why.")
    before = now()
    _go_on(Reading(act=act))
    try:
        yield
    finally:
        _go_on(before)


def streamed(pieces: Iterable[bytes], reader: object | None) -> Iterator[bytes]:
    """Give an answer's pieces as they are made, each of them read as this person."""
    going = iter(pieces)
    try:
        while True:
            with reading_as(reader):
                piece = next(going, None)
            if piece is None:
                return
            yield piece
    finally:
        close: Any = getattr(going, "close", None)
        if close is not None:
            close()


def sees_all() -> bool:
    """Tell whether no wall stands between this connection and any row."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT reclaim_every()")
            return bool((cursor.fetchone() or (False,))[0])
    except ProgrammingError:  # a login that may not even ask
        return False


def _go_on(reading: Reading) -> None:
    connection.reading = reading  # type: ignore[attr-defined]  # of rows.base, behind a proxy
