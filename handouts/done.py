"""What was done so far: places written down, sites asked, complaints filed, steps taken."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from accounts.models import User
from cases.models import Case
from complaints.models import ComplaintDraft
from deadlines.facts import achieved_at
from deadlines.models import Clock
from evidence.models import Item
from evidence.shown import standing_of
from handouts.next_steps import ELSEWHERE, what_was_taken
from handouts.rules.plain import Options
from handouts.spoken import count, day, moment
from removal.models import Answer, RemovalRequest
from removal.rules.words import AnswerKind, ReceiptBasis, SentBy, Status

# fmt: off
STATES = (
    ("seen gone",    "gone: somebody looked"),
    ("said removed", "gone, the site says; nobody has looked yet"),
    ("up",           "still there as far as we know"),
    ("back",         "there again, after it was gone"),
)
# fmt: on
NOT_KNOWN_TO_BE_IN = "We do not know yet when it arrived. Then we can say how long the site has."
NOTHING_YET = "Nothing has been sent yet. We begin with what you want first."


def what_was_done(case: Case, *, reader: User, options: Options, now: datetime) -> tuple[str, ...]:
    """Give what was done, oldest first, each in a sentence or two."""
    told = (
        *_places(case, reader),
        *_requests(case, reader, options, now),
        *_complaints(case, reader, options),
        *what_was_taken(case, reader=reader, options=options),
    )
    return told or (NOTHING_YET,)


def _places(case: Case, reader: User) -> Iterator[str]:
    items = Item.objects.visible_to(reader).filter(case=case).for_display()
    states = Counter(standing_of(item).word for item in items)
    if not states:
        return
    words = [f"We wrote down {count(states.total(), 'place')}."]
    for state, said in STATES:
        if states[state]:
            words.append(f"{states[state]} {'is' if states[state] == 1 else 'are'} {said}.")
    yield " ".join(words)


def _requests(case: Case, reader: User, options: Options, now: datetime) -> Iterator[str]:
    mine = RemovalRequest.objects.visible_to(reader).filter(case=case).for_display()
    drafts = 0
    for request in mine.order_by("number", "version"):
        if request.status == Status.DRAFT:
            drafts += 1
        elif hasattr(request, "submission"):
            yield _request(request, options, now)
    if drafts:
        yield f"We are writing {count(drafts, 'more request')}."


def _request(request: RemovalRequest, options: Options, now: datetime) -> str:
    who = request.platform.name if options.named else "a site"
    asked = count(len(request.listings.all()), "thing")
    sent = day(request.submission.submitted_at)
    asker = "you" if request.submission.sent_by == SentBy.SURVIVOR else "we"
    return f"{sent}: {asker} asked {who} to remove {asked}. {_became(request, now)}"


def _became(request: RemovalRequest, now: datetime) -> str:
    """Say what became of a request; a site's word is told as its word."""
    if request.status == Status.WITHDRAWN:
        return "We took this request back."
    if request.status == Status.RESOLVED:
        return _gone(request)
    clock = _the_clock(request)
    if clock is None and request.status == Status.SUBMITTED:
        return f"{_answer(request)}{NOT_KNOWN_TO_BE_IN}"
    if clock is None:
        return f"{_answer(request)}No fixed time limit runs for this one."
    where = ELSEWHERE if clock.course_id else ""
    if clock.due_at < now:
        ended = f"Its time{where} ended on {moment(clock.due_at)}."
        return f"{_answer(request)}{ended} Not all of it is gone."
    unsure = "" if clock.basis == ReceiptBasis.PROVEN else " We have no proof yet that it came in."
    doubt = " It is not sure that the rule holds for this site." if clock.claimed else ""
    return f"{_answer(request)}The site has until {moment(clock.due_at)}{where}.{unsure}{doubt}"


def _the_clock(request: RemovalRequest) -> Clock | None:
    """Give the Act's clock, or else the nearest of a law that somebody took up."""
    running = Clock.objects.filter(request=request).running()
    return running.order_by(F("course").asc(nulls_first=True), "due_at").first()


def _gone(request: RemovalRequest) -> str:
    at = achieved_at(request) or request.resolved_at
    back = any(standing_of(one.item).word == "back" for one in request.listings.all())
    again = " Some of it came back since, and we ask again." if back else ""
    return f"All of it was gone by {day(at)}.{again}" if at else "All of it is gone."


def _answer(request: RemovalRequest) -> str:
    last = Answer.objects.filter(request=request).order_by("answered_at", "recorded_at").last()
    # fmt: off
    said = {
        AnswerKind.SAYS_REMOVED:    "The site says that it is removed. ",
        AnswerKind.REFUSED:         "The site said no. ",
        AnswerKind.SAYS_INCOMPLETE: "The site says that something is missing. ",
        AnswerKind.ASKS_MORE:       "The site asked for more. ",
    }
    # fmt: on
    return said.get(AnswerKind(last.kind), "") if last else ""


def _complaints(case: Case, reader: User, options: Options) -> Iterator[str]:
    mine = ComplaintDraft.objects.visible_to(reader).filter(case=case, status="filed")
    to = "the Federal Trade Commission (FTC)" if options.named else "a regulator"
    for draft in mine.order_by("filed_at"):
        if draft.filed_at:
            yield f"{day(draft.filed_at)}: a person filed a complaint with {to}."
