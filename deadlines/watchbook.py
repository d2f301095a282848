"""What the watchdog remembers outside the database, which may be what is down (ADR 0045)."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

NAME = "watchdog.json"
STEADY = timedelta(minutes=5)  # between two looks of a watchdog that goes by each minute
AT_EASE = timedelta(minutes=2)  # after the database or the machine came back: the sweep's time


@contextmanager
def opened() -> Iterator[dict[str, Any]]:
    """Give the book to one watchdog at a time; what it wrote is kept, also when it fails."""
    folder = Path(settings.HOME)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "watchdog.lock").open("a") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        book = _read(folder / NAME)
        try:
            yield book
        finally:
            _write(folder / NAME, book)


def wake(book: dict[str, Any], now: datetime) -> None:
    """Give the sweep its two minutes when the watchdog stood still too, or the clock was stepped.

    A machine that slept, or whose clock was put on or back, is no sweep that died. One that looks
    more seldom than each five minutes is given none: it would never come to tell.
    """
    last, was_steady = book.get("looked_at"), book.get("steady", False)
    book["looked_at"] = now.isoformat()
    if last is None:
        return
    book["steady"] = timedelta(0) <= now - datetime.fromisoformat(last) <= STEADY
    if was_steady and not book["steady"]:
        book["back_at"] = now.isoformat()


def is_at_ease(book: dict[str, Any], now: datetime) -> bool:
    back = book.get("back_at")
    return back is not None and timedelta(0) <= now - datetime.fromisoformat(back) < AT_EASE


def _read(file: Path) -> dict[str, Any]:
    try:
        book = json.loads(file.read_text())
    except (OSError, ValueError):  # none yet, or half of one: it is a help, not the record
        return {}
    return book if isinstance(book, dict) else {}


def _write(file: Path, book: dict[str, Any]) -> None:
    """Keep it whole or not at all, for its owner's eyes: it holds the addresses of staff."""
    new = file.with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(book, out)
    new.replace(file)
