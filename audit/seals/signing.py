"""The sealing key: Ed25519, in a file of the sealing host; its public half is for everyone."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PURPOSE = b"reclaim seal of the trail v1\n"  # so that no other signature of the key is one of these


class BadKey(Exception):
    """A sentence about a key that cannot be used."""


def make(file: Path) -> str:
    """Write a new key that its owner alone may read, never over another; give its public half."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as no:
        raise BadKey(f"{file} is there already, and a key is never written over.") from no
    with os.fdopen(place, "wb") as out:
        out.write(pem)
        out.flush()
        os.fsync(out.fileno())
    return public(key)


def load(file: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except OSError as no:
        raise BadKey(f"The sealing key {file} cannot be read: {no.strerror}.") from no
    except ValueError as no:
        raise BadKey(f"{file} holds no key that manage.py make_seal_key wrote.") from no
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"{file} is not an Ed25519 key.")
    return key


def public(key: Ed25519PrivateKey) -> str:
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return b64encode(raw).decode()


def sign(key: Ed25519PrivateKey, said: bytes) -> str:
    return b64encode(key.sign(PURPOSE + said)).decode()


def holds(said: bytes, signature: str, keys: Iterable[str]) -> bool:
    """Tell whether one of the public keys, base64 each, signed it."""
    return any(_holds(said, signature, key) for key in keys)


def _holds(said: bytes, signature: str, key: str) -> bool:
    try:
        known = Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True))
    except ValueError as no:
        raise BadKey(f"{key!r} is no public key of a sealing host.") from no
    try:
        known.verify(b64decode(signature, validate=True), PURPOSE + said)
    except (InvalidSignature, ValueError):
        return False
    return True
