"""What the sealing host itself remembers of its last seal: a file that is cut does not fool it."""

import json
import os
from pathlib import Path
from typing import NamedTuple

from audit.seals.book import Book
from audit.seals.lines import Seal


class NotRemembered(Exception):
    """A sentence about a memory that cannot be read or written."""


class Last(NamedTuple):
    """The last seal that this host signed."""

    number: int
    digest: str


def place_for(key: Path, *, home: Path) -> Path:
    """Give the file beside the key, or one in the home where nothing may be written there."""
    name = f"{key.name}.last"
    return key.with_name(name) if os.access(key.parent, os.W_OK) else home / name


def recall(file: Path) -> Last | None:
    """Give what is remembered; None before the first seal."""
    try:
        told = json.loads(file.read_text())
        return Last(int(told["number"]), str(told["digest"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as no:
        raise NotRemembered(f"{file} does not say which seal was the last one.") from no


def require_room(file: Path) -> None:
    """Refuse to begin what could not be noted afterwards."""
    draft = _draft(file)
    try:
        draft.touch(mode=0o600)
        draft.unlink()
    except OSError as no:
        raise NotRemembered(f"{file} cannot be written: {no.strerror}.") from no


def remember(file: Path, seal: Seal) -> None:
    """Note a seal that is kept, whole or not at all."""
    draft = _draft(file)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            json.dump(Last(seal.number, seal.digest)._asdict(), out)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError as no:
        raise NotRemembered(
            f"Seal {seal.number} is kept, and {file} cannot be written: {no.strerror}."
        ) from no


def _draft(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


def why_not_after(last: Last | None, kept: Book) -> str:
    """Say how the seals at hand differ from what is remembered; nothing where they go on from it.

    They may be ahead by seals that were kept and, by a crash, not noted.
    """
    if last is None:
        return ""
    found = kept.last.number if kept.last else 0
    if found < last.number:
        return f"this host made seal {last.number}, and the last one there is {found or 'none'}"
    of_number = {seal.number: seal.digest for seal in kept.seals}
    of_number |= {seal.number - 1: seal.previous for seal in kept.seals[:1]}
    if of_number.get(last.number, last.digest) != last.digest:
        return f"seal {last.number} is not the one that this host made"
    return ""
