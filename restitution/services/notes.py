from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules.moves import require_text
from restitution.models import PrivilegedNote
from restitution.models.sight import told_cases
from restitution.rules.remedies import REMEDIES
from restitution.services.locked import locked_told_case

MOST_SEARCHED = 500
SHORTEST = 3


class Found(NamedTuple):
    notes: list[PrivilegedNote]
    searched: int
    all_searched: bool


@transaction.atomic
def write_privileged_note(
    *, case_id: UUID, text: str, remedy: str = "", by: User, now: datetime
) -> PrivilegedNote:
    """Keep an attorney's note for the attorneys of this case, and for nobody else."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    if remedy and remedy not in REMEDIES:
        raise NotAllowed("Choose the remedy from the list.", code="no_remedy", field="remedy")
    note: PrivilegedNote = PrivilegedNote.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        text=require_text(text, field="text"),
        remedy=remedy,
        written_at=now,
        written_by=by,
    )
    trail.record(by=by, action="restitution.wrote_privileged_note", subject=note, case=case)
    return note


@transaction.atomic
def open_notes(*, case: Case, by: User) -> None:
    """Enter that an attorney opened the privileged notes of a case."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = told_cases(by).get(pk=case.pk)
    trail.record(by=by, action="restitution.opened_notes", subject=case, case=case)


@transaction.atomic
def find_notes(*, text: str, by: User) -> Found:
    """Look through the privileged notes of one's own cases, newest first; no index holds a word.

    That somebody searched stands in the house's own chain; what they looked for stands nowhere.
    """
    require(by.role, Deed.REVIEW_RESTITUTION)
    sought = " ".join(text.split()).casefold()
    if len(sought) < SHORTEST:
        raise NotAllowed("Give three characters or more.", code="too_short", field="text")
    mine = PrivilegedNote.objects.visible_to(by).for_display()
    rows = list(mine[: MOST_SEARCHED + 1])
    looked = rows[:MOST_SEARCHED]
    found = [one for one in looked if sought in " ".join(str(one.text).split()).casefold()]
    trail.record(by=by, action="restitution.searched_notes", subject=by)
    return Found(found, len(looked), len(rows) <= MOST_SEARCHED)
