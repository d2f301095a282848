"""Releases as the services leave them: signed by the survivor, for one recipient each."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from cases import services
from cases.models import Case, Release
from cases.rules.handovers import SIGHT
from cases.rules.releases import default_expiry
from cases.services.moments import database_time
from complaints import released
from complaints.models import ComplaintDraft
from removal import telling
from removal.models import RemovalRequest


def release(*, case: Case, by: User, now: datetime, **facts: Any) -> Release:
    """Give a written release that lasts as long as one may; `facts` say for whom and what for."""
    given = {
        "signed_on": now.date(),
        "signed_by_kind": "self",
        "written": True,
        "risks_told": True,
        "held_at": "Shelf 4",
        "expires_at": default_expiry(now.date()) - timedelta(days=10),
    }
    return services.record_release(case_id=case.pk, by=by, now=now, **{**given, **facts})


def to_platform(request: RemovalRequest, *, by: User, now: datetime, **facts: Any) -> Release:
    """Give the release that this request's notice goes out under."""
    needed = {**telling.needed(request)}
    return release(case=request.case, by=by, now=now, **(needed | facts))


def to_regulator(case: Case, *, by: User, now: datetime, **facts: Any) -> Release:
    """Give the release that a complaint of this case goes out under."""
    needed = {**released.needed(ComplaintDraft(statute="US-TIDA"))}
    return release(case=case, by=by, now=now, **(needed | facts))


def to_attorney(
    case: Case, attorney: User, *, by: User, now: datetime | None = None, **facts: Any
) -> Release:
    """Give the release under which an attorney reads the case, name and contact too.

    What they see is asked by the database's clock, so it is signed by that one.
    """
    given = {
        "recipient_kind": "attorney",
        "recipient_ref": str(attorney.pk),
        "purpose": "legal_review",
        "information": {*SIGHT, "identity", "contact"},
    }
    return release(case=case, by=by, now=now or database_time(), **(given | facts))


def for_reminders(case: Case, person: User, *, by: User, now: datetime, **facts: Any) -> Release:
    """Give the release under which reminders are mailed to somebody outside."""
    given = {
        "recipient_kind": "attorney" if person.role == "attorney" else "person",
        "recipient_ref": str(person.pk),
        "purpose": "reminders",
        "information": {"reminders"},
    }
    return release(case=case, by=by, now=now, **(given | facts))


def revoke(one: Release, *, by: User, now: datetime | None = None) -> Release:
    moment = now or database_time() - timedelta(seconds=1)
    return services.revoke_release(release_id=one.pk, by=by, now=moment)


def to_funder(case: Case, *, by: User, now: datetime, **facts: Any) -> Release:
    """Give the release under which a case is counted for the funder that the house has."""
    given = {
        "recipient_kind": "funder",
        "recipient_ref": "funder",
        "purpose": "counting",
        "information": {"counted"},
    }
    return release(case=case, by=by, now=now, **(given | facts))
