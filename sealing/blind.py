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
SHORTEST, LONGEST = 3, 12  # letters of a prefix that is searched by (ADR 0072)


def digest(value: str, *, column: str, key: bytes | None = None) -> str:
    """Give the whole keyed hash, 64 characters, for what must be found exactly."""
    under = column_key(key or keys.index_key(), column)
    return hmac.new(under, value.encode(), sha256).hexdigest()


def digests(value: str, *, column: str) -> list[str]:
    """Give the hash under each index key: what is kept may be of before the key changed."""
    return [digest(value, column=column, key=key) for key in keys.index_keys()]


def blind(value: str, *, column: str, key: bytes | None = None) -> str:
    """Give sixteen hexadecimal characters for a value already in its normal form."""
    return digest(value, column=column, key=key)[:CHARACTERS]


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


def starts(value: str) -> list[str]:
    """Give what each word of a normal value begins with, from three letters on, each once.

    A word of fewer letters is its own beginning, so that a value with a word is never without.
    """
    return sorted(
        {
            word[:length]
            for word in parts(value)
            for length in range(min(SHORTEST, len(word)), min(LONGEST, len(word)) + 1)
        }
    )


@lru_cache(maxsize=256)
def column_key(index_key: bytes, column: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"blind|{column}".encode())
    return derive.derive(index_key)
