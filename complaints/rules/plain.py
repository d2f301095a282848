"""Words that a complaint does not use, and what to write instead (law.md 9.3, 9.4; UX.md 6)."""

import re
from typing import NamedTuple


class Banned(NamedTuple):
    word: str
    pattern: str
    instead: str


IMAGE = "non-consensual intimate image"
CSAM = "child sexual abuse material"
REVIEW = "facts support attorney review"
DONE = "what was done, and when"
COMPLIED = "appears not to have complied"
RECEIPT = "from receipt of a valid request"
COPIES = "known identical copies remained"
CITED = "47 U.S.C. 223a, for removal"
SIGNED = "19 May 2025, when the Act was signed"
PENALTY = "nothing: the regulator reckons penalties"
NEUTRAL = "a neutral category"

# fmt: off
BANNED = (
    Banned("revenge porn",       r"revenge[ -]?porn(ography)?\b",                        IMAGE),
    Banned("child porn",         r"(child|kiddie|kid)[ -]?porn(ography)?\b",             CSAM),
    Banned("porn",               r"porn(o|ography|ographic)?\b",                         IMAGE),
    Banned("eligible",           r"eligib\w+",                                           REVIEW),
    Banned("guaranteed",         r"guarant\w+",                                          DONE),
    Banned("violated",           r"violat\w+",                                           COMPLIED),
    Banned("illegal",            r"(illegal|unlawful)\w*",                               COMPLIED),
    Banned("broke the law",      r"(broke|breaks|broken|breaking) the law",              COMPLIED),
    Banned("in breach",          r"in breach\b|breach\w* (of )?(the )?(act|law|statute|duty)\b",
                                                                                         COMPLIED),
    Banned("guilty or liable",   r"(is|are|was|were|found) (guilty|liable)\b",           COMPLIED),
    Banned("failed to comply",   r"fail(s|ed|ing)? to comply|non-?complian\w+",          COMPLIED),
    Banned("prevent re-uploads", r"(prevent|block|stop)\w*( \w+)? re-?(upload|post)\w*", COPIES),
    Banned("near duplicates",    r"near[ -]duplicate\w*",                                COPIES),
    Banned("hashing required",   r"(hash(ing|es)?|fingerprint\w*) (is|are) (required|mandatory)\b",
                                                                                         COPIES),
    Banned("clock from a flag",  r"(48|forty-eight) hours? (run|start|begin)s? (from|at|with) the "
                                 r"first (flag|report|complaint)",                       RECEIPT),
    Banned("a penalty by day",   r"53,?088|per (violation|day)\b",                       PENALTY),
    Banned("15 U.S.C. 6851",     r"15 u\.?s\.?c\.? ?(§ ?)?6851",                         CITED),
    Banned("28 April 2025",      r"28 april 2025|april 28,? 2025",                       SIGNED),
    Banned("a blaming word",     r"(slut|whore)\w*|nudes?\b",                            NEUTRAL),
)
# fmt: on

_ANY = tuple((re.compile(rf"\b({one.pattern})", re.IGNORECASE), one) for one in BANNED)


def banned_in(text: str) -> tuple[Banned, ...]:
    """Give the entries that this text uses, in the order of the list."""
    return tuple(one for pattern, one in _ANY if pattern.search(text))


def cure(found: tuple[Banned, ...]) -> str:
    """Say in one line what to write instead of each."""
    return "; ".join(f"“{one.word}”: write “{one.instead}”" for one in found)
