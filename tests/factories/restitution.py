"""An attorney's partition as the services leave it: a court case, lines, notes, and a release."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from cases.models import Case, Release
from cases.services.moments import database_time
from restitution.models import CourtCase, MoneyLine, PrivilegedNote
from restitution.services import court_cases, money, notes
from tests.factories import cases as cases_factory
from tests.factories import releases

TOLD = ("restitution",)


def engaged(case: Case, attorney: User, *, by: User) -> Case:
    """Engage an attorney under a release that covers the facts for restitution."""
    cases_factory.engage(case=case, attorney=attorney, by=by, told=TOLD)
    return case


def court_case(case: Case, *, by: User, **facts: Any) -> CourtCase:
    given = {"kind": "federal", "stage": "convicted", "offence": "trafficking", "district": "ilnd"}
    now = database_time()
    return court_cases.record_court_case(case_id=case.pk, by=by, now=now, **(given | facts))


def line(court: CourtCase | None, *, case: Case, by: User, **facts: Any) -> MoneyLine:
    given: dict[str, Any] = {"kind": "received", "amount": Decimal(500), "on": date(2026, 10, 1)}
    told = {**given, **facts}
    told["amount"] = Decimal(told["amount"])
    if told["kind"] in {"loss", "claimed"}:
        told.setdefault("head", "therapy")
    return money.record_line(
        case_id=case.pk,
        court_case_id=court.pk if court else None,
        by=by,
        now=database_time(),
        **told,
    )


def note(case: Case, *, by: User, text: str = "Weigh this first.") -> PrivilegedNote:
    return notes.write_privileged_note(case_id=case.pk, text=text, by=by, now=database_time())


def subpoena_release(case: Case, *, by: User, **facts: Any) -> Release:
    """Let a court be told where the image is and what platforms were sent."""
    given = {
        "recipient_kind": "court",
        "recipient_ref": "",
        "recipient_name": "Circuit Court of Elsewhere",
        "purpose": "subpoena",
        "information": {"locations", "exchange"},
    }
    return releases.release(case=case, by=by, now=database_time(), **(given | facts))
