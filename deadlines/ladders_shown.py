"""What the ladder pages list: each law's versions, which one holds, what a draft lacks."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from accounts.models import User
from deadlines import ladders
from deadlines.ladder_drawn import Mark, marks_of
from deadlines.models import Clock, Ladder
from deadlines.rules.rungs import wrongs_of

IN_FORCE = "In force"


class Version(NamedTuple):
    """One version in its law's list."""

    ladder: Ladder
    name: str
    word: str
    tone: str
    steps: int
    running: int


class OfLaw(NamedTuple):
    """A law's versions, the newest first, and the one in force drawn."""

    code: str
    law: str
    hours: int | None
    versions: list[Version]
    draft: Ladder | None
    holds: Version | None  # None: it has no ladder of its own yet
    marks: list[Mark]


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
    holds = next((one for one in versions if one.word == IN_FORCE), None)
    rungs = [ladders.rung_of(row) for row in holds.ladder.rungs.all()] if holds else []
    marks = marks_of(rungs, hours=hours) if holds else []
    return OfLaw(code, law, hours, versions, draft, holds, marks)


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
    return (IN_FORCE, "good") if newest.pk == ladder.pk else ("Was in force", "quiet")


def lacks(ladder: Ladder) -> list[str]:
    """Give what a draft lacks before it can be put in force."""
    return wrongs_of(ladders.rungs_of(ladder), law=ladder.applies_to)
