"""The shape of a row, and the conditions that several rows share."""

from collections.abc import Callable
from typing import NamedTuple

from intake.rules.facts import Facts
from intake.rules.words import Age, Said, Track, Where

When = Callable[[Facts], bool]
YES, NO = Said.YES, Said.NO
MINOR, ADULT, ANY = frozenset({Track.MINOR}), frozenset({Track.ADULT}), frozenset(Track)


class Row(NamedTuple):
    rule: str
    who: frozenset[Track]
    when: When
    services: tuple[str, ...]
    reason: str


class Never(NamedTuple):
    """What is not offered and why; `bars` holds whatever a row says."""

    who: frozenset[Track]
    when: When
    bars: tuple[str, ...]
    sentence: str


def always(facts: Facts) -> bool:
    return True


def adult_now(facts: Facts) -> bool:
    return facts.track is Track.ADULT or facts.age_now is Age.ADULT


def unknown(said: Said) -> bool:
    return said is not YES and said is not NO


def has_file(facts: Facts) -> bool:
    return facts.file_on_own_device is YES


def covered(facts: Facts) -> bool:
    return Where.COVERED in facts.where


def elsewhere(facts: Facts) -> bool:
    """Tell whether some place is not one that the Act surely covers, or no place is known."""
    return not facts.where or bool(facts.where - {Where.COVERED, Where.SEARCH})


def beyond(facts: Facts) -> bool:
    return bool(facts.where & {Where.OUTSIDE, Where.UNCLEAR})


def place_unknown(facts: Facts) -> bool:
    return not facts.where - {Where.UNKNOWN}


def in_the_us(facts: Facts) -> bool:
    return facts.country in {"US", ""}
