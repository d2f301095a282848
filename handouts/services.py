"""Making a sheet: each one is an entry, for a paper leaves the house."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.models import Case
from cases.rules import require_reason
from cases.rules.spoken import REASONS
from handouts.rules.plain import Options
from handouts.sheet import Sheet, sheet_of


@transaction.atomic
def make_sheet(
    *,
    case_id: UUID,
    named: bool = False,
    large: bool = False,
    name_reason: str = "",
    form: str,
    by: User,
    now: datetime,
) -> Sheet:
    """Give the survivor's sheet; their name is on it only for a reason, as it is for every reveal.

    Whatever is on it, one entry says who made it, in which form and with which names.
    """
    require(by.role, Deed.WORK_CASE)
    case = Case.objects.visible_to(by).for_display().get(pk=case_id)
    name = _name(case, name_reason, by) if name_reason else ""
    options = Options(named=named, large=large)
    sheet = sheet_of(case, reader=by, options=options, now=now, name=name)
    trail.record(
        by=by,
        action="handouts.made_sheet",
        subject=case,
        case=case,
        form=form,
        names=_names(named=named, name_reason=name_reason),
    )
    return sheet


def _name(case: Case, reason: str, by: User) -> str:
    require(by.role, Deed.REVEAL)
    require_reason(by.role, reason)
    return str(case.survivor.name)


def _names(*, named: bool, name_reason: str) -> str:
    on_it = ["sites and services named"] if named else []
    if name_reason:
        why = next(words for code, words in REASONS.items() if code == name_reason)
        on_it.append(f"with the survivor's name ({why.lower()})")
    return ", ".join(on_it) or "no names on it"
