"""A ladder's versions: proposed, changed while a draft, looked at, put in force, set aside."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import Fact, NotAllowed
from cases.rules.moves import CLOCKS_DIFFER
from deadlines import ladders
from deadlines.models import Ladder
from deadlines.models import Rung as Row
from deadlines.rules import ladder as rules
from deadlines.rules import rungs as allowed

FAR = timedelta(days=90)


@transaction.atomic
def propose_ladder(
    *,
    law: str,
    note: str = "",
    rungs: Sequence[rules.Rung] | None = None,
    by: User,
    now: datetime,
) -> Ladder:
    """Begin the next version of a law's ladder: with these steps, or those of the one in force."""
    require(by.role, Deed.EDIT_LADDER)
    known = Ladder.objects.select_for_update(of=("self",), no_key=True).filter(applies_to=law)
    versions = list(known.order_by("-version"))
    _require_room(law, versions)
    ladder = Ladder.objects.create(
        applies_to=law,
        version=(versions[0].version if versions else 0) + 1,
        note=note.strip(),
        made_at=now,
        made_by=by,
    )
    given = list(rungs) if rungs is not None else ladders.in_force_rungs(law, now=now)
    for place, rung in enumerate(given):
        others = [*given[:place], *given[place + 1 :]]
        allowed.require_rung(rung, others=others, law=law, hours=ladders.hours_of(law))
    Row.objects.bulk_create(row_of(ladder=ladder, rung=rung) for rung in given)
    enter(ladder=ladder, action="deadlines.proposed_ladder", by=by)
    return ladder


@transaction.atomic
def look_at_ladder(*, ladder_id: int, by: User, now: datetime) -> Ladder:
    """Record that a person looked at a whole version as it now stands; a change undoes it."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    allowed.require_whole(ladders.rungs_of(ladder), law=ladder.applies_to)
    ladder.looked_at, ladder.looked_by = now, by
    ladder.save(update_fields=["looked_at", "looked_by"])
    enter(ladder=ladder, action="deadlines.looked_at_ladder", by=by)
    return ladder


@transaction.atomic
def put_ladder_in_force(
    *, ladder_id: int, from_at: datetime | None = None, by: User, now: datetime
) -> Ladder:
    """Put a version in force from a moment, or at once; clocks that run keep theirs."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    if ladder.looked_at is None:
        raise NotAllowed(
            "Nobody has looked at this version as it stands. Rehearse it and look first.",
            code="not_looked_at",
        )
    allowed.require_whole(ladders.rungs_of(ladder), law=ladder.applies_to)
    at = from_at or now
    if not now - CLOCKS_DIFFER <= at <= now + FAR:
        raise NotAllowed(
            f"Choose now, or a moment within {FAR.days} days.",
            code="moment_out_of_bounds",
            field="from_at",
        )
    ladder.in_force_at, ladder.in_force_by = max(at, now), by
    ladder.save(update_fields=["in_force_at", "in_force_by"])
    enter(ladder=ladder, action="deadlines.put_ladder_in_force", by=by, from_at=ladder.in_force_at)
    return ladder


@transaction.atomic
def set_ladder_aside(*, ladder_id: int, by: User, now: datetime) -> Ladder:
    """End a draft version that will not be put in force; it stays to be read."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    ladder.set_aside_at, ladder.set_aside_by = now, by
    ladder.save(update_fields=["set_aside_at", "set_aside_by"])
    enter(ladder=ladder, action="deadlines.set_ladder_aside", by=by)
    return ladder


def _require_room(law: str, versions: list[Ladder]) -> None:
    if law and law not in ladders.laws():
        raise NotAllowed("No law with hours has that code.", code="law_unknown", field="law")
    draft = next((one for one in versions if one.is_draft), None)
    if draft is not None:
        raise NotAllowed(
            f"Version {draft.version} is a draft already. Change it, or set it aside first.",
            code="draft_there",
            field="law",
        )


def locked_draft(*, ladder_id: int, by: User) -> Ladder:
    """Inner: give a draft version under a lock, to who may change one."""
    require(by.role, Deed.EDIT_LADDER)
    mine = Ladder.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    ladder = mine.get(pk=ladder_id)
    if not ladder.is_draft:
        raise NotAllowed(
            "This version is not a draft, so nothing of it changes. Begin a new one.",
            code="ladder_not_a_draft",
        )
    return ladder


def row_of(*, ladder: Ladder, rung: rules.Rung) -> Row:
    """Inner: give a step as a row, unsaved."""
    return Row(
        ladder=ladder,
        key=rung.key,
        seconds_from_due=int(rung.from_due.total_seconds()),
        tells=[str(role) for role in rung.tells],
        drafts_complaint=rung.drafts_complaint,
        unless_reviewed=rung.unless_reviewed,
    )


def enter(*, ladder: Ladder, action: str, by: User, **facts: Fact) -> None:
    """Inner: enter one change of a version in the trail."""
    law, version = ladders.law_name(ladder.applies_to), ladder.version
    trail.record(by=by, action=action, subject=ladder, law=law, version=version, **facts)
