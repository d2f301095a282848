"""What the ladder pages draw: versions by law, the steps of one, and two side by side."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count

from accounts.models import User
from deadlines import ladders
from deadlines.models import Clock, Ladder
from deadlines.rules.ladder import Rung
from deadlines.rules.rungs import wrongs_of
from deadlines.rules.spoken import rung_words


class Version(NamedTuple):
    """One version in its law's list."""

    ladder: Ladder
    name: str
    word: str
    tone: str
    steps: int
    running: int


class OfLaw(NamedTuple):
    """A law's versions, the newest first."""

    code: str
    law: str
    hours: int | None
    versions: list[Version]
    draft: Ladder | None
    falls_back: bool  # it has no ladder of its own yet


class Step(NamedTuple):
    """One step as a table shows it."""

    key: str
    words: str
    when: str
    tells: str
    does: str


class Compared(NamedTuple):
    """A step in two versions; None: only the other has it."""

    here: Step | None
    there: Step | None
    word: str
    tone: str


def of_laws(reader: User, *, now: datetime) -> list[OfLaw]:
    """Give every law that can have clocks, and the ladder of laws without one, with versions."""
    known: dict[str, list[Ladder]] = {}
    for ladder in Ladder.objects.visible_to(reader).for_display():
        known.setdefault(ladder.applies_to, []).append(ladder)
    running = _running(reader)
    names = {code: (law.name, law.hours) for code, law in ladders.laws().items()}
    names[""] = (ladders.ANY, None)
    return [
        _of_law(code, law, hours, known.get(code, []), running, now)
        for code, (law, hours) in names.items()
    ]


def _of_law(  # noqa: PLR0917  one row of the page
    code: str,
    law: str,
    hours: int | None,
    known: list[Ladder],
    running: dict[int, int],
    now: datetime,
) -> OfLaw:
    versions = [
        Version(
            one, one.name, *state(one, known, now=now), len(one.rungs.all()), running.get(one.pk, 0)
        )
        for one in known
    ]
    draft = next((one for one in known if one.is_draft), None)
    return OfLaw(code, law, hours, versions, draft, not any(one.in_force_at for one in known))


def _running(reader: User) -> dict[int, int]:
    rows = Clock.objects.visible_to(reader).running().values("ladder").annotate(n=Count("pk"))
    return {row["ladder"]: row["n"] for row in rows.order_by()}


def running_on(ladder: Ladder, reader: User) -> int:
    count: int = Clock.objects.visible_to(reader).running().filter(ladder=ladder).count()
    return count


def state(ladder: Ladder, known: Sequence[Ladder], *, now: datetime) -> tuple[str, str]:
    """Give a version's state in a word, with the tone of its tag."""
    if ladder.set_aside_at is not None:
        return "Set aside", "quiet"
    if ladder.in_force_at is None:
        return ("Draft, looked at" if ladder.looked_at else "Draft"), "neutral"
    if ladder.in_force_at > now:
        return "In force later", "soon"
    begun = [one for one in known if one.in_force_at and one.in_force_at <= now]
    newest = max(begun, key=lambda one: (one.in_force_at, one.version))
    return ("In force", "good") if newest.pk == ladder.pk else ("Was in force", "quiet")


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
    )


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


def lacks(ladder: Ladder) -> list[str]:
    """Give what a draft lacks before it can be put in force."""
    return wrongs_of(ladders.rungs_of(ladder), law=ladder.applies_to)
