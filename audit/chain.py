"""Recompute the chains in Python: what the database's trigger wrote must be found again.

A chain by itself cannot tell of a whole chain gone with its head, nor of everything from some
entry on rewritten together with the head; seals that are kept at a second place can (audit/seals).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from audit.models import ChainHead, Entry
from audit.witness import UNSEALED, Witness

BATCH = 2000
PUT_BACK = "the counter that numbers the entries was put back"
# A role that may not see the counter is given NULL, and told nothing of it.
COUNTER = """
    SELECT chain, seq FROM audit_entry
    WHERE id = (SELECT max(id) FROM audit_entry)
      AND id > (SELECT last_value FROM pg_sequences
                WHERE schemaname = current_schema() AND sequencename = 'audit_entry_id_seq')
"""
Head = tuple[int | None, str | None]
Row = tuple[Any, ...]


class Verdict(NamedTuple):
    """What is to be said of one chain; `broken_at` is the first place that does not hold."""

    chain: str
    entries: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


class Link(NamedTuple):
    """An entry as it is read for checking, with its chain's head as of the same moment."""

    id: int
    chain: str
    seq: int
    at: datetime
    actor: str
    actor_role: str
    action: str
    subject_type: str
    subject_id: str
    facts: str
    prev_hash: str
    hash: str
    head_seq: int | None
    head_hash: str | None

    def computed(self) -> str:
        """Give the hash that this entry should have: each value led by its length in bytes."""
        moment = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        parts = [self.prev_hash, str(self.id), self.chain, str(self.seq), moment, self.actor]
        parts += [self.actor_role, self.action, self.subject_type, self.subject_id, self.facts]
        whole = "".join(f"{len(part.encode())}:{part}" for part in parts)
        return sha256(whole.encode()).hexdigest()


def _nobody(walked: int) -> None:
    """Tell nobody how far a walk is."""


def verify(chain: str, *, sealed: Witness = UNSEALED) -> Verdict:
    """Walk one chain from its first entry to its head."""
    found = _walked(Entry.objects.filter(chain=chain), sealed)
    verdict = next(found, None) or next(_bare(ChainHead.objects.filter(chain=chain)), None)
    if verdict is None and sealed.end_of(chain):
        return Verdict(chain, 0, "", 1, "the whole chain is gone that was sealed")
    return verdict or Verdict(chain, entries=0, head="")


def verify_all(
    walked: Callable[[int], None] = _nobody, *, sealed: Witness = UNSEALED
) -> Iterator[Verdict]:
    """Walk every chain that has an entry or a head, or had one when it was sealed.

    Memory stays flat. `walked` is told how many entries are behind, after each batch of them.
    """
    met, put_back = set(), _put_back()
    for verdict in _walked(Entry.objects.all(), sealed, walked):
        met.add(verdict.chain)
        if verdict.holds and put_back and put_back[0] == verdict.chain:
            verdict = verdict._replace(broken_at=put_back[1], why=PUT_BACK)  # noqa: PLW2901
        yield verdict
    for verdict in _bare(ChainHead.objects.all()):
        met.add(verdict.chain)
        yield verdict
    for chain in sorted(set(sealed.chains) - met):
        yield Verdict(chain, 0, "", 1, "the whole chain is gone that was sealed")


def _put_back() -> tuple[str, int] | None:
    """Give the newest entry if the counter that numbers them stands before it."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTER)
        found: tuple[str, int] | None = cursor.fetchone()
    return found


def _walked(
    entries: QuerySet[Entry], sealed: Witness, walked: Callable[[int], None] = _nobody
) -> Iterator[Verdict]:
    # One statement reads entries and heads, so that writers at work raise no false alarm.
    head = ChainHead.objects.filter(chain=OuterRef("chain"))
    rows = (
        entries.annotate(head_seq=Subquery(head.values("seq")))
        .annotate(head_hash=Subquery(head.values("hash")))
        .order_by("chain", "seq", "id")
        .values_list(*Link._fields)
        .iterator(chunk_size=BATCH)
    )
    counted = _counted(rows, walked)
    for chain, links in groupby(counted, key=itemgetter(Link._fields.index("chain"))):
        yield judged(chain, (Link(*row) for row in links), sealed=sealed)


def _counted(rows: Iterable[Row], walked: Callable[[int], None]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number % BATCH == 0:
            walked(number)
        yield row


def judged(
    chain: str, links: Iterable[Link], *, sealed: Witness, after: tuple[int, str] = (0, "")
) -> Verdict:
    """Judge a chain's entries, in their order, from the place and hash that they go on from."""
    (place, before), broken = after, None
    head: Head = (None, None)
    for link in links:
        place += 1
        broken = broken or _fault(link, place=place, before=before, sealed=sealed)
        before, head = link.hash, (link.head_seq, link.head_hash)
    broken = broken or _fault_of_end(chain, place, sealed)
    broken = broken or _fault_of_head(head, place=place, last=before)
    return Verdict(chain, place, before, *(broken or ()))


def _fault(link: Link, *, place: int, before: str, sealed: Witness) -> tuple[int, str] | None:
    if link.seq != place:
        return min(place, link.seq), "an entry is missing or stands twice"
    if link.prev_hash != before:
        return place, "the entry before it was changed or replaced"
    if link.hash != link.computed():
        return place, "the entry was changed"
    if why := sealed.fault_of(link.chain, link.seq, link.hash, link.at):
        return place, why
    return None


def _fault_of_end(chain: str, place: int, sealed: Witness) -> tuple[int, str] | None:
    if place < sealed.end_of(chain):
        return place + 1, "entries at the end are gone that were sealed"
    return None


def _fault_of_head(
    head: tuple[int | None, str | None], *, place: int, last: str
) -> tuple[int, str] | None:
    if head == (place, last):
        return None
    seq = head[0]
    if seq is None:
        return place, "the head of the chain is gone"
    if seq != place:
        return min(seq, place) + 1, "entries at the end were cut off or added"
    return place, "entries at the end were written again"


def _bare(heads: QuerySet[ChainHead]) -> Iterator[Verdict]:
    entries = Entry.objects.filter(chain=OuterRef("chain"))
    for head in heads.filter(~Exists(entries), seq__gt=0).order_by("chain").iterator():
        yield Verdict(head.chain, 0, "", 1, "every entry of the chain is gone")
