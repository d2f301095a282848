"""One digest over many heads: a Merkle tree, its leaves and nodes told apart as in RFC 6962."""

from collections.abc import Iterable
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def root(heads: Iterable[tuple[str, int, str]]) -> str:
    """Give the root over (chain, place, hash), in the order of the chains."""
    level = [sha256(LEAF + _said(*head)).digest() for head in sorted(heads)]
    if not level:
        return sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []  # the last of an odd level goes up as it is
        level = [sha256(NODE + left + right).digest() for left, right in pairs] + odd
    return level[0].hex()


def _said(chain: str, seq: int, found: str) -> bytes:
    """Lead each value by its length, so that no two different heads read alike."""
    return "".join(f"{len(one.encode())}:{one}" for one in (chain, str(seq), found)).encode()
