"""The steps of a draft version of a ladder: added, changed, taken out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from audit.rules import NotAllowed
from deadlines import ladders
from deadlines.models import Ladder
from deadlines.models import Rung as Row
from deadlines.rules import ladder as rules
from deadlines.rules import rungs as allowed
from deadlines.rules.spoken import rung_words
from deadlines.services.ladders import enter, locked_draft, row_of


@transaction.atomic
def add_rung(
    *,
    ladder_id: int,
    from_due: timedelta,
    tells: Iterable[str],
    name: str = "",
    drafts_complaint: bool = False,
    unless_reviewed: bool = False,
    by: User,
    now: datetime,
) -> Ladder:
    """Add a step to a draft version."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    key = allowed.key_of(name, from_due)
    rung = _rung(key, from_due, tells, drafts=drafts_complaint, unless=unless_reviewed)
    _require(ladder, rung, without="")
    row_of(ladder=ladder, rung=rung).save(force_insert=True)
    return _changed(ladder, rung.key, "added", by=by)


@transaction.atomic
def change_rung(
    *,
    ladder_id: int,
    key: str,
    from_due: timedelta,
    tells: Iterable[str],
    name: str = "",
    drafts_complaint: bool = False,
    unless_reviewed: bool = False,
    by: User,
    now: datetime,
) -> Ladder:
    """Change a step of a draft version; its key stays unless it told another moment."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    row = _the_rung(ladder, key)
    new = allowed.key_of(name, from_due, before=ladders.rung_of(row))
    rung = _rung(new, from_due, tells, drafts=drafts_complaint, unless=unless_reviewed)
    _require(ladder, rung, without=key)
    row.delete()
    row_of(ladder=ladder, rung=rung).save(force_insert=True)
    return _changed(ladder, rung.key, "changed", by=by)


@transaction.atomic
def take_out_rung(*, ladder_id: int, key: str, by: User, now: datetime) -> Ladder:
    """Take a step out of a draft version."""
    ladder = locked_draft(ladder_id=ladder_id, by=by)
    _the_rung(ladder, key).delete()
    return _changed(ladder, key, "taken out", by=by)


def _the_rung(ladder: Ladder, key: str) -> Row:
    row = Row.objects.filter(ladder=ladder, key=key).first()
    if row is None:
        raise NotAllowed("This version has no such step.", code="no_such_step")
    return row


def _rung(
    key: str, from_due: timedelta, tells: Iterable[str], *, drafts: bool, unless: bool
) -> rules.Rung:
    return rules.Rung(key, from_due, tuple(tells), drafts, unless)


def _require(ladder: Ladder, rung: rules.Rung, *, without: str) -> None:
    law = ladder.applies_to
    others = [one for one in ladders.rungs_of(ladder) if one.key != without]
    allowed.require_rung(rung, others=others, law=law, hours=ladders.hours_of(law))


def _changed(ladder: Ladder, key: str, what: str, *, by: User) -> Ladder:
    """Undo the look, for it was at another ladder, and enter the change."""
    ladder.looked_at, ladder.looked_by = None, None
    ladder.save(update_fields=["looked_at", "looked_by"])
    enter(ladder=ladder, action="deadlines.changed_rung", by=by, step=rung_words(key), what=what)
    return ladder
