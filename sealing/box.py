"""One sealed value: version | nonce | ciphertext, padded so that its length tells little."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
GONE = b"\x00"  # what a purge leaves: that something stood here, and nothing of it
NONCE = 12
LENGTH = 4  # bytes that say how long the text is
BUCKETS = (64, 256, 1024, 4096, 16384)


class CannotOpen(Exception):
    """The key, the place or the bytes are not those that the value was sealed with."""


def seal(text: str, key: bytes, *, bound_to: str) -> bytes:
    """Seal a text to one place, named table|column|row; it opens nowhere else."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, _padded(text), _place(bound_to))


def open_sealed(blob: bytes, key: bytes, *, bound_to: str) -> str:
    """Give the text back; CannotOpen when anything at all was changed or moved."""
    if blob[:1] != VERSION:
        raise CannotOpen("This value is not one that was sealed here.")
    nonce, sealed = blob[1 : 1 + NONCE], blob[1 + NONCE :]
    try:
        padded = AESGCM(key).decrypt(nonce, sealed, _place(bound_to))
    except (InvalidTag, ValueError) as no:
        raise CannotOpen("This value does not open with this key at this place.") from no
    length = int.from_bytes(padded[:LENGTH], "big")
    return padded[LENGTH : LENGTH + length].decode("utf-8", "surrogatepass")


def _place(bound_to: str) -> bytes:
    return VERSION + bound_to.encode()


def _padded(text: str) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    whole = len(content).to_bytes(LENGTH, "big") + content
    return whole.ljust(_bucket(len(whole)), b"\x00")


def _bucket(size: int) -> int:
    for bucket in BUCKETS:
        if size <= bucket:
            return bucket
    return -(-size // BUCKETS[-1]) * BUCKETS[-1]
