"""Text that is really a picture: refused wherever text is kept (ADR 0002; law.md section 6).

Two kinds of sign. A *mark* is long enough to mean a file wherever it stands. An *opening* is
shorter and means one only at the start of what was decoded; anywhere else a signed address of
a thousand letters would meet one by chance.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

from audit.rules import NotAllowed
from sealing.spellings import RUN, decodings, hex_digits, inflated, shifted_decodings, unescaped

CODE = "image_bytes"
LONGEST_RUN = 1_000  # letters in one piece outside an address; a JWT's longest part is below it
LONGEST_PIECE = 3_000  # anything in one piece, addresses too: browsers pass on about 2,000

# fmt: off
BRANDS = ("avif", "avis", "heic", "heix", "hevc", "mif1", "msf1", "isom", "iso2", "iso4", "iso5",
          "iso6", "mp41", "mp42", "M4V ", "avc1", "dash", "qt  ", "3gp4", "3gp5")
MARKS: tuple[bytes, ...] = (
    b"JFIF\0\1", b"Exif\0\0", b"\xff\xd8\xff\xdb\0\x43", b"\xff\xd8\xff\xdb\0\x84",      # JPEG
    b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"WEBPVP8",
    b"B\x82\x84webm", b"B\x82\x88matroska",
    b"%PDF-1.", b"%PDF-2.", b"PK\3\4\x14\0", b"PK\3\4\n\0", b"PK\3\4-\0",                # ZIP
    b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08",                                              # TIFF
    *(f"ftyp{brand}".encode() for brand in BRANDS),                        # AVIF HEIC MP4 MOV
)
BITMAP = r"BM.{4}\0{4}.{4}[\x0c\x28\x6c\x7c]\0{3}"  # its two letters alone begin many words
OPENINGS = re.compile(
    rb"\xff\xd8\xff[\xc0-\xfe]|\x89PNG|GIF8[79]a|RIFF.{4}(?:WEBP|AVI )|.{4}ftyp|\x1aE\xdf\xa3"
    rb"|%PDF-|PK\x03\x04|II\*\0|MM\0\*|" + BITMAP.encode(),
    re.DOTALL,
)
# The same as characters, and what a wrong decoding makes of them (0x89 is ‰ in cp1252).
MISREAD = ("\x89PNG", "‰PNG", "\x1aE\xdf\xa3", "PK\3\4",
           "\udcff\udcd8\udcff", "\udc89PNG", "\x1aE\udcdf\udca3")
# fmt: on
RAW_MARKS = (*MISREAD, *(mark.decode("latin-1") for mark in MARKS if mark[:3] != b"GIF"))
HEX_MARKS = tuple(mark.hex() for mark in MARKS)
ARMOUR = ("-----BEGIN PGP MESSAGE-----", "=ybegin line=")

_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF])
_DENSE = re.compile(r"(?=[^A-Z]{0,80}[A-Z])(?=[^a-z]{0,80}[a-z])[A-Za-z0-9+/_=-]{40,}")
# What a person may write, and then what no person does.
_NAMED = re.compile(
    rf"\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a.{{0,6}}[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]|{BITMAP}",
    re.DOTALL,
)
_HEX_BITMAP = re.compile(r"424d[0-9a-f]{8}0{8}[0-9a-f]{8}(?:0c|28|6c|7c)0{6}")
_MARKUP = re.compile(
    r"<[\s/]{0,8}(?:img|svg|script|iframe|embed|object)(?=[\s/>])"
    r"|<[a-z][^<>]{0,300}?\s(?:src|srcset|href|poster|on[a-z]{3,20})\s{0,8}=",
    re.IGNORECASE,
)
_DATA_BASE64 = re.compile(r"data:[^,]{0,120};base64,")
_DATA_PLAIN = re.compile(
    r"\bdata:(?:[a-z]{1,20}/[a-z0-9.+-]{1,80})?(?:;[^,\s]{1,80})?,\S", re.IGNORECASE
)


def refuse_imagery(text: str) -> None:
    """Pass for words; raise NotAllowed for a picture, video or file in any of its spellings."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    for sentence, is_there in LOOKS:
        if is_there(text) or (plain != text and is_there(plain)):
            raise NotAllowed(sentence, code=CODE)


def _holds_bytes(text: str) -> bool:
    return "\0" in text or any(map(_has_raw_mark, (text, unescaped(text))))


def _has_raw_mark(text: str) -> bool:
    return any(mark in text for mark in RAW_MARKS) or _NAMED.search(text) is not None


def _holds_data_address(text: str) -> bool:
    return any(
        _DATA_BASE64.search("".join(reading.split()).lower())
        or _DATA_PLAIN.search(reading.translate(dict.fromkeys(map(ord, "\t\r\n"))))
        for reading in (text, unescaped(text))
    )


def _holds_markup(text: str) -> bool:
    return "<" in text and _MARKUP.search(text) is not None


def _is_too_long(text: str) -> bool:
    pieces = text.split()
    return any(map(_is_long_piece, pieces)) or any(
        dense and sum(map(len, lines)) > LONGEST_PIECE
        for dense, lines in groupby(pieces, key=lambda piece: bool(_DENSE.fullmatch(piece)))
    )


def _is_long_piece(piece: str) -> bool:
    if len(piece) > LONGEST_PIECE and piece.isascii():  # some scripts write without spaces
        return True
    return "://" not in piece and any(len(run) > LONGEST_RUN for run in RUN.findall(piece))


def _holds_encoded(text: str, depth: int = 2) -> bool:
    digits = hex_digits(text)
    return (
        any(mark in digits for mark in HEX_MARKS)
        or _HEX_BITMAP.search(digits) is not None
        or any(mark in text for mark in ARMOUR)
        or any(_is_file(decoded, depth) for decoded in decodings(text))
        or any(_has_mark(decoded) for decoded in shifted_decodings(text))
    )


def _has_mark(decoded: bytes) -> bool:
    return any(mark in decoded for mark in MARKS)


def _is_file(decoded: bytes, depth: int) -> bool:
    """Tell whether these bytes are a file, or wrap one: deflated, or encoded a second time."""
    if OPENINGS.match(decoded) or _has_mark(decoded):
        return True
    if decoded[:1] in (b"\x1f", b"\x78"):
        return OPENINGS.match(inflated(decoded)) is not None
    return depth > 0 and decoded.isascii() and _holds_encoded(decoded.decode("ascii"), depth - 1)


# fmt: off
LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("This text contains a data: address, which carries a picture or file inside it. "
     "Give the address of the page instead.", _holds_data_address),
    ("This text contains the code of a web page, such as an img or script tag. "
     "Paste only the words.", _holds_markup),
    ("This text contains the bytes of a picture, video or file. Reclaim keeps none: "
     "say in words what it is and where it is.", _holds_bytes),
    ("This text hides a picture, video or file written out as letters and digits. "
     "Reclaim keeps none: say in words what it is and where it is.", _holds_encoded),
    ("This text contains a piece as long as an encoded file. "
     "Shorten the address to what finds the page, and say the rest in words.", _is_too_long),
)
# fmt: on
