"""Take a seal: read where each chain ends, check what is new, sign it, and keep it elsewhere."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from audit.chain import Link, Verdict, judged
from audit.seals import merkle
from audit.seals.book import Book, read
from audit.seals.lines import (
    ANEW,
    FIRST,
    MARK,
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
from audit.witness import UNSEALED
from rows.reading import sees_all

PART_ALONE = "This account reads a part of the trail alone: name it to grant_roles --trail."
APART = timedelta(minutes=5)  # two clocks that differ by more: one of them is wrong
HEADS = "SELECT chain, seq, hash FROM audit_chainhead WHERE seq > 0"
NEW = """
    SELECT entry.id, entry.chain, entry.seq, entry.at, entry.actor, entry.actor_role, entry.action,
           entry.subject_type, entry.subject_id, entry.facts, entry.prev_hash, entry.hash,
           head.seq, head.hash
    FROM unnest(%s::text[], %s::bigint[]) AS since (chain, seq)
    JOIN audit_entry AS entry ON entry.chain = since.chain AND entry.seq > since.seq
    JOIN audit_chainhead AS head ON head.chain = since.chain
    ORDER BY entry.chain, entry.seq, entry.id
"""

Heads = dict[str, tuple[int, str]]


class NotSealed(Exception):
    """Why no seal was made: a sentence, and the chains that do not hold."""

    def __init__(self, sentence: str, broken: list[Verdict] | None = None) -> None:
        super().__init__(sentence)
        self.broken = broken or []


class Found(NamedTuple):
    """What the database holds at one moment, by a single snapshot."""

    at: datetime
    heads: Heads
    moved: list[Moved]
    broken: list[Verdict]


def seal(*, to: Path, key: Ed25519PrivateKey, now: datetime, anew: str = "") -> Line:
    """Make the next seal and append it; NotSealed where what was sealed before is not there.

    Only one at a time: a second sealer of the same file waits.
    """
    if not sees_all():
        raise NotSealed(PART_ALONE)
    with alone(to):
        files = files_of(to)
        kept = read(files[-1:], keys=None)
        if kept.fault:
            raise NotSealed(f"The seals kept at {to} are not whole: {kept.fault}.")
        file = file_for(to, now)
        line = _next(kept, key, now, anew=anew, begins_file=not file.exists())
        append(file, line)
        return line


def is_apart(one: Seal) -> bool:
    """Tell whether the sealing host's clock and the database's differ by minutes."""
    return abs(one.moment - datetime.fromisoformat(one.database_at)) > APART


def _next(
    kept: Book, key: Ed25519PrivateKey, now: datetime, *, anew: str, begins_file: bool
) -> Line:
    known = {} if anew else {name: (one.seq, one.hash) for name, one in kept.chains.items()}
    found = _look(known)
    if found.broken:
        raise NotSealed("The trail does not hold, so it is not sealed.", found.broken)
    kind = _kind(kept, anew=anew, begins_file=begins_file)
    moved = _whole(found) if kind in WHOLE else found.moved
    heads = [(name, *head) for name, head in found.heads.items()]
    seal = Seal(
        number=kept.last.number + 1 if kept.last else 1,
        kind=kind,
        why=anew,
        at=said_moment(now),
        database_at=said_moment(found.at),
        entries=sum(seq for seq, _ in found.heads.values()),
        chains=len(heads),
        root=merkle.root(heads),
        moved=moved_digest(moved),
        previous=kept.last.digest if kept.last else "",
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


def _look(known: Heads) -> Found:
    with _snapshot(), connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (at,) = cursor.fetchone() or (None,)
        assert isinstance(at, datetime)  # noqa: S101  for the type checker
        cursor.execute(HEADS)
        heads: Heads = {chain: (seq, found) for chain, seq, found in cursor.fetchall()}
        broken = list(_gone(known, heads))
        behind = {
            name: known.get(name, (0, ""))
            for name, head in heads.items()
            if known.get(name) != head
        }
        moved, wrong = _walk(behind) if behind and not broken else ([], [])
    return Found(at, heads, moved, [*broken, *wrong])


def _gone(known: Heads, heads: Heads) -> Iterator[Verdict]:
    """Give the chains that end before their sealed end, or end there otherwise."""
    for name, (seq, found) in sorted(known.items()):
        here, hash_ = heads.get(name, (0, ""))
        if here < seq:
            yield Verdict(
                name, here, hash_, here + 1, "entries at the end are gone that were sealed"
            )
        elif here == seq and hash_ != found:
            yield Verdict(name, here, hash_, seq, "the entry is not the one that was sealed")


def _walk(behind: Mapping[str, tuple[int, str]]) -> tuple[list[Moved], list[Verdict]]:
    """Check each entry that is new, and give their marks."""
    names = sorted(behind)
    moved, broken, met = [], [], set()
    with connection.chunked_cursor() as cursor:
        cursor.execute(NEW, [names, [behind[name][0] for name in names]])
        for name, rows in groupby(_rows(cursor), key=lambda link: link.chain):
            links = list(rows)
            met.add(name)
            verdict = judged(name, links, sealed=UNSEALED, after=behind[name])
            marks = "".join(link.hash[:MARK] for link in links)
            moved.append(Moved(name, verdict.entries, verdict.head, marks))
            if not verdict.holds:
                broken.append(verdict)
    broken += [
        Verdict(name, 0, "", behind[name][0] + 1, "entries at the end are gone")
        for name in names
        if name not in met
    ]
    return moved, broken


def _rows(cursor: Any) -> Iterator[Link]:
    while rows := cursor.fetchmany(2000):
        yield from (Link(*row) for row in rows)


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read as of one moment, and write nothing; inside a transaction, that one's own."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
