"""Where every chain ends just now, and whether what is new goes on from where it was sealed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, transaction

from audit.chain import Link, Verdict, judged
from audit.seals.lines import MARK, Moved
from audit.witness import UNSEALED

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


class Found(NamedTuple):
    """What the database holds at one moment, by a single snapshot."""

    at: datetime
    heads: Heads
    moved: list[Moved]
    broken: list[Verdict]


def look(known: Heads) -> Found:
    """Give where every chain ends, and what is new since the ends that are known."""
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
