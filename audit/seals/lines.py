"""One seal is one line: a signed head that says what it holds, and the chains that moved."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.seals import signing

MARK = 8  # hex digits of an entry's hash: enough to say which entry, the head's says whether
FIRST, SINCE, PART, ANEW = "first", "since", "part", "anew"
WHOLE = {FIRST, PART, ANEW}  # of these a line says every head, so that it can be read by itself


class Moved(NamedTuple):
    """A chain's end, and the first digits of each hash that is new in it."""

    chain: str
    seq: int
    hash: str
    marks: str

    @property
    def head(self) -> tuple[str, int, str]:
        return self.chain, self.seq, self.hash


class Seal(NamedTuple):
    """What is signed; small enough to be printed or mailed, for it holds the rest by digest."""

    number: int
    kind: str
    why: str  # of a seal that begins anew: a code
    at: str  # by the sealing host's clock
    database_at: str
    entries: int
    chains: int
    root: str  # over every head (merkle.py)
    moved: str  # digest of the chains that moved
    previous: str  # digest of the seal before

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def said(self) -> bytes:
        return _canonical(self._asdict())

    @property
    def digest(self) -> str:
        return sha256(self.said()).hexdigest()


class Line(NamedTuple):
    """One line of a file of seals."""

    seal: Seal
    signature: str
    moved: list[Moved]

    def text(self) -> str:
        whole = self._asdict() | {"seal": self.seal._asdict()}
        return _canonical(whole).decode()

    def short(self) -> str:
        """Give the part that is signed, as it goes by mail or on paper."""
        return _canonical({"seal": self.seal._asdict(), "signature": self.signature}).decode()

    def fault(self, keys: Iterable[str]) -> str:
        """Say what is wrong with this line by itself; empty where nothing is."""
        if not signing.holds(self.seal.said(), self.signature, keys):
            return "its signature does not hold"
        if moved_digest(self.moved) != self.seal.moved:
            return "the chains that it names are not those that were signed"
        return ""


def signed(seal: Seal, moved: list[Moved], key: Ed25519PrivateKey) -> Line:
    return Line(seal, signing.sign(key, seal.said()), moved)


def parsed(text: str) -> Line | None:
    """Give a line; None for one that was torn while it was written, or is none."""
    try:
        told: dict[str, Any] = json.loads(text)
        moved = [Moved(*one) for one in told["moved"]]
        return Line(Seal(**told["seal"]), str(told["signature"]), moved)
    except (ValueError, TypeError, KeyError):
        return None


def moved_digest(moved: Iterable[Moved]) -> str:
    return sha256(_canonical([list(one) for one in moved])).hexdigest()


def said_moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _canonical(what: object) -> bytes:
    return json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
