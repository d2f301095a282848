"""Case codes: short, said aloud without mistakes, and telling nothing."""

import re

# No vowel, so that no word appears; none of 0 O 1 I L, which are misread and misheard.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
SHORT, LONG = 4, 6

_LETTERS = re.compile(rf"[{ALPHABET}]{{{SHORT},{LONG}}}")


def how_many(length: int) -> int:
    return int(len(ALPHABET) ** length)


def code_of(number: int, length: int = SHORT) -> str:
    """Give the code with this number, as in `C-7F3K`."""
    letters = ""
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters = ALPHABET[place] + letters
    return f"C-{letters}"


def codes_meant(text: str) -> tuple[str, ...]:
    """Give the codes that a person may mean: `c-7f3k`, `C7F3K` and `7f3k` are one."""
    bare = re.sub(r"[\s\-\u2013\u2014]", "", text).upper()
    readings = dict.fromkeys((bare, bare.removeprefix("C")))
    return tuple(f"C-{letters}" for letters in readings if _LETTERS.fullmatch(letters))
