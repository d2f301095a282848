"""Answers to the remedies' questions: kept as they were said, one after the other."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, Role, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules import require_open
from restitution.models import RemedyFact
from restitution.rules import answers
from restitution.rules.asking import advocate_asks
from restitution.rules.telling import Source
from restitution.services.locked import locked_told_case
from restitution.services.reminders import settle


@transaction.atomic
def tell_fact(
    *,
    case_id: UUID,
    question: str,
    value: str,
    on: date | None = None,
    amount: str = "",
    source: str,
    said_on: date | None = None,
    next_ask_on: date | None = None,
    note: str = "",
    by: User,
    now: datetime,
) -> RemedyFact:
    """Keep an answer, who gave it and when; the one before it stays, and no longer counts."""
    require(by.role, Deed.TELL_RESTITUTION)
    asked = answers.question_of(question)
    case = locked_told_case(case_id=case_id, by=by)
    require_open(case.status)
    require_asks(question=question, by=by)
    today = timezone.localdate(now)
    read = answers.read(question, value, on=on, amount=amount, today=today)
    ask_on = answers.next_ask(question, read.value, next_ask_on, today=today)
    said_at = _replace(case=case, question=question, by=by, now=now)
    fact: RemedyFact = RemedyFact.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        slug=question,
        value=read.value,
        told=read.told,
        source=_source(source),
        said_on=_said_on(said_on, today),
        next_ask_on=ask_on,
        who_settles=[who.value for who in asked.who_settles],
        note=note.strip(),
        said_by=by,
        said_at=said_at,
    )
    action = "restitution.told" if advocate_asks(asked) else "restitution.told_attorneys"
    trail.record(by=by, action=action, subject=fact, case=case, question=asked.label)
    return fact


def require_asks(*, question: str, by: User) -> None:
    """Pass for an attorney; the agency asks what the survivor or an advocate could settle."""
    if by.role != Role.ATTORNEY and not advocate_asks(answers.question_of(question)):
        raise NotAllowed("This question is the attorney's to settle.", code="attorneys_question")


def _replace(*, case: Case, question: str, by: User, now: datetime) -> datetime:
    """Give the moment of the answer: never before the one that got the case's lock first."""
    current = RemedyFact.objects.filter(case=case, slug=question).current()
    for before in current.select_for_update(of=("self",), no_key=True):
        now = max(now, before.said_at)
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
        settle(of=before, by=by, now=now)
    return now


def _source(source: str) -> str:
    if source not in set(Source) - {Source.CASE}:
        raise NotAllowed("Say who gave the answer.", code="unknown_source", field="source")
    return source


def _said_on(said_on: date | None, today: date) -> date:
    if said_on is not None and not answers.FIRST_DAY <= said_on <= today:
        raise NotAllowed("That day is still to come.", code="in_the_future", field="said_on")
    return said_on or today
