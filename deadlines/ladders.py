"""Ladders and their laws, as services and pages read them."""

import re
from datetime import datetime, timedelta

from deadlines.models import Ladder, Rung, Statute
from deadlines.rules import ladder as rules
from deadlines.rules.hours import HOUR

ANY = "any other law"
NAME = re.compile(r"([A-Za-z0-9-]{1,30})-v([0-9]{1,6})")


def laws() -> dict[str, Statute]:
    """Give each law that can have clocks, by code, in its newest version; the Act first."""
    with_hours = Statute.objects.filter(hours__isnull=False)
    rows = with_hours.filter(starts_clocks=True) | with_hours.filter(can_take_up=True)
    found = {law.code: law for law in rows.order_by("code", "version")}
    return dict(sorted(found.items(), key=lambda each: (not each[1].starts_clocks, each[1].name)))


def law_name(code: str) -> str:
    law = Statute.objects.filter(code=code).order_by("-version").first() if code else None
    return law.name if law else code or ANY


def hours_of(code: str) -> int | None:
    law = Statute.objects.filter(code=code).order_by("-version").first() if code else None
    return law.hours if law else None


def in_force(code: str, *, now: datetime) -> Ladder | None:
    """Give the version that a clock of this law would take now."""
    own = Ladder.objects.in_force(now).filter(applies_to=code).first()
    if own is not None or code == rules.THE_ACT:
        return own
    return Ladder.objects.in_force(now).filter(applies_to="").first()


def in_force_rungs(code: str, *, now: datetime) -> list[rules.Rung]:
    """Give the steps to begin a version with; none may come before this law's hours begin."""
    held, hours = in_force(code, now=now), hours_of(code)
    given = rungs_of(held) if held else []
    return [rung for rung in given if hours is None or rung.from_due > -hours * HOUR]


def rungs_of(ladder: Ladder) -> list[rules.Rung]:
    """Give a version's steps as the rules take them, in the order of time."""
    rows = Rung.objects.filter(ladder=ladder).order_by("seconds_from_due")
    return [rung_of(row) for row in rows]


def rung_of(row: Rung) -> rules.Rung:
    return rules.Rung(
        row.key,
        timedelta(seconds=row.seconds_from_due),
        tuple(row.tells),
        drafts_complaint=row.drafts_complaint,
        unless_reviewed=row.unless_reviewed,
    )


def by_name(name: str) -> Ladder | None:
    """Give the version of this name in an address, as `US-TIDA-v2` or `any-v1`."""
    told = NAME.fullmatch(name)
    if told is None:
        return None
    law, version = "" if told[1] == "any" else told[1], told[2]
    return Ladder.objects.for_display().filter(applies_to=law, version=int(version)).first()
