"""Cases as the services leave them; people and places invented."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from cases import services
from cases.models import Case, Person, Release
from cases.rules.handovers import SIGHT
from cases.rules.release_words import Information
from cases.services.moments import database_time
from tests.factories import releases

OPENED = datetime(2026, 10, 30, 9, tzinfo=UTC)


def case(*, by: User, now: datetime = OPENED, **facts: Any) -> Case:
    """Give an adult's case at intake, assigned to an advocate; `by` may be a supervisor."""
    given = {
        "survivor_name": "Maria Kestrel",
        "contact": "maria@person.example",
        "safe_contact": "Texts after six; never voicemail",
        "age_when_made": "18plus",
        "country": "US",
        "narrative": "A former partner posted it after she left.",
    }
    return services.open_case(by=by, now=now, **{**given, **facts})


def active_case(*, by: User, now: datetime = OPENED, **facts: Any) -> Case:
    return services.move_case(case_id=case(by=by, now=now, **facts).pk, to="active", by=by, now=now)


def closed_case(*, by: User, now: datetime = OPENED, **facts: Any) -> Case:
    return services.move_case(case_id=case(by=by, now=now, **facts).pk, to="closed", by=by, now=now)


def engage(*, case: Case, attorney: User, by: User, told: Collection[str] = ()) -> None:
    """Give an attorney the case, under a release that names them; `told` is what else it covers."""
    now = database_time()  # what an attorney sees is asked by this clock
    information = {*SIGHT, "identity", "contact", *told}
    releases.to_attorney(case, attorney, by=by, now=now, information=information)
    services.assign_case(case_id=case.pk, user_id=attorney.pk, kind="attorney", by=by, now=now)


def authority(*, case: Case, by: User, now: datetime = OPENED, **facts: Any) -> Any:
    given = {
        "kind": "written",
        "holder": "Rosa Kestrel",
        "starts_on": now.date(),
        "causes_harm": False,
    }
    return services.record_authority(case_id=case.pk, by=by, now=now, **{**given, **facts})


def task(*, case: Case, by: User, now: datetime = OPENED, **facts: Any) -> Any:
    given = {"text": "Call back about the second account"}
    return services.add_task(case_id=case.pk, by=by, now=now, **{**given, **facts})


def note(*, case: Case, by: User, now: datetime = OPENED, text: str = "Spoke today.") -> Any:
    return services.write_note(case_id=case.pk, text=text, by=by, now=now)


def person(*, case: Case, by: User, now: datetime = OPENED, **facts: Any) -> Person:
    given = {"name": "Rosa Kestrel", "part": "supporter", "causes_harm": "no"}
    return services.record_person(case_id=case.pk, by=by, now=now, **{**given, **facts})


def release(
    *,
    case: Case,
    by: User,
    recipient_kind: str = "platform",
    recipient_ref: str = "chirp",
    purpose: str = "removal_request",
    information: Collection[str] = tuple(one.value for one in Information),
    now: datetime = OPENED,
    **facts: Any,
) -> Release:
    """Give a release that covers everything and ends in thirty days, signed by the survivor."""
    given = {
        "recipient_kind": recipient_kind,
        "recipient_ref": recipient_ref,
        "purpose": purpose,
        "information": information,
        "signed_on": now.date(),
        "written": True,
        "held_at": "Blue folder, shelf 3",
        "risks_told": True,
    }
    return services.record_release(case_id=case.pk, by=by, now=now, **{**given, **facts})
