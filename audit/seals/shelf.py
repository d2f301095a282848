"""Where seals are kept: a file on another mount, or a folder with one file a month."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from audit.seals.lines import Line


def files_of(place: Path) -> list[Path]:
    """Give the files of seals at a place: a file by itself, or a folder's in order."""
    if place.is_dir():
        return sorted(place.glob("seals-*.jsonl"))
    return [place] if place.exists() else []


def file_for(to: Path, now: datetime) -> Path:
    """Give the file to append to: of a folder one a month, which begins with every head."""
    return to / f"seals-{now:%Y-%m}.jsonl" if to.is_dir() else to


@contextmanager
def alone(to: Path) -> Iterator[None]:
    beside = to / "lock" if to.is_dir() else to.with_name(f"{to.name}.lock")
    with beside.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def append(file: Path, line: Line) -> None:
    """Add a line and see it on the disk; after one that was torn, on a line of its own."""
    with file.open("a+b") as out:
        out.seek(0, os.SEEK_END)
        if out.tell():
            out.seek(-1, os.SEEK_END)
            if out.read(1) != b"\n":
                out.write(b"\n")
        out.write(line.text().encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())
