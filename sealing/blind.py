"""Search without opening: a keyed, truncated hash a column; it tells equality and nothing else.

Not for columns of few values (a state, yes/no): there equality alone gives the value away.
"""

import hmac
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sealing import keys

CHARACTERS = 16  # 64 bits: enough to find by, few enough that equal is only likely


def digest(value: str, *, column: str) -> str:
    """Give the whole keyed hash, 64 characters, for what must be found exactly."""
    return hmac.new(column_key(keys.index_key(), column), value.encode(), sha256).hexdigest()


def blind(value: str, *, column: str) -> str:
    """Give sixteen hexadecimal characters for a value already in its normal form."""
    return digest(value, column=column)[:CHARACTERS]


def names(value: str) -> str:
    """Give a name or contact in the form it is looked up by."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def handles(value: str) -> str:
    return names(value).lstrip("@").strip()


def hosts(value: str) -> str:
    return names(value).rstrip(".").removeprefix("www.")


def urls(value: str) -> str:
    """Give an address as it is: whoever stores it made it canonical."""
    return value.strip()


def parts(value: str) -> list[str]:
    """Give the words of a value already in its normal form, each once."""
    return sorted(set(re.findall(r"\w+", value)))


@lru_cache(maxsize=256)
def column_key(index_key: bytes, column: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"blind|{column}".encode())
    return derive.derive(index_key)
