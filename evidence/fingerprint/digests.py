"""SHA-256 and MD5 of a file of any size, read once in pieces."""

import hashlib
from pathlib import Path
from typing import NamedTuple

PIECE = 4 * 2**20


class Digests(NamedTuple):
    sha256: str
    md5: str
    byte_length: int


def digests(path: Path) -> Digests:
    """Give both digests; MD5 because platforms exchange it for video, not because it is safe."""
    sha256, md5, length = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            sha256.update(piece)
            md5.update(piece)
            length += len(piece)
    return Digests(sha256.hexdigest(), md5.hexdigest(), length)
