"""Read files of seals back: whether they are whole, and what they say of each chain."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from audit.seals import merkle
from audit.seals.lines import ANEW, FIRST, MARK, WHOLE, Line, Seal, parsed

# An act enters its moment before it commits, and is sealed after; and two clocks are never one.
GRACE = timedelta(minutes=15)


class NotWhole(Exception):
    """A sentence about a file of seals that was cut, mixed up or written into."""


@dataclass
class Sealed:
    """What seals say of one chain: its end each time, each entry's mark, and when it was sealed."""

    seq: int = 0
    hash: str = ""
    heads: dict[int, str] = field(default_factory=dict)
    marks: list[tuple[int, str]] = field(default_factory=list)  # place before them, and the marks
    ends: list[int] = field(default_factory=list)
    spans: list[tuple[datetime | None, datetime]] = field(default_factory=list)

    def fault(self, seq: int, found: str, at: datetime) -> str:
        """Say why an entry up to the sealed end is not the one that was sealed."""
        if self.heads.get(seq, found) != found or not found.startswith(self._mark(seq)):
            return "the entry is not the one that was sealed"
        return self._misdated(seq, at)

    def _misdated(self, seq: int, at: datetime) -> str:
        after, until = self.spans[bisect_left(self.ends, seq)]
        if at > until + GRACE or (after is not None and at < after - GRACE):
            return "the entry is dated outside the time between its seals"
        return ""

    def _mark(self, seq: int) -> str:
        before, marks = self.marks[bisect_left(self.ends, seq)]
        place = (seq - before - 1) * MARK
        return marks[place : place + MARK] if place >= 0 else ""


@dataclass
class Book:
    """All that a row of seals says, and the first line that does not hold."""

    seals: list[Seal] = field(default_factory=list)
    chains: dict[str, Sealed] = field(default_factory=dict)
    begun_anew: list[tuple[Seal, int]] = field(default_factory=list)  # and entries that are gone
    fault: str = ""

    @property
    def last(self) -> Seal | None:
        return self.seals[-1] if self.seals else None

    def heads(self) -> Iterator[tuple[str, int, str]]:
        return ((name, one.seq, one.hash) for name, one in self.chains.items())

    def add(self, line: Line) -> None:
        """Take a line up; NotWhole if it does not follow the one before."""
        self._require_next(line.seal)
        self._begin(line)
        after = self.last.moment if self.last and line.seal.kind not in {FIRST, ANEW} else None
        for moved in line.moved:
            chain = self.chains.setdefault(moved.chain, Sealed())
            if chain.seq != moved.seq:
                fresh = len(moved.marks) // MARK
                chain.ends.append(moved.seq)
                chain.marks.append((moved.seq - fresh, moved.marks))
                chain.spans.append((after, line.seal.moment))
            chain.seq, chain.hash = moved.seq, moved.hash
            chain.heads[moved.seq] = moved.hash
        self.seals.append(line.seal)

    def fault_of(self, chain: str, seq: int, found: str, at: datetime) -> str:
        """Say why an entry is not what the seals say; empty where it is, or nothing is said."""
        one = self.chains.get(chain)
        if one is not None and seq <= one.seq:
            return one.fault(seq, found, at)
        if self.last and at < self.last.moment - GRACE:
            return "the entry is dated before the last seal, which does not hold it"
        return ""

    def end_of(self, chain: str) -> int:
        """Give the place up to which a chain was sealed."""
        one = self.chains.get(chain)
        return one.seq if one else 0

    def _require_next(self, seal: Seal) -> None:
        last = self.last
        if last is None:
            if seal.kind not in WHOLE:
                raise NotWhole("the seals before it are missing")
        elif seal.number != last.number + 1 or seal.previous != last.digest:
            raise NotWhole(f"it does not follow seal {last.number}")

    def _begin(self, line: Line) -> None:
        if line.seal.kind == ANEW:
            held = {moved.chain: moved for moved in line.moved}
            gone = sum(
                max(0, one.seq - (held[name].seq if name in held else 0))
                for name, one in self.chains.items()
            )
            self.begun_anew.append((line.seal, gone))
            self.chains = {}

    def require_root(self) -> None:
        """Compare what was read with the root that the last seal signed."""
        if self.last and merkle.root(self.heads()) != self.last.root:
            raise NotWhole("its root is not that of the chains it names")


def read(files: Sequence[Path], *, keys: Sequence[str]) -> Book:
    """Read files in their order; stop at the first line that does not hold, and say which."""
    book = Book()
    for file, number, line in _lines(files):
        try:
            if why := line.fault(keys):
                raise NotWhole(why)
            book.add(line)
        except NotWhole as no:
            book.fault = f"{file.name}, line {number} (seal {line.seal.number}): {no}"
            return book
    try:
        book.require_root()
    except NotWhole as no:
        book.fault = f"seal {book.seals[-1].number}: {no}"
    return book


def _lines(files: Iterable[Path]) -> Iterator[tuple[Path, int, Line]]:
    """Give each line; a torn one held nothing, for the seal after it would not follow it."""
    for file in files:
        with file.open(encoding="utf-8") as kept:
            for number, text in enumerate(kept, start=1):
                if line := parsed(text):
                    yield file, number, line
