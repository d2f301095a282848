"""One spelling for a contact, to find it again."""

import re
import unicodedata

_NUMBER = re.compile(r"\+?[\d\s().\-/]{5,}")
LEAST_DIGITS = 5


def as_searched(text: str) -> str:
    """Give a contact as it is looked up: a phone number by its digits, all else by its letters."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    digits = re.sub(r"\D", "", plain)
    return digits if _NUMBER.fullmatch(plain) and len(digits) >= LEAST_DIGITS else plain
