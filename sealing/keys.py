"""The agency's keys wrap one key a case; losing the agency's keys loses every sealed value."""

import os
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sealing import retired
from sealing.box import CannotOpen
from sealing.live import Live

VERSION = b"\x01"
NONCE = 12
KEY = 32  # AES-256


def new_wrapped_key(bound_to: str) -> bytes:
    """Make a case's key and give it wrapped: version | id length | key id | nonce | ciphertext."""
    if retired.is_retired(first_id()):
        raise CannotOpen(
            f"The agency key {first_id()} was retired, and this process still wraps under it: "
            "start it again, so that it meets the new one."
        )
    return _wrap(os.urandom(KEY), bound_to)


def unwrap(wrapped: bytes, bound_to: str) -> bytes:
    """Give the case's key; CannotOpen when it is destroyed, moved or under an unknown key."""
    held = bytes(wrapped)
    if held[:1] != VERSION or len(held) < 2:  # noqa: PLR2004 - version and length
        raise CannotOpen("There is no case key here; it may have been destroyed.")
    under = wrapped_under(held)
    if under not in _agency_keys(_settings()):
        _look_again()
    if under != first_id() and retired.is_retired(under):
        raise CannotOpen("The agency key that this case key is under was retired.")
    return _unwrap(held, bound_to, _settings())


def rewrap(wrapped: bytes, bound_to: str) -> bytes:
    """Give the same case key under the agency's first key; what it seals stays as it is."""
    return _wrap(unwrap(wrapped, bound_to), bound_to)


def wrapped_under(wrapped: bytes) -> str:
    """Give the id of the agency key that a case key is under."""
    return wrapped[2 : 2 + wrapped[1]].decode(errors="replace")


def first_id() -> str:
    """Give the id of the agency key that wraps from now on."""
    return next(iter(_agency_keys(_settings())))


def ids() -> list[str]:
    """Give the ids of the agency keys at hand, the wrapping one first."""
    return list(_agency_keys(_settings()))


def head_of(key_id: str) -> bytes:
    """Give how every key begins that is wrapped by this one."""
    return VERSION + bytes([len(key_id.encode())]) + key_id.encode()


def index_key() -> bytes:
    """Give the key of the blind indexes, which is not one that opens anything."""
    return index_keys()[0]


def index_keys() -> tuple[bytes, ...]:
    """Give every key that blind indexes may be under just now, the one written under first."""
    given: str | Iterable[str] = settings.RECLAIM_INDEX_KEY
    return _index_keys(tuple(given.split(",") if isinstance(given, str) else given))


def forget() -> None:
    """Drop opened case keys from this process, as after a purge."""
    _unwrap.cache_clear()


def _settings() -> tuple[str, ...]:
    return tuple(settings.RECLAIM_AGENCY_KEYS)


def _look_again() -> None:
    if isinstance(settings.RECLAIM_AGENCY_KEYS, Live):
        settings.RECLAIM_AGENCY_KEYS.kept.look_again()


def _wrap(key: bytes, bound_to: str) -> bytes:
    key_id, agency_key = next(iter(_agency_keys(_settings()).items()))
    head = head_of(key_id)
    nonce = os.urandom(NONCE)
    return head + nonce + AESGCM(agency_key).encrypt(nonce, key, head + bound_to.encode())


@lru_cache(maxsize=2048)
def _unwrap(wrapped: bytes, bound_to: str, agency: tuple[str, ...]) -> bytes:
    agency_key = _agency_keys(agency).get(wrapped_under(wrapped))
    if agency_key is None:
        raise CannotOpen("The agency key that this case key is under is not at hand.")
    head = wrapped[: 2 + wrapped[1]]
    nonce, sealed = wrapped[len(head) : len(head) + NONCE], wrapped[len(head) + NONCE :]
    try:
        return AESGCM(agency_key).decrypt(nonce, sealed, head + bound_to.encode())
    except (InvalidTag, ValueError) as no:
        raise CannotOpen("This case key does not open for this case.") from no


@lru_cache(maxsize=8)
def _agency_keys(agency: tuple[str, ...]) -> dict[str, bytes]:
    keys = dict(_agency_key(one) for one in agency if one)
    if not keys:
        raise ImproperlyConfigured("RECLAIM_AGENCY_KEYS holds no key.")
    return keys


@lru_cache(maxsize=8)
def _index_keys(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    keys = tuple(_decoded(one.strip(), named="RECLAIM_INDEX_KEY") for one in texts if one.strip())
    if not keys:
        raise ImproperlyConfigured("RECLAIM_INDEX_KEY holds no key.")
    return keys


def _agency_key(one: str) -> tuple[str, bytes]:
    key_id, colon, encoded = one.strip().partition(":")
    if not colon or not 0 < len(key_id.encode()) < 256:  # noqa: PLR2004 - its length is one byte
        raise ImproperlyConfigured("Each of RECLAIM_AGENCY_KEYS reads id:base64.")
    return key_id, _decoded(encoded, named="RECLAIM_AGENCY_KEYS")


def _decoded(encoded: str, *, named: str) -> bytes:
    try:
        key = b64decode(encoded, validate=True)
    except (NotBase64, ValueError) as no:
        raise ImproperlyConfigured(f"{named} is not base64.") from no
    if len(key) != KEY:
        raise ImproperlyConfigured(f"{named} needs {KEY} bytes, base64.")
    return key
