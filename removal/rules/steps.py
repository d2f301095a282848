"""Where a request stands and the one act that comes next; tables, nothing more."""

from typing import NamedTuple

from removal.rules.words import AnswerKind, Disputed, Process, Status

LABELS = ("Checklist", "Notice", "Submission", "Receipt", "Clock", "Outcome")
CLOCK = LABELS.index("Clock")


class Step(NamedTuple):
    label: str
    state: str  # done | here | todo


class Facts(NamedTuple):
    status: str
    missing: int = 0
    was_submitted: bool = False
    was_received: bool = False
    process: str = Process.NOT_LOOKED.value
    last_answer: str = ""
    demanded_more: bool = False
    disputed: tuple[str, ...] = ()  # what of the notice the last answer called wrong
    is_replaced: bool = False
    has_no_hours: bool = False  # asked of who stands behind a site: nothing is counted


class Next(NamedTuple):
    """The next act: what, why, and where it is done."""

    act: str
    why: str
    where: str  # change | submission | receipt | cure | outcome | complaint | newer


# fmt: off
COMPLETE = Next("Complete the request",
                "A platform may refuse a request that lacks one of the four parts.", "change")
SUBMIT   = Next("Record the submission",
                "Send it on the platform's own form first; then say when and how.", "submission")
PROVE    = Next("Record the receipt",
                "The hours run from the platform's receipt; a confirmation proves it.", "receipt")
PROVE_OWN_TERMS = Next("Record the receipt",
                "No hours run here; a confirmation shows that it arrived.", "receipt")
CURE     = Next("Make a cured version",
                "The platform disputes a part of it. This request's clock goes on.", "cure")
CURE_OWN_TERMS = Next("Make a cured version",
                "It asks for something else. What was sent stays as it was sent.", "cure")
LOOK     = Next("Record what was seen",
                "Whether each listing is still up is for a person to look at and date.", "outcome")
MORE     = Next("Record what was seen",
                "It asks for more than the Act does; the clock goes on. "
                "The demand is kept for a complaint.", "outcome")
COMPLAIN = Next("Draft a complaint",
                "No notice process was found; that is a ground of its own.", "complaint")
NEWER    = Next("Go on with the later version",
                "This version was replaced; it stays as it was sent.", "newer")
# fmt: on


def next_step(facts: Facts) -> Next | None:
    """Give the one act that comes next; None when nothing is left to do."""
    if facts.status == Status.DRAFT:
        return _next_of_draft(facts)
    if facts.status not in {Status.SUBMITTED, Status.RECEIVED}:
        return None
    if facts.is_replaced:
        return NEWER
    if facts.status == Status.SUBMITTED:
        return PROVE_OWN_TERMS if facts.has_no_hours else PROVE
    return _next_after_answer(facts)


def _next_after_answer(facts: Facts) -> Next:
    """Lead to a cure only for a part of the Act's four; a demand beyond them asks for none."""
    if facts.has_no_hours:
        return CURE_OWN_TERMS if _asks_more(facts) else LOOK
    if set(facts.disputed) - {Disputed.EXTRA}:
        return CURE
    if facts.demanded_more or facts.last_answer == AnswerKind.ASKS_MORE:
        return MORE  # 47 U.S.C. 223a(a)(1)(B): four parts and no more
    return CURE if facts.last_answer == AnswerKind.SAYS_INCOMPLETE else LOOK


def _asks_more(facts: Facts) -> bool:
    asks = {AnswerKind.ASKS_MORE, AnswerKind.SAYS_INCOMPLETE}
    return bool(facts.disputed) or facts.demanded_more or facts.last_answer in asks


def _next_of_draft(facts: Facts) -> Next:
    if facts.process == Process.NONE:
        return COMPLAIN
    return COMPLETE if facts.missing else SUBMIT


def steps(facts: Facts) -> list[Step]:
    """Give the six steps of a request, each done, here or to come."""
    done = _done(facts)
    ended = facts.status in {Status.RESOLVED, Status.WITHDRAWN}
    places = [one for one in range(len(LABELS)) if not (facts.has_no_hours and one == CLOCK)]
    here = -1 if ended else next(place for place in places if not done[place])
    return [
        Step(LABELS[place], "done" if done[place] else "here" if place == here else "todo")
        for place in places
    ]


def _done(facts: Facts) -> tuple[bool, ...]:
    complete = facts.was_submitted or not facts.missing
    resolved = facts.status == Status.RESOLVED
    return (complete, complete, facts.was_submitted, facts.was_received, resolved, resolved)
