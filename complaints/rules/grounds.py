"""Which grounds the facts support (law.md 1.9): one decision table, no verdicts.

A ground says that something is worth a regulator's look. G6 waits for an attorney and G7 rests
on what the FTC asked of platforms, not on the statute; the text says so.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from complaints.rules.listings import first_removed_at, is_up
from complaints.rules.words import Ground
from evidence.rules.items import Fact
from removal.rules.words import AnswerKind, Conduct, Coverage, Process

DUTY_FROM = datetime(2026, 5, 19, tzinfo=UTC)  # s.3(a)(1)(A): the process is owed from here on


class RestsOn(StrEnum):
    STATUTE = "statute"
    ATTORNEY = "attorney review"
    GUIDANCE = "guidance"


class Listed(NamedTuple):
    """One listing of the request, with what is known of it."""

    label: str
    facts: tuple[Fact, ...] = ()


class Copy(NamedTuple):
    """An item on the same platform that is identical to listings of this request."""

    label: str
    same_as: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    in_this_request: bool = False


class Said(NamedTuple):
    """One answer of the platform."""

    kind: str
    gave_reason: bool | None = None
    demands: tuple[str, ...] = ()


class GroundFacts(NamedTuple):
    now: datetime
    coverage: str = Coverage.COVERED
    process: str = Process.NOT_LOOKED
    looked_at: datetime | None = None  # for the process
    parts_missing: tuple[int, ...] = ()
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    listings: tuple[Listed, ...] = ()
    copies: tuple[Copy, ...] = ()
    answers: tuple[Said, ...] = ()
    conduct: tuple[tuple[str, str], ...] = ()


class Found(NamedTuple):
    """A ground that the facts support, and the listings, demands or answers that carry it."""

    ground: Ground
    carried_by: tuple[str, ...] = ()


class Row(NamedTuple):
    ground: Ground
    title: str
    rests_on: RestsOn
    citation: str
    test: Callable[[GroundFacts], tuple[str, ...] | None]


def grounds(facts: GroundFacts) -> tuple[Found, ...]:
    """Give the grounds that these facts support, in order; none where the Act does not reach."""
    if facts.coverage == Coverage.EXCLUDED:
        return ()
    tried = ((row.ground, row.test(facts)) for row in TABLE)
    return tuple(
        Found(ground, carried_by) for ground, carried_by in tried if carried_by is not None
    )


def row_of(ground: str) -> Row:
    return next(row for row in TABLE if row.ground == ground)


# Each test gives what carries the ground, or None when the facts do not support it.


def _no_process(facts: GroundFacts) -> tuple[str, ...] | None:
    return () if facts.process == Process.NONE and not _too_early(facts) else None


def _unclear_process(facts: GroundFacts) -> tuple[str, ...] | None:
    told = dict(facts.conduct).get(Conduct.PROCESS_EASY_TO_FIND)
    if facts.process == Process.NONE:
        return None  # G1 says more
    hard = facts.process == Process.HARD_TO_FIND and not _too_early(facts)
    return () if hard or told == "no" else None


def _too_early(facts: GroundFacts) -> bool:
    return facts.looked_at is not None and facts.looked_at < DUTY_FROM


def _not_acted_on(facts: GroundFacts) -> tuple[str, ...] | None:
    if not _hours_ran(facts):
        return None
    return _some(one.label for one in facts.listings if _removed_at(facts, one) is None)


def _late(facts: GroundFacts) -> tuple[str, ...] | None:
    due = facts.due_at
    if due is None or facts.parts_missing:
        return None
    moments = ((one.label, _removed_at(facts, one)) for one in facts.listings)
    return _some(label for label, at in moments if at is not None and at > due)  # at due: in time


def _copies_left(facts: GroundFacts) -> tuple[str, ...] | None:
    if not _hours_ran(facts):
        return None
    came_down = {one.label for one in facts.listings if _removed_at(facts, one)}
    return _some(
        copy.label
        for copy in facts.copies
        if is_up(copy.facts) and (not copy.in_this_request or came_down.intersection(copy.same_as))
    )


def _refused(facts: GroundFacts) -> tuple[str, ...] | None:
    stays = any(_removed_at(facts, one) is None for one in facts.listings)
    refusals = (answer.kind for answer in facts.answers if _refuses(answer, facts))
    return _some(refusals) if stays else None


def _obstructed(facts: GroundFacts) -> tuple[str, ...] | None:
    asked = [demand for answer in facts.answers for demand in answer.demands]
    conduct = dict(facts.conduct)
    felt = [word for word in OBSTRUCTIVE if conduct.get(word) == "yes"]
    return _some(dict.fromkeys([*asked, *felt]))


OBSTRUCTIVE = (Conduct.REQUIRED_ACCOUNT.value, Conduct.REQUIRED_EXTRA_INFORMATION.value)

ACT, LETTERS = "47 U.S.C. 223a(a)", "the FTC's letters of May 2026"
STATUTE, ATTORNEY, GUIDANCE = RestsOn

# fmt: off
TABLE = (
    Row(Ground.NO_PROCESS,      "no notice process was found",
                                STATUTE,  f"{ACT}(1)(A)", _no_process),
    Row(Ground.PROCESS_UNCLEAR, "the notice process was not clear or conspicuous",
                                STATUTE,  f"{ACT}(2)",    _unclear_process),
    Row(Ground.NOT_ACTED_ON,    "what was asked for, with all four parts on record, was not"
                                " removed in the time allowed",
                                STATUTE,  f"{ACT}(3)",    _not_acted_on),
    Row(Ground.LATE,            "removal came after the time allowed",
                                STATUTE,  f"{ACT}(3)",    _late),
    Row(Ground.COPIES_LEFT,     "identical copies remained after the time allowed",
                                STATUTE,  f"{ACT}(3)(B)", _copies_left),
    Row(Ground.WRONG_REFUSAL,   "the request was refused",
                                ATTORNEY, f"{ACT}(3)",    _refused),
    Row(Ground.OBSTRUCTION,     "the service asked for more than the statute does",
                                GUIDANCE, LETTERS,        _obstructed),
)
# fmt: on


def _some(labels: Iterable[str]) -> tuple[str, ...] | None:
    return tuple(labels) or None


def _hours_ran(facts: GroundFacts) -> bool:
    """Tell whether a valid request's time has run out; exactly at due it has not."""
    return facts.due_at is not None and not facts.parts_missing and facts.now > facts.due_at


def _removed_at(facts: GroundFacts, listed: Listed) -> datetime | None:
    # Not the receipt: what proves it may be later than a removal that it led to.
    since = facts.submitted_at or datetime.min.replace(tzinfo=facts.now.tzinfo)
    return first_removed_at(listed.facts, since=since)


def _refuses(answer: Said, facts: GroundFacts) -> bool:
    """Tell a refusal, or "incomplete" said of a request that has all four parts."""
    if answer.kind == AnswerKind.SAYS_INCOMPLETE:
        return not facts.parts_missing
    return answer.kind == AnswerKind.REFUSED
