"""Take a seal: read where each chain ends, check what is new, sign it, and keep it elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from audit.chain import Verdict
from audit.seals import memory, merkle, signing
from audit.seals.book import Book, read
from audit.seals.ends import Found, look
from audit.seals.lines import (
    ANEW,
    FIRST,
    PART,
    SINCE,
    WHOLE,
    Line,
    Moved,
    Seal,
    moved_digest,
    said_moment,
    signed,
)
from audit.seals.shelf import alone, append, file_for, files_of
from rows.reading import sees_all

PART_ALONE = "This account reads a part of the trail alone: name it to grant_roles --trail."
APART = timedelta(minutes=5)  # two clocks that differ by more: one of them is wrong


class NotSealed(Exception):
    """Why no seal was made: a sentence, and the chains that do not hold."""

    def __init__(self, sentence: str, broken: list[Verdict] | None = None) -> None:
        super().__init__(sentence)
        self.broken = broken or []


class Taken(NamedTuple):
    """A seal that is kept; and why this host could not note that it made it, if it could not."""

    line: Line
    trouble: str = ""


def seal(
    *,
    to: Path,
    key: Ed25519PrivateKey,
    now: datetime,
    anew: str = "",
    first: bool = False,
    last: Path | None = None,
    keys: Sequence[str] = (),
) -> Taken:
    """Make the next seal and append it; NotSealed where what was sealed before is not there.

    Only one at a time: a second sealer of the same file waits. `last` is where this host keeps the
    number of its last seal, and `keys` are public halves of keys that it had before.
    """
    if not sees_all():
        raise NotSealed(PART_ALONE)
    with alone(to):
        files = files_of(to)
        kept = read(files[-1:], keys=[signing.public(key), *keys])
        if kept.fault:
            raise NotSealed(
                f"The seals kept at {to} are not whole: {kept.fault}. Where this host had another "
                "key before, name its public half in RECLAIM_SEAL_PUBLIC_KEYS."
            )
        known = memory.recall(last) if last else None
        if last:
            memory.require_room(last)
        _require_place(kept, known, to=to, first=first)
        file = file_for(to, now)
        line = _next(kept, key, now, anew=anew, known=known, begins_file=not file.exists())
        append(file, line)
        return Taken(line, _noted(last, line.seal) if last else "")


def _noted(last: Path, one: Seal) -> str:
    """Note the seal, which is kept and handed on whatever becomes of this; else say why not."""
    try:
        memory.remember(last, one)
    except memory.NotRemembered as no:
        return str(no)
    return ""


def _require_place(kept: Book, known: memory.Last | None, *, to: Path, first: bool) -> None:
    """Refuse seals that were cut or put back, and a first one where a trail is there already."""
    if kept.last is None and first:
        return
    if why := memory.why_not_after(known, kept):
        raise NotSealed(
            f"The seals at {to} were cut, or put back: {why}. Put them back whole. Where they are "
            "lost for good, begin in an empty place with --first; the number goes on."
        )
    if kept.last is None and _has_trail():
        raise NotSealed(
            f"There is no seal at {to}, and there is a trail: is it the right place? "
            "Give --first to begin there."
        )


def _has_trail() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM audit_entry)")
        return bool((cursor.fetchone() or (False,))[0])


def is_apart(one: Seal) -> bool:
    """Tell whether the sealing host's clock and the database's differ by minutes."""
    return abs(one.moment - datetime.fromisoformat(one.database_at)) > APART


def _next(
    kept: Book,
    key: Ed25519PrivateKey,
    now: datetime,
    *,
    anew: str,
    known: memory.Last | None,
    begins_file: bool,
) -> Line:
    before = memory.Last(kept.last.number, kept.last.digest) if kept.last else known
    ends = {} if anew else {name: (one.seq, one.hash) for name, one in kept.chains.items()}
    found = look(ends)
    if found.broken:
        raise NotSealed("The trail does not hold, so it is not sealed.", found.broken)
    kind = _kind(kept, anew=anew, begins_file=begins_file)
    moved = _whole(found) if kind in WHOLE else found.moved
    heads = [(name, *head) for name, head in found.heads.items()]
    seal = Seal(
        number=before.number + 1 if before else 1,
        kind=kind,
        why=anew,
        at=said_moment(now),
        database_at=said_moment(found.at),
        entries=sum(seq for seq, _ in found.heads.values()),
        chains=len(heads),
        root=merkle.root(heads),
        moved=moved_digest(moved),
        previous=before.digest if before else "",
    )
    return signed(seal, moved, key)


def _kind(kept: Book, *, anew: str, begins_file: bool) -> str:
    if kept.last is None:
        return FIRST
    if anew:
        return ANEW
    return PART if begins_file else SINCE


def _whole(found: Found) -> list[Moved]:
    fresh = {one.chain: one for one in found.moved}
    return [fresh.get(name) or Moved(name, *head, "") for name, head in sorted(found.heads.items())]
