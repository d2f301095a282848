from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from restitution.models import CourtCase, NoticePreference
from restitution.models.sight import told_cases
from restitution.rules.answers import FIRST_DAY, LAST_AHEAD
from restitution.rules.courts import WANTS, CourtKind, Wants
from restitution.rules.districts import COURTS
from restitution.services.locked import locked_court_case, locked_told_case

CHANGES = {  # as the trail says them
    "kind": "kind of case",
    "district": "court",
    "docket": "number at the court",
    "defendant": "defendant",
    "stage": "how far it has come",
    "offence": "offence",
    "sentencing_on": "day of the sentence",
}


@transaction.atomic
def record_court_case(
    *,
    case_id: UUID,
    kind: str,
    stage: str,
    offence: str = "unsure",
    district: str = "",
    docket: str = "",
    defendant: str = "",
    sentencing_on: date | None = None,
    by: User,
    now: datetime,
) -> CourtCase:
    """Hold a proceeding about this matter; whose and under what number is sealed."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    _require_fitting(kind, district, sentencing_on, today=timezone.localdate(now))
    last = CourtCase.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    made: CourtCase = CourtCase.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        number=last + 1,
        kind=kind,
        district=district,
        docket=docket.strip(),
        defendant=defendant.strip(),
        stage=stage,
        offence=offence,
        sentencing_on=sentencing_on,
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(
        by=by, action="restitution.recorded_court_case", subject=made, case=case, number=made.number
    )
    return made


@transaction.atomic
def change_court_case(*, court_case_id: UUID, by: User, now: datetime, **told: Any) -> CourtCase:
    """Correct what is held of a court case, or say how far it has come."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    court = locked_court_case(court_case_id=court_case_id, by=by)
    changed = [name for name in CHANGES if name in told and told[name] != getattr(court, name)]
    if not changed:
        raise NotAllowed("Nothing is different.", code="nothing_changed")
    place, of = f"court.{court.pk}", f"Court case {court.number}"
    with overwritten.keeping(court, CHANGES, place=place, of=of, by=by, now=now):
        for name in changed:
            setattr(court, name, told[name])
    _require_fitting(court.kind, court.district, court.sentencing_on, today=timezone.localdate(now))
    court.save(update_fields=changed)
    trail.record(
        by=by,
        action="restitution.changed_court_case",
        subject=court,
        case=court.case,
        number=court.number,
        changed=[CHANGES[name] for name in changed],
    )
    return court


@transaction.atomic
def say_preference(
    *, court_case_id: UUID, wants: str, said_on: date, by: User, now: datetime
) -> NoticePreference:
    """Keep what the survivor said of one court case's notices; the last word counts."""
    require(by.role, Deed.TELL_RESTITUTION)
    court = locked_court_case(court_case_id=court_case_id, by=by)
    if said_on > timezone.localdate(now):
        raise NotAllowed("That day is still to come.", code="in_the_future", field="said_on")
    if said_on < FIRST_DAY:
        raise NotAllowed(
            "That day cannot be meant: look at the year.", code="day_unfit", field="said_on"
        )
    said: NoticePreference = NoticePreference.objects.create(
        case=court.case,
        court_case=court,
        wants=Wants(wants).value,
        said_on=said_on,
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(
        by=by,
        action="restitution.said_preference",
        subject=court,
        case=court.case,
        number=court.number,
        wants=WANTS[Wants(said.wants)].lower(),
    )
    return said


@transaction.atomic
def open_court_cases(*, case: Case, by: User) -> None:
    """Enter that someone looked at which notices the survivor wants."""
    case = told_cases(by).get(pk=case.pk)
    trail.record(by=by, action="cases.opened", subject=case, case=case, part="court cases")


def _require_fitting(kind: str, district: str, sentencing_on: date | None, *, today: date) -> None:
    if district and district not in COURTS:
        raise NotAllowed("Choose the court from the list.", code="court_unknown", field="district")
    if kind == CourtKind.CIVIL and sentencing_on is not None:
        raise NotAllowed(
            "A civil case has no sentence: leave the day empty, or keep it as a day of its own.",
            code="civil_has_no_sentence",
            field="sentencing_on",
        )
    if sentencing_on is not None and not FIRST_DAY <= sentencing_on <= today + LAST_AHEAD:
        raise NotAllowed(
            "That day cannot be meant: look at the year.", code="day_unfit", field="sentencing_on"
        )
