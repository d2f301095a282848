"""What the pages show of the notice before a complaint: if it is offered, and what was sent."""

from dataclasses import dataclass
from datetime import datetime

from audit.rules import NotAllowed
from cases.wanted import Wanted, wanted
from complaints import prior
from complaints.models import PriorNotice
from complaints.rules.notices import Offered, why_not_offered
from complaints.told import Told
from removal import telling
from removal.models import Answer
from removal.rules.words import Status


@dataclass(frozen=True)
class Sent:
    """One notice that was sent, with what the platform answered since."""

    notice: PriorNotice
    answers: tuple[Answer, ...]
    is_owed: bool  # the reply was asked for by a moment that has passed


@dataclass(frozen=True)
class Shown:
    why_not: str
    unsent: PriorNotice | None
    sent: tuple[Sent, ...]
    wanted: Wanted | None  # nothing where the items are on several sites


def offered(told: Told, *, now: datetime) -> Offered:
    """Give what decides whether a notice may be written."""
    return Offered(
        status=told.draft.status,
        due_at=told.draft.due_at,
        now=now,
        up=len(prior.still_up(told)),
        withdrawn=told.request.status == Status.WITHDRAWN,
    )


def needed(told: Told) -> telling.Needed:
    """Give the release that it goes out under: the request's platform, told where and what."""
    return {**telling.needed(told.request), "information": {"locations"}}


def of(told: Told, *, now: datetime) -> Shown:
    waits = PriorNotice.objects.filter(draft=told.draft, sent_at=None).first()
    if waits is not None:
        waits.case = told.request.case
    return Shown(
        why_not=why_not_offered(offered(told, now=now)),
        unsent=waits,
        sent=tuple(_sent(told, one, now) for one in told.notices),
        wanted=_wanted(told, now),
    )


def _sent(told: Told, notice: PriorNotice, now: datetime) -> Sent:
    since = notice.sent_at
    answers = tuple(one for one in told.answers if since and one.answered_at >= since)
    return Sent(notice, answers, is_owed=not answers and now > notice.reply_by)


def _wanted(told: Told, now: datetime) -> Wanted | None:
    try:
        return wanted(case=told.request.case, now=now, **needed(told))
    except NotAllowed:
        return None
