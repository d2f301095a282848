"""What a fingerprint is, which may be kept, and which are compared (HASHING.md; law.md 6)."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from audit.rules import NotAllowed
from cases.rules import handled_as_minor
from cases.rules.moves import require_known


class Algorithm(StrEnum):
    """Strongest first; digits of one are never compared with digits of another."""

    SHA256 = "sha256"
    MD5 = "md5"
    PDQ = "pdq"
    PHASH = "phash"


class Kind(NamedTuple):
    """How many hexadecimal digits it has, and within how many bits two of them are near."""

    name: str
    length: int
    radius: int
    tells: str


# fmt: off
KINDS = {
    Algorithm.SHA256: Kind("SHA-256", 64,  0, "the same file, byte for byte"),
    Algorithm.MD5:    Kind("MD5",     32,  0, "the same file, byte for byte"),
    Algorithm.PDQ:    Kind("PDQ",     64, 31, "the same picture, saved again or made smaller"),
    Algorithm.PHASH:  Kind("pHash",   16, 10, "perhaps the same picture, cut a little"),
}
# fmt: on
NEAR = (Algorithm.PDQ, Algorithm.PHASH)
QUALITY_FLOOR = 50  # ThreatExchange, pdq/README: discard 49 and less
PLAIN = 8  # a pHash has as many ones as noughts, unless large parts of the picture are alike
EMPTY = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "d41d8cd98f00b204e9800998ecf8427e",
}

_HEX = re.compile(r"[0-9a-f]+")
_PRODUCER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:;/()+_-]{0,79}")
_MIME = re.compile(r"(?:image|video|application)/[a-z0-9][a-z0-9.+-]{0,60}|")
MOST_BYTES, MOST_PIXELS = 2**46, 2**20


class Print(NamedTuple):
    """The digits that one algorithm makes of one file; quality is PDQ's own, 0 to 100."""

    algorithm: str
    digits: str
    quality: int | None = None


def require_adult(*ages: str) -> None:
    """Keep no fingerprint where anyone may be under 18, and name the service (law.md R2, 6)."""
    if handled_as_minor(*ages):
        raise NotAllowed(
            "No fingerprint is kept while someone may be under 18. Take It Down"
            " (takeitdown.ncmec.org) makes one on the person's own device, for an image made"
            " before they were 18; in the UK, under 18s have Report Remove (childline.org.uk),"
            " which takes the image itself or its address.",
            code="no_fingerprint_of_a_minor",
        )


def checked(prints: Iterable[Print]) -> list[Print]:
    """Give the fingerprints of one file in one spelling, strongest first, or say what is wrong."""
    given = [_checked(one) for one in prints]
    if not given:
        raise NotAllowed("There is no fingerprint here to keep.", code="no_fingerprint")
    kinds = [one.algorithm for one in given]
    if len(set(kinds)) < len(kinds):
        raise NotAllowed(
            "Give each kind of fingerprint once: these are of one file.", code="fingerprint_twice"
        )
    quality = next((one.quality for one in given if one.algorithm == Algorithm.PDQ), None)
    known = [
        one._replace(quality=quality) if one.algorithm == Algorithm.PHASH else one for one in given
    ]
    return sorted(known, key=lambda one: list(Algorithm).index(Algorithm(one.algorithm)))


def is_compared(one: Print) -> bool:
    """Tell whether a fingerprint says enough to be compared with others."""
    if one.algorithm not in NEAR:
        return True
    if one.quality is not None and one.quality < QUALITY_FLOOR:
        return False
    return one.algorithm != Algorithm.PHASH or abs(int(one.digits, 16).bit_count() - 32) <= PLAIN


def require_file_facts(
    *, producer: str, mime: str, byte_length: int | None, width: int | None, height: int | None
) -> None:
    """Refuse facts of the file that cannot be ones: they come from the person's own device."""
    if not _PRODUCER.fullmatch(producer):
        raise NotAllowed(
            "Say what made the fingerprint, as in “reclaim-fingerprint/1”.",
            code="no_producer",
            field="producer",
        )
    if not _MIME.fullmatch(mime):
        raise NotAllowed("That is no kind of picture or video.", code="not_a_mime", field="mime")
    _require_size(byte_length, MOST_BYTES, field="byte_length")
    _require_size(width, MOST_PIXELS, field="width")
    _require_size(height, MOST_PIXELS, field="height")


def reason_for(*, same: bool, reason: str) -> str:
    """Ask why two pictures that a program takes for one are not; a likeness speaks for itself."""
    text = reason.strip()
    if not same and not text:
        raise NotAllowed(
            "Say in a few words why it is not the same image.", code="no_reason", field="reason"
        )
    return text


def distance(one: str, other: str) -> int:
    """Count the bits in which two fingerprints of one kind differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def names(algorithms: Sequence[str]) -> list[str]:
    return [KINDS[Algorithm(one)].name for one in algorithms]


def _checked(one: Print) -> Print:
    require_known(one.algorithm, KINDS, field="algorithm")
    kind, digits = KINDS[Algorithm(one.algorithm)], one.digits.strip().lower()
    if len(digits) != kind.length or not _HEX.fullmatch(digits):
        raise NotAllowed(
            f"{kind.name} has {kind.length} hexadecimal digits: 0 to 9 and a to f.",
            code="not_a_fingerprint",
            field=one.algorithm,
        )
    if digits in EMPTY:
        raise NotAllowed(
            "That is the fingerprint of an empty file.", code="empty_file", field=one.algorithm
        )
    return Print(Algorithm(one.algorithm).value, digits, _quality(one))


def _quality(one: Print) -> int | None:
    if one.algorithm != Algorithm.PDQ:
        return None
    if one.quality is None or not 0 <= one.quality <= 100:  # noqa: PLR2004 - PDQ's own scale
        raise NotAllowed(
            "PDQ comes with its quality, a whole number from 0 to 100.",
            code="no_quality",
            field="quality",
        )
    return one.quality


def _require_size(size: int | None, most: int, *, field: str) -> None:
    if size is not None and not 0 < size <= most:
        raise NotAllowed("That size cannot be one.", code="not_a_size", field=field)
