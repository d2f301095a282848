"""Search for what is near without opening it: bits in a secret order, under a secret mask.

Shuffling the bits of two values alike, and turning the same ones over, leaves the number of bits
in which they differ as it was. So the database counts differences between digits that it cannot
read. What it tells is how near any two rows are; whoever holds a few rows together with their
true digits can work the order out, so this is kept for what may never stand in the clear and
must be searched, and for nothing else (ADR 0037).
"""

import hmac
from functools import lru_cache
from hashlib import sha512
from typing import NamedTuple

from sealing import blind, keys


class _Scatter(NamedTuple):
    order: tuple[int, ...]
    mask: int


def scattered(digits: str, *, column: str, key: bytes | None = None) -> str:
    """Give as many hexadecimal digits as were given, as far from one another as they were."""
    width = 4 * len(digits)
    scatter = _scatter(key or keys.index_key(), column, width)
    plain = f"{int(digits, 16):0{width}b}"
    mixed = int("".join([plain[place] for place in scatter.order]), 2) ^ scatter.mask
    return f"{mixed:0{width // 4}x}"


@lru_cache(maxsize=16)
def _scatter(index_key: bytes, column: str, width: int) -> _Scatter:
    key = blind.column_key(index_key, f"{column}|{width}")
    drawn = [hmac.new(key, place.to_bytes(4), sha512).digest() for place in range(width)]
    order = tuple(sorted(range(width), key=drawn.__getitem__))
    mask = int.from_bytes(hmac.new(key, b"mask", sha512).digest()) >> (512 - width)
    return _Scatter(order, mask)
