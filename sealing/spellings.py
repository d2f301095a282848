"""The ways in which text spells bytes: base64, base32, base85, hexadecimal, escapes."""

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import groupby

SHORTEST_RUN = 16  # twelve bytes: what the openings need
FEWEST_GROUPS = 6  # fewer words of one length follow each other in any sentence
BASE85_HEAD = 25  # twenty bytes

_BETWEEN_HEX = dict.fromkeys(map(ord, " \t\r\n,:;-_%=\\x"))
_ESCAPE = re.compile(r"(?:%|=|\\x|\\u00)([0-9a-fA-F]{2})")
RUN = re.compile(rf"[A-Za-z0-9+/_-]{{{SHORTEST_RUN},}}")
_HEX_RUN = re.compile(rf"[0-9A-Fa-f]{{{SHORTEST_RUN},}}")


def decodings(text: str) -> Iterator[bytes]:
    """Give what each piece says from its start, read in each of the usual encodings."""
    for run in (*RUN.findall(text), *_even_groups(text)):
        yield from _decoded(_from_base64, run[: len(run) // 4 * 4])
        yield from _decoded(base64.b32decode, run[: len(run) // 8 * 8])
    for run in _HEX_RUN.findall(text):
        yield bytes.fromhex(run[: len(run) // 2 * 2])
    for line in text.splitlines():
        yield from _decoded(binascii.a2b_uu, line)
    for head in _heads(text):
        yield from _decoded(base64.b85decode, head)
        yield from _decoded(base64.a85decode, head)


def shifted_decodings(text: str) -> Iterator[bytes]:
    """Give what each piece says when something else stands before the payload."""
    for run in RUN.findall(text):
        for start in (1, 2, 3):
            yield from _decoded(_from_base64, run[start : len(run) - (len(run) - start) % 4])


def _even_groups(text: str) -> Iterator[str]:
    """Give letters that were set out in groups of one length, joined again (iVBO Rw0K Ggo=)."""
    for _, group in groupby(text.split(), key=len):
        joined = "".join(words := list(group)).rstrip("=")
        if len(words) >= FEWEST_GROUPS and RUN.fullmatch(joined):
            yield joined


def _heads(text: str) -> Iterator[str]:
    """Give the start of each long piece, with and without a label before it."""
    for piece in text.split():
        for part in {piece, piece.partition(":")[2], piece.partition("=")[2]}:
            bare = part.lstrip("<~\"'([{")
            if len(bare) >= BASE85_HEAD:
                yield bare[:BASE85_HEAD]


def _from_base64(letters: str) -> bytes:
    return binascii.a2b_base64(letters.replace("-", "+").replace("_", "/"))


def _decoded(decode: Callable[[str], bytes], letters: str) -> Iterator[bytes]:
    try:
        yield decode(letters)
    except ValueError:  # not in this encoding
        return


def hex_digits(text: str) -> str:
    """Give the text with nothing between its digits: FF:D8, 0xFF 0xD8 and %FF%D8 as ffd8."""
    return text.lower().replace("0x", "").translate(_BETWEEN_HEX)


def inflated(squeezed: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(squeezed, 64)  # 47: zlib or gzip
    except zlib.error:
        return b""


def unescaped(text: str) -> str:
    """Give the text with its escapes (%FF, =FF, &#255;) read as the bytes they stand for."""
    if "&#" in text:
        text = html.unescape(text)
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
