"""Laws taken up on a request, as the rules look at them: the facts, and whether a clock runs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import Q

from cases.models import Authority
from cases.rules import handled_as_minor
from deadlines.models import Course, CourseEvent, Statute
from deadlines.rules import elsewhere
from deadlines.rules.elsewhere import CourseFacts, EventKind, LawFacts, StartsFrom, WhyNot
from removal import facts as removal_facts
from removal.models import Receipt, RemovalRequest
from removal.rules.parts import parts
from removal.rules.words import Proof, ReceiptBasis

Versions = Mapping[str, list[Statute]]


class Beginning(NamedTuple):
    """What a law's hours would count from, and how well that is shown."""

    at: datetime
    basis: str
    hours: int | None  # those that a regulator allowed


class Matter(NamedTuple):
    """What is known of a request that every law on it asks."""

    receipt: Receipt | None
    parts_done: set[int]
    minor: bool
    has_authority: bool


class Known(NamedTuple):
    """One course as it stands: the version of its law, and why no clock runs, if none does."""

    course: Course
    law: Statute
    facts: CourseFacts
    why: WhyNot | None
    events: Mapping[str, CourseEvent]
    beginning: Beginning | None
    minor: bool

    @property
    def missing(self) -> tuple[str, ...]:
        return elsewhere.missing(self.law.elements, self.facts.held)


def versions() -> dict[str, list[Statute]]:
    """Give every law that a person may take up, by code, the newest version first."""
    found: dict[str, list[Statute]] = {}
    for law in Statute.objects.filter(can_take_up=True).order_by("code", "-version"):
        found.setdefault(law.code, []).append(law)
    return found


def law_facts(law: Statute) -> LawFacts:
    return LawFacts(
        code=law.code,
        hours=law.hours,
        starts_from=law.starts_from,
        status=law.status,
        in_force_from=law.in_force_from,
        in_force_to=law.in_force_to,
        may_ask=tuple(law.may_ask),
        elements=tuple(law.elements),
    )


def known(
    request: RemovalRequest, *, laws: Versions, receipt: Receipt | None, on: date
) -> list[Known]:
    """Give each law taken up on a request, as it stands; load the request `for_display`."""
    courses = list(Course.objects.filter(request=request).for_display().order_by("taken_up_at"))
    if not courses:
        return []
    done = {part.number for part in parts(removal_facts.of(request)) if part.done}
    matter = Matter(receipt, done, is_about_a_minor(request), _has_authority(request, on))
    found = []
    for course in courses:
        course.request = request  # its case's key is loaded
        if course.law in laws:
            found.append(_known(course, laws[course.law], matter))
    return found


def is_about_a_minor(request: RemovalRequest) -> bool:
    made = request.case.age_when_made
    return any(handled_as_minor(made, one.item.age_when_made) for one in request.listings.all())


def _known(course: Course, laws: list[Statute], matter: Matter) -> Known:
    events = {one.kind: one for one in course.events.all() if one.replaced_at is None}
    for event in events.values():
        event.case = course.request.case  # its key is loaded
    beginning = _beginning(course, laws[0], matter.receipt, events)
    day = beginning.at.astimezone(UTC).date() if beginning else None
    law = _version(laws, day)
    asked = events.get(EventKind.ASKED)
    facts = CourseFacts(
        law=law_facts(law),
        made_by=course.made_by,
        has_authority=matter.has_authority,
        held=elsewhere.held_elements(
            declared=course.declared,
            parts_done=matter.parts_done,
            is_notice=course.follows_receipt,
            minor=matter.minor,
            was_asked=asked is not None,
        ),
        asked_at=asked.at if asked else None,
        began_at=beginning.at if beginning else None,
        began_on=day,
        laid_aside=course.ended_at is not None,
    )
    why = elsewhere.why_no_clock(facts)
    return Known(course, law, facts, why, events, beginning, matter.minor)


def _beginning(
    course: Course, law: Statute, receipt: Receipt | None, events: Mapping[str, CourseEvent]
) -> Beginning | None:
    if course.follows_receipt and law.starts_from == StartsFrom.PLATFORM_RECEIPT:
        return Beginning(receipt.received_at, receipt.basis, None) if receipt else None
    event = events.get(elsewhere.begins_with(law_facts(law)))
    if event is None:
        return None
    proven = event.proof != Proof.NONE
    basis = ReceiptBasis.PROVEN if proven else ReceiptBasis.INFERRED
    return Beginning(event.at, basis.value, event.hours)


def _version(laws: list[Statute], day: date | None) -> Statute:
    """Give the version that holds on the day that its hours began, or the newest."""
    holding = (law for law in laws if elsewhere.holds_on(law_facts(law), day))
    return next(holding, laws[0])


def _has_authority(request: RemovalRequest, on: date) -> bool:
    standing = Authority.objects.filter(case=request.case, starts_on__lte=on, revoked_at=None)
    return standing.filter(Q(ends_on=None) | Q(ends_on__gte=on)).exists()
