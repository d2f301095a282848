from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed
from deadlines.api.states import SPOKEN, ClockState, standing, state_of
from deadlines.models import Clock
from deadlines.models.clock import ClockQuerySet
from removal.rules.spoken import BASES_OF_RECEIPT
from removal.rules.words import ReceiptBasis
from reports.lists.listing import Asked, Line, Listing, at

HEADS = (
    "Request", "Case", "Platform", "Law", "State", "Receipt", "Began (UTC)", "Due (UTC)",
    "All gone (UTC)", "Hours it took",
)  # fmt: skip
HOUR = 3600


def rows(user: User, asked: Asked, only: Collection[UUID] | None = None) -> ClockQuerySet:
    found = Clock.objects.visible_to(user).for_display().order_by("due_at", "id")
    if asked.get("state") in set(ClockState):
        found = found.filter(standing([str(asked["state"])], timezone.now()))
    return found if only is None else found.filter(case__in=only)


def lines(clocks: Sequence[Clock], reader: User, now: datetime) -> Iterable[Line]:
    for clock in clocks:
        took = clock.achieved_at - clock.starts_at if clock.achieved_at else None
        yield (
            clock.case_id,
            (
                clock.request.code,
                clock.request.case.code,
                clock.request.platform.name,
                str(clock.statute),
                SPOKEN[state_of(clock, now)],
                BASES_OF_RECEIPT[ReceiptBasis(clock.basis)],
                at(clock.starts_at),
                at(clock.due_at),
                at(clock.achieved_at),
                round(took.total_seconds() / HOUR, 1) if took is not None else None,
            ),
        )


LISTING = Listing(Deed.EXPORT_PACKET, HEADS, rows, lines, case_of="case_id")
