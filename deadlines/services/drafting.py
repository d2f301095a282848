"""The sweep's complaint drafts: each under its own savepoint, so that one cannot stop the rest."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from audit.rules import NotAllowed
from complaints import services as complaints
from complaints.rules.words import MadeBecause
from deadlines.facts import clock_facts
from deadlines.models import Clock
from deadlines.rules.retries import draft_again_after

log = logging.getLogger(__name__)


class Held(NamedTuple):
    """A clock whose draft could not be made now: when to try again, and a code for why."""

    clock_id: UUID
    again_at: datetime
    code: str


def draft_due(*, clock_ids: Sequence[UUID], now: datetime) -> tuple[int, list[Held]]:
    """Make the drafts that these clocks owe; give how many were new, and which failed."""
    clocks = Clock.objects.filter(pk__in=clock_ids).for_drafting()
    made, held = 0, []
    for clock in sorted(clocks, key=lambda clock: (clock.due_at, clock.pk)):
        try:
            with transaction.atomic():
                made += _draft(clock, now)
        except Exception as trouble:
            held.append(_held(clock, trouble, now))
    return made, held


def _draft(clock: Clock, now: datetime) -> bool:
    _, is_new = complaints.draft(
        request=clock.request,
        because=MadeBecause.LADDER.value,
        clock=clock_facts(clock),
        by=None,
        now=now,
    )
    return is_new


def _held(clock: Clock, trouble: Exception, now: datetime) -> Held:
    """Keep a code and never the words: an error's text may quote what is sealed."""
    code = trouble.code if isinstance(trouble, NotAllowed) else type(trouble).__name__
    log.error("draft failed: clock=%s code=%s attempts=%d", clock.pk, code, clock.attempts + 1)
    return Held(clock.pk, now + draft_again_after(clock.attempts + 1), code[:60])
