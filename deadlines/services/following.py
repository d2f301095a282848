"""Reminders of clocks that run on, for whoever has the case from now."""

from collections.abc import Sequence
from datetime import datetime

from cases.models import CaseMove
from deadlines.models import Reminder


def follow_moves(*, moves: Sequence[CaseMove], now: datetime) -> None:
    """Inner: tell the new advocate the latest step that the old one had not read, a clock once.

    Steps to come reach them anyway: who is told is asked when a step is due.
    """
    went = {(move.case_id, move.giver_id): move for move in moves if move.giver_id}
    unread = Reminder.objects.unread().filter(
        step__clock__case__in=[case_id for case_id, _ in went],
        step__clock__closed_at=None,
        recipient__in={giver_id for _, giver_id in went},
    )
    latest = unread.order_by("step__clock_id", "-step__due_at", "-step_id")
    rows = latest.distinct("step__clock_id").select_related("step__clock")
    Reminder.objects.bulk_create(
        [
            Reminder(step=row.step, recipient=move.taker, made_at=now, next_try_at=now)
            for row in rows
            if (move := went.get((row.step.clock.case_id, row.recipient_id)))
        ],
        ignore_conflicts=True,
    )
