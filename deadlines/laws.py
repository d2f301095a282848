"""Laws elsewhere as the clock's page shows them: what runs, what is waited for, why another not."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from deadlines import courses
from deadlines.courses import Known
from deadlines.law_card import Card, Row, card_of
from deadlines.models import Course, Statute
from deadlines.rules import elsewhere
from deadlines.rules.elsewhere import EndedBecause, EventKind, Maker, WhyNot
from deadlines.rules.elsewhere_words import (
    CONNECTIONS,
    ENDINGS,
    EVENTS,
    MAKERS,
    MAY_APPLY,
    WHY_NOT,
    element_words,
)  # fmt: skip
from deadlines.rules.reach import Connection, Reach, reach
from removal.models import Receipt, RemovalRequest
from removal.models.request import UNDER_WAY

# fmt: off
WAITING = {  # why no clock runs -> the word on its tag
    WhyNot.LAID_ASIDE:   ("Laid aside",                "quiet"),
    WhyNot.NO_HOURS:     ("No fixed hours",            "neutral"),
    WhyNot.MAKER:        ("Cannot run",                "quiet"),
    WhyNot.NO_AUTHORITY: ("Authority missing",         "soon"),
    WhyNot.ELEMENTS:     ("Something missing",         "soon"),
    WhyNot.NOT_ASKED:    ("Complaint not recorded",    "soon"),
    WhyNot.REGULATOR:    ("Waiting for the regulator", "neutral"),
    WhyNot.RECEIPT:      ("Receipt unproven",          "soon"),
    WhyNot.NOT_IN_FORCE: ("Not in force then",         "quiet"),
}
ACTS = {  # why no clock runs -> the one act that comes next
    WhyNot.NO_HOURS:     "Record what came",
    WhyNot.NO_AUTHORITY: "See what is missing",
    WhyNot.ELEMENTS:     "See what is missing",
    WhyNot.NOT_ASKED:    "Record the complaint",
    WhyNot.REGULATOR:    "Record its notice",
    WhyNot.RECEIPT:      "Record its receipt",
}
# fmt: on


def cards(request: RemovalRequest, *, receipt: Receipt | None, now: datetime) -> list[Card]:
    """Give every law but the Act: those taken up first, then what may apply, then the others."""
    found = known(request, receipt=receipt, now=now)
    taken = {one.course.law for one in found}
    others = Statute.objects.filter(starts_clocks=False).exclude(code__in=taken)
    newest = {law.code: law for law in others.order_by("code", "version")}
    rest = [_untaken(request, law) for law in newest.values()]
    rest.sort(key=lambda card: (not card.can_take_up, not card.may_apply, card.name))
    return [*(_taken(one, request) for one in found), *rest]


def known(request: RemovalRequest, *, receipt: Receipt | None, now: datetime) -> list[Known]:
    """Give the laws taken up on a request, each as it stands."""
    day = now.astimezone(UTC).date()
    return courses.known(request, laws=courses.versions(), receipt=receipt, on=day)


def state(one: Known) -> tuple[str, str]:
    """Give a law's state in a word, with the tone of its tag."""
    if one.why is None:
        return "Clock runs", "accent"
    if one.why is WhyNot.NO_HOURS:
        return told(one.events), "good" if EventKind.DECISION in one.events else "neutral"
    return WAITING[one.why]


def told(kinds: Collection[str]) -> str:
    if EventKind.DECISION in kinds:
        return "Decision told"
    if EventKind.RECEIPT_CONFIRMED in kinds:
        return "Receipt confirmed, no decision yet"
    return "Notice given, nothing told yet"


def _taken(one: Known, request: RemovalRequest) -> Card:
    word, tone = state(one)
    is_over = request.resolved_at is not None or request.status not in UNDER_WAY
    if request.resolved_at is not None and one.why in {WhyNot.REGULATOR, WhyNot.NO_HOURS}:
        word, tone = "All is gone: nothing is waited for", "quiet"
    why = WHY_NOT[one.why] if one.why else ""
    if one.missing and one.why is not WhyNot.LAID_ASIDE:
        lacking = "; ".join(element_words(element) for element in one.missing)
        why = f"{why} Missing: {lacking}.".strip()
    if one.course.ended_at is not None:
        why = f"Laid aside: {ENDINGS[EndedBecause(one.course.ended_because)].lower()}."
    rows, held = list(_rows(one)), one.facts.held
    card = card_of(one.law, word, tone, why, rows, held=held, is_taken_up=True, may_apply=True)
    awaited = one.why not in {None, WhyNot.LAID_ASIDE}
    act = "" if is_over or one.why is None else ACTS.get(one.why, "")
    return card._replace(runs=one.why is None, is_awaited=awaited, act=act)


def _rows(one: Known) -> Iterator[Row]:
    course: Course = one.course
    by = f"{course.taken_up_by.name}"
    because = CONNECTIONS[Connection(course.connection)]
    yield Row("Taken up", because, note=by, at=course.taken_up_at)
    yield Row("Made by", MAKERS[Maker(course.made_by)])
    if course.follows_receipt:
        yield Row("The report", "The notice that was sent here was the report.")
    kinds = elsewhere.events_of(courses.law_facts(one.law), is_notice=course.follows_receipt)
    for kind in kinds:
        event = one.events.get(kind)
        hours = f"{event.hours} hours allowed" if event and event.hours else ""
        reference = event.reference if event else ""
        said = ". ".join(filter(None, (hours, reference)))
        at = event.at if event else None
        yield Row(EVENTS[kind], "" if event else "Not yet", said, at, is_event=True)


def _untaken(request: RemovalRequest, law: Statute) -> Card:
    found = reach(
        reaches=law.reaches,
        survivor_in=request.case.country,
        operator_in=request.platform.operator_country,
    )
    may_apply = found in {Reach.SURVIVOR, Reach.PLATFORM}
    if law.can_take_up:
        word, tone = ("May apply", "soon") if may_apply else ("Not taken up", "quiet")
        why = MAY_APPLY[found]
    else:
        word, tone, why = "To be read only", "quiet", _read_only(law)
    return card_of(law, word, tone, why, [], is_taken_up=False, may_apply=may_apply)


def _read_only(law: Statute) -> str:
    if law.status != "in_force":
        return "Not in force, or not known to be, so nothing runs under it."
    return "It names no hours that we could verify, so nothing runs under it."
