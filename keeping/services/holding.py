"""While a legal hold stands nothing that was told is written over for good."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from audit.rules import NotAllowed
from cases.models import Case
from cases.overwritten import Was
from keeping.models import Correction, LegalHold
from keeping.rules.held import Standing


def is_held(*, case: Case) -> bool:
    """Inner: tell whether a hold stands on a case."""
    return LegalHold.objects.filter(case=case).standing().exists()


def require_nothing_lost(*, case: Case) -> None:
    """Inner: refuse to write over a value for good while a hold stands."""
    if is_held(case=case):
        raise NotAllowed(
            "A legal hold stands on this case: nothing of it is destroyed. Record the correction"
            " and keep the old value, sealed.",
            code="held",
            field="keep_old",
        )


def keep_while_held(*, case: Case, was: Sequence[Was], by: User, now: datetime) -> None:
    """Inner: keep old values beside the corrections; whoever changed them leaves the entry."""
    if not is_held(case=case):
        return
    for one in was:
        Correction.objects.create(  # type: ignore[misc]  # sealed names
            case=case,
            place=one.place[:80],
            title=one.title[:80],
            was=one.value,
            standing=Standing.KEPT.value,
            recorded_at=now,
            recorded_by=by,
        )
