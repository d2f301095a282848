"""The facts that the gates of a complaint look at (law.md 1.9)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from complaints.rules.words import Ground
from removal.rules.words import Coverage

FRESH = timedelta(hours=24)
WITHOUT_REQUEST = {Ground.NO_PROCESS, Ground.PROCESS_UNCLEAR}
TIMED = {Ground.NOT_ACTED_ON, Ground.LATE, Ground.COPIES_LEFT}


class Look(NamedTuple):
    """The last time a person looked at one listing."""

    label: str
    at: datetime | None
    is_up: bool


class Gate(NamedTuple):
    now: datetime
    grounds: tuple[str, ...] = ()
    parts_missing: tuple[str, ...] = ()  # their titles
    authority_ended: str = ""  # how the authority that it was signed under stands today, if ended
    basis: str = ""
    due_at: datetime | None = None
    looks: tuple[Look, ...] = ()
    blanks: tuple[str, ...] = ()  # what each asks for
    facts_changed: bool = False
    words_to_change: str = ""
    withdrawn: bool = False
    coverage: str = Coverage.COVERED
    coverage_reason: str = ""
    foreign_operator: bool = False
    disputed: tuple[str, ...] = ()  # why, each in words
    on_guidance: bool = False  # something in the text is measured by what the FTC asked for
    release_why: str = ""  # why no release lets it be filed; nothing where one stands
    minor: bool = False
    tip: str = ""  # what the CyberTipline record says, in words; nothing where there is none
    was_asked: bool = False  # the survivor, what is to be shown
    not_covered: tuple[str, ...] = ()  # chosen to be shown, and not covered by the release

    @property
    def on_process(self) -> bool:
        """Tell whether it rests on the service's process, so that no request need have run."""
        return bool(WITHOUT_REQUEST.intersection(self.grounds))

    @property
    def on_time(self) -> bool:
        """Tell whether it says that a time ran out."""
        return bool(TIMED.intersection(self.grounds))
