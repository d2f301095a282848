"""What a ground rests on: every fact without which it would not stand, or would say otherwise."""

from collections.abc import Iterator

from complaints.composing import phrases
from complaints.composing.sentences import of
from complaints.document import Source
from complaints.identical import Identical
from complaints.rules.grounds import Found
from complaints.rules.words import Ground
from complaints.told import Told, standing_facts
from evidence.models import Item
from evidence.rules.items import FactKind
from removal.models import Answer
from removal.rules.words import AnswerKind, Process, ReceiptBasis, SignerRole

# 47 U.S.C. 223a(a)(1)(B): the columns that fulfil each of the four parts
PARTS: dict[int, tuple[str, ...]] = {
    1: ("signer_role", "signer_name", "signature_method", "signed_at"),
    2: ("listings", "identifiable_by"),
    3: ("good_faith_basis", "good_faith_statement"),
    4: ("contact",),
}


def part(told: Told, number: int) -> Iterator[tuple[Source, ...]]:
    """Name what fulfils one of the four parts."""
    yield of(told.request, *PARTS[number])
    if number == 1 and told.request.signer_role not in {"", SignerRole.SELF}:
        yield of(told.request, "authority")


def every_part(told: Told) -> Iterator[tuple[Source, ...]]:
    for number in PARTS:
        yield from part(told, number)


def ground(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    """Name the facts without which a ground would not stand."""
    yield of(told.request.platform, "coverage")
    yield from CARRIERS[found.ground](told, found)


def means(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    """Name what keeps the ground at all: where several listings carry it, no single one does."""
    yield from ground(told, found)
    carriers = _carriers(told, found)
    if len(carriers) == 1 and found.ground != Ground.COPIES_LEFT:
        yield from course(told, carriers[0])
    if found.ground == Ground.WRONG_REFUSAL and len(told.items) == 1:
        yield from course(told, told.items[0])


def named(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    """Name what a ground's own sentence tells besides: which listings, or when it was refused."""
    if found.ground in phrases.TIMED:
        yield from (of(item, "number") for item in _carriers(told, found))
    if found.ground in {Ground.NOT_ACTED_ON, Ground.LATE}:
        yield from (row for item in told.items for row in course(told, item))
    elif found.ground == Ground.WRONG_REFUSAL:
        yield from (of(one, "answered_at") for one in refusals(told, found))
        yield from (row for item in told.items for row in course(told, item))


def refusals(told: Told, found: Found) -> list[Answer]:
    return [one for one in told.answers if one.kind in found.carried_by]


def course(told: Told, item: Item) -> Iterator[tuple[Source, ...]]:
    """Name the looks and words that say whether a listing came down since it was asked for."""
    since = told.submission.submitted_at if told.submission else None
    rows = standing_facts(item)
    gone = (
        place
        for place, row in enumerate(rows)
        if row.kind == FactKind.SEEN_GONE and (since is None or row.at >= since)
    )
    first = next(gone, None)
    if first is not None and told.submission is not None:
        yield of(told.submission, "submitted_at")
    upto = rows if first is None else rows[: first + 1]
    yield from (of(row, "at", "kind") for row in upto)


def _timed(told: Told, _found: Found) -> Iterator[tuple[Source, ...]]:
    inferred = told.draft.basis == ReceiptBasis.INFERRED
    yield of(told.draft, "due_at", *(("basis",) if inferred else ()))
    yield from every_part(told)


def _copies(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    yield from _timed(told, found)
    for one in told.identical:
        if one.item.label in found.carried_by:
            yield copy_link(one)
            if one.told_by is not None:
                yield of(one.told_by, "request")
            yield from (of(row, "at", "kind") for row in standing_facts(one.item))
            for other in one.same_as if one.in_this_request else ():
                yield from course(told, other)


def copy_link(one: Identical) -> tuple[Source, ...]:
    """Name the link that ties a copy to what it is a copy of, whichever of them holds it."""
    holder = next((item for item in (one.item, *one.same_as) if item.copy_of_id), one.item)
    return of(holder, "copy_of")


def _process(told: Told, _found: Found) -> Iterator[tuple[Source, ...]]:
    looked = told.request.process in {Process.NONE, Process.HARD_TO_FIND}
    yield of(told.request, "process" if looked else "conduct")


def _refused(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    yield of(told.request, "listings")
    yield from (of(one, "kind") for one in refusals(told, found))
    if AnswerKind.SAYS_INCOMPLETE in found.carried_by:
        yield from every_part(told)


def _obstructed(told: Told, found: Found) -> Iterator[tuple[Source, ...]]:
    yield from (of(one, "demands") for one in told.answers if one.demands)
    if any(code in phrases.CONDUCT_CODES for code in found.carried_by):
        yield of(told.request, "conduct")


def _carriers(told: Told, found: Found) -> list[Item]:
    return [item for item in told.shown if item.label in found.carried_by]


# fmt: off
CARRIERS = {
    Ground.NO_PROCESS:      _process,
    Ground.PROCESS_UNCLEAR: _process,
    Ground.NOT_ACTED_ON:    _timed,
    Ground.LATE:            _timed,
    Ground.COPIES_LEFT:     _copies,
    Ground.WRONG_REFUSAL:   _refused,
    Ground.OBSTRUCTION:     _obstructed,
}
# fmt: on
