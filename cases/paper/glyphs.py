"""What the fonts inside cannot print, said in signs that they can."""

import re
import unicodedata
from typing import Any

# What the library says of a text that no font holds: the text in escaped quotes.
_NOT_SHOWN = re.compile(r"the text `(\"(?:[^\"\\]|\\.)*\")` could not be displayed")
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
# Scripts that the fonts inside hold; the rest goes out at once when one sign is not found.
_HELD = re.compile(r"LATIN|GREEK|CYRILLIC|COMBINING|DIGIT|MODIFIER LETTER|SPACE|QUOTATION|DASH")
_LAST_PLAIN = 0x2BFF  # punctuation, currency, arrows and signs below are tried one by one


def without_unprintable(words: Any) -> Any:
    """Give the words without control and direction signs, which print nothing or lie about it."""
    return _each(words, lambda one: " " if one in "\n\t\r" else "" if _is_control(one) else one)


def legible(words: Any, trouble: str) -> Any:
    """Give the words with what could not be displayed as code points; raise for other trouble."""
    found = _NOT_SHOWN.search(trouble)
    if found is None:
        raise RuntimeError(f"The packet could not be set: {trouble}")
    missing = set(_told(found[1]))
    return _each(words, lambda one: _code(one) if one in missing or _is_far(one) else one)


def _each(words: Any, change: Any) -> Any:
    if isinstance(words, str):
        return "".join(change(one) for one in words)
    if isinstance(words, list):
        return [_each(one, change) for one in words]
    if isinstance(words, dict):
        return {name: _each(value, change) for name, value in words.items()}
    return words


def _is_control(one: str) -> bool:
    return unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _is_far(one: str) -> bool:
    """Tell a sign of a script that the fonts inside surely do not have."""
    return ord(one) > _LAST_PLAIN and not _HELD.search(unicodedata.name(one, ""))


def _code(one: str) -> str:
    return f"[U+{ord(one):04X}]"


def _told(quoted: str) -> str:
    """Read the library's quoted text, its escapes and all."""
    plain = _RUST_ESCAPE.sub(lambda found: chr(int(found[1], 16)), quoted[1:-1])
    return plain.replace('\\"', '"').replace("\\\\", "\\")
