"""Laws that a person takes up on a request, and what comes under each."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules.moves import require_known
from deadlines import courses, nudge
from deadlines.models import Course, CourseEvent, Statute
from deadlines.rules.elsewhere import EndedBecause, EventKind, StartsFrom
from deadlines.rules.elsewhere_words import CONNECTIONS, ENDINGS, EVENTS
from deadlines.rules.reach import Connection
from deadlines.rules.taking import require_event, require_possible, require_takeable
from deadlines.services.counting import replan, stands
from removal.models import RemovalRequest
from removal.models.request import UNDER_WAY
from removal.services.requests.locked import locked_request


@transaction.atomic
def take_up(
    *,
    request_id: UUID,
    law: str,
    connection: str,
    made_by: str,
    is_notice: bool,
    declared: Collection[str] = (),
    by: User,
    now: datetime,
) -> Course:
    """Take a law up on a request, or tell anew what its report holds; a clock follows if it may."""
    require(by.role, Deed.WRITE_REQUEST)
    request = locked_request(request_id=request_id, by=by)
    statute = _law(law)
    require_takeable(
        is_under_way=request.status in UNDER_WAY,
        is_intermediary=bool(getattr(request, "asked_as", "")),
    )
    require_possible(
        courses.law_facts(statute),
        connection=connection,
        made_by=made_by,
        declared=declared,
        reaches=statute.reaches,
        survivor_in=request.case.country,
        operator_in=request.platform.operator_country,
    )
    course, is_new = Course.objects.get_or_create(
        request=request,
        law=law,
        defaults={"case": request.case, "taken_up_at": now, "taken_up_by": by},
    )
    course.connection, course.made_by = connection, made_by
    course.declared = sorted(set(declared))
    course.follows_receipt = is_notice and statute.starts_from == StartsFrom.PLATFORM_RECEIPT
    course.ended_at, course.ended_by, course.ended_because = None, None, ""
    course.save()
    found = replan(request=request, now=now)
    trail.record(
        by=by,
        action=f"deadlines.{'took_up_law' if is_new else 'changed_law'}",
        subject=course,
        case=request.case,
        request=request.code,
        law=statute.name,
        connection=CONNECTIONS[Connection(connection)].lower(),
        stands=stands(course=course, found=found),
    )
    nudge.after_commit()
    return course


@transaction.atomic
def record_event(
    *,
    request_id: UUID,
    law: str,
    kind: str,
    at: datetime,
    proof: str = "none",
    reference: str = "",
    hours: int | None = None,
    by: User,
    now: datetime,
) -> Course:
    """Record what came under a law, first or better known; its clock starts, moves or stays."""
    require(by.role, Deed.RECORD_RECEIPT)
    request = locked_request(request_id=request_id, by=by)
    course = _standing(request, law)
    statute = _law(law)
    require_event(
        courses.law_facts(statute),
        kind=kind,
        at=at,
        proof=proof,
        hours=hours,
        is_notice=course.follows_receipt,
        asked_at=_asked_at(course),
        now=now,
    )
    standing = CourseEvent.objects.filter(course=course, kind=kind, replaced_at=None)
    _require_new(standing.first(), request, (at, proof, reference.strip(), hours))
    is_change = bool(standing.update(replaced_at=now))
    CourseEvent.objects.create(  # type: ignore[misc]  # a sealed name
        case=request.case,
        course=course,
        kind=kind,
        at=at,
        proof=proof,
        reference=reference.strip(),
        hours=_allowed(statute, kind, hours),
        recorded_at=now,
        recorded_by=by,
    )
    found = replan(request=request, now=now)
    trail.record(
        by=by,
        action=f"deadlines.{'changed' if is_change else 'recorded'}_law_event",
        subject=course,
        case=request.case,
        request=request.code,
        law=statute.name,
        what=EVENTS[EventKind(kind)].lower(),
        at=at,
        stands=stands(course=course, found=found),
    )
    nudge.after_commit()
    return course


@transaction.atomic
def lay_law_aside(*, request_id: UUID, law: str, because: str, by: User, now: datetime) -> Course:
    """End a law's course on a request; its clock stops, its ledger and its record stay."""
    require(by.role, Deed.WRITE_REQUEST)
    request = locked_request(request_id=request_id, by=by)
    require_known(because, list(ENDINGS), field="because")
    course = _standing(request, law)
    course.ended_at, course.ended_by, course.ended_because = now, by, because
    course.save(update_fields=["ended_at", "ended_by", "ended_because"])
    replan(request=request, now=now)
    trail.record(
        by=by,
        action="deadlines.laid_law_aside",
        subject=course,
        case=request.case,
        request=request.code,
        law=_law(law).name,
        because=ENDINGS[EndedBecause(because)].lower(),
    )
    return course


def _law(code: str) -> Statute:
    law = Statute.objects.filter(code=code, can_take_up=True).order_by("-version").first()
    if law is None:
        raise NotAllowed("No such law can be taken up here.", code="law_unknown", field="law")
    return law


def _standing(request: RemovalRequest, law: str) -> Course:
    course: Course | None = Course.objects.filter(request=request, law=law).standing().first()
    if course is None:
        raise NotAllowed("Take this law up first.", code="law_not_taken_up")
    return course


def _require_new(
    known: CourseEvent | None,
    request: RemovalRequest,
    told: tuple[datetime, str, str, int | None],
) -> None:
    """Refuse what is recorded so already, such as a form that was sent twice."""
    if known is None:
        return
    known.case = request.case  # its key is loaded
    at, proof, reference, hours = told
    same = (known.at, known.proof, known.reference) == (at, proof, reference)
    if same and hours in {None, known.hours}:
        raise NotAllowed("It is recorded so already.", code="nothing_changed")


def _asked_at(course: Course) -> datetime | None:
    asked = CourseEvent.objects.filter(
        course=course, kind=EventKind.ASKED.value, replaced_at=None
    ).first()
    return asked.at if asked else None


def _allowed(law: Statute, kind: str, hours: int | None) -> int | None:
    """Give the hours that a regulator's notice allows; no other event has any."""
    return (hours or law.hours) if kind == EventKind.REGULATOR_NOTICE else None
