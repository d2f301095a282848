"""What a cured version changed, part by part, as a person reads it."""

from difflib import SequenceMatcher
from typing import NamedTuple

from removal.rules.words import Disputed

# Which of the four parts each dispute is about; what goes beyond them is about none.
PART_OF = {
    Disputed.SIGNATURE: 1,
    Disputed.LOCATING: 2,
    Disputed.GOOD_FAITH: 3,
    Disputed.CONTACT: 4,
}
ALL_PARTS = (1, 2, 3, 4)


class Run(NamedTuple):
    """A run of words: kept, taken out or put in."""

    how: str  # same | out | in
    text: str


class Change(NamedTuple):
    """One field of a part, before and after."""

    part: int
    label: str
    before: str
    after: str
    runs: tuple[Run, ...]


def in_order(disputed: tuple[str, ...]) -> tuple[int, ...]:
    """Give the four parts, those first that the platform disputed."""
    first = [PART_OF[Disputed(one)] for one in disputed if one in PART_OF]
    return (*sorted(first), *(part for part in ALL_PARTS if part not in first))


def change(part: int, label: str, before: str, after: str) -> Change | None:
    """Give a field's change, word by word; nothing where it reads the same."""
    if before == after:
        return None
    return Change(part, label, before, after, tuple(_runs(before.split(), after.split())))


def _runs(before: list[str], after: list[str]) -> list[Run]:
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Run("same", " ".join(before[a:b])))
            continue
        if a < b:
            found.append(Run("out", " ".join(before[a:b])))
        if c < d:
            found.append(Run("in", " ".join(after[c:d])))
    return found
