"""What weighing gives: an outcome, and all that an attorney needs to see why."""

from datetime import date
from typing import NamedTuple

from restitution.rules.remedies import VERSION
from restitution.rules.table import Dated, Note
from restitution.rules.words import OUTCOMES, Mark, Outcome


class Said(NamedTuple):
    """One fact in words: what was answered, or what is still to ask."""

    slug: str
    words: str


class Unsure(NamedTuple):
    """What nobody is sure of: who could settle it, and in how many days to ask again.

    None: the person would rather not say, and is left in peace.
    """

    slug: str
    who_settles: tuple[str, ...]
    next_ask_days: int | None
    words: str


class Tried(NamedTuple):
    """A row that was tried, and the column that ruled it out; nothing where it fits."""

    row: str
    ruled_out_by: str


class Weighed(NamedTuple):
    """What the facts come to for one remedy, and all that an attorney needs to see why."""

    remedy: str
    outcome: Outcome
    urgent: bool
    why: str
    path: tuple[str, ...]
    tried: tuple[Tried, ...]
    met: tuple[Said, ...]
    missing: tuple[Said, ...]
    against: tuple[Said, ...]
    unsure: tuple[Unsure, ...]
    citation: str
    mark: Mark
    checked_on: date
    notes: tuple[Note, ...]
    dates: tuple[Dated, ...]
    version: str = VERSION

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def row(self) -> str:
        return self.path[-1]
