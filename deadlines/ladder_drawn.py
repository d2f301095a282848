"""A ladder in words and drawn: its steps, and two versions side by side."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.utils.text import capfirst

from deadlines.rules.ladder import Rung
from deadlines.rules.spoken import rung_words


class Step(NamedTuple):
    """One step as a table shows it."""

    key: str
    words: str
    when: str
    tells: str
    does: str
    drafts: bool = False


class Mark(NamedTuple):
    """One place on a ladder as it is drawn."""

    kind: str  # start | before | due | after
    when: str
    words: str
    tells: str = ""
    does: str = ""
    drafts: bool = False


class Compared(NamedTuple):
    """A step in two versions; None: only the other has it."""

    here: Step | None
    there: Step | None
    word: str
    tone: str


def steps_of(rungs: Sequence[Rung]) -> list[Step]:
    return [_step(rung) for rung in sorted(rungs, key=lambda rung: rung.from_due)]


def _step(rung: Rung) -> Step:
    does = []
    if rung.drafts_complaint:
        does.append("drafts the complaint")
    if rung.unless_reviewed:
        does.append("only while the draft is not reviewed")
    return Step(
        rung.key,
        rung_words(rung.key).capitalize(),
        when_words(rung.from_due),
        ", ".join(rung.tells),
        "; ".join(does).capitalize(),
        rung.drafts_complaint,
    )


def marks_of(rungs: Sequence[Rung], *, hours: int | None) -> list[Mark]:
    """Give a ladder as it is drawn: from the start of its hours to its last step."""
    start = Mark("start", f"{hours} h before due" if hours else "Before due", "The hours begin")
    given = sorted(rungs, key=lambda rung: rung.from_due)
    at_due: list[Rung | None] = [rung for rung in given if not rung.from_due]
    before = [rung for rung in given if rung.from_due < timedelta(0)]
    after = [rung for rung in given if rung.from_due > timedelta(0)]
    return [start, *(_mark(rung) for rung in (*before, *(at_due or [None]), *after))]


def _mark(rung: Rung | None) -> Mark:
    if rung is None:
        return Mark("due", "At due", "No step")
    step = _step(rung)
    kind = ("before", "due", "after")[
        (rung.from_due >= timedelta(0)) + (rung.from_due > timedelta(0))
    ]
    return Mark(kind, capfirst(step.when), step.words, step.tells, step.does, step.drafts)


def when_words(from_due: timedelta) -> str:
    """Give `6 h before due`, `at due`, `1 h 30 min after due`, `2 d 1 h after due`."""
    if not from_due:
        return "at due"
    minutes = abs(from_due) // timedelta(minutes=1)
    days, rest = divmod(minutes, 24 * 60) if minutes > 48 * 60 else (0, minutes)
    hours, left = divmod(rest, 60)
    spans = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (left, "min")) if n]
    return f"{' '.join(spans)} {'before' if from_due < timedelta(0) else 'after'} due"


def compared(here: Sequence[Rung], there: Sequence[Rung]) -> list[Compared]:
    """Give both versions' steps in the order of time, paired by name."""
    ours, theirs = ({rung.key: rung for rung in rungs} for rungs in (here, there))
    both = {**theirs, **ours}
    keys = sorted(both, key=lambda key: (both[key].from_due, key))
    return [_pair(ours.get(key), theirs.get(key)) for key in keys]


def _pair(here: Rung | None, there: Rung | None) -> Compared:
    # fmt: off
    table = (
        (there is None, ("Only here",  "soon")),
        (here is None,  ("Not here",   "soon")),
        (here == there, ("The same",   "quiet")),
        (True,          ("Changed",    "soon")),
    )
    # fmt: on
    word, tone = next(said for holds, said in table if holds)
    return Compared(_step(here) if here else None, _step(there) if there else None, word, tone)
