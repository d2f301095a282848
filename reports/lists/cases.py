from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.rules import Deed
from cases import lists
from cases.models import Case
from cases.models.case import CaseQuerySet
from cases.rules import AgeWhenMade, Status
from cases.rules.spoken import AGES, STATUSES
from reports.lists.listing import Asked, Line, Listing, at

HEADS = (
    "Case", "State", "Age when it was made", "Who works on it", "Open tasks",
    "Next task due (UTC)", "Opened (UTC)", "Closed (UTC)",
)  # fmt: skip


def rows(user: User, asked: Asked, only: Collection[UUID] | None = None) -> CaseQuerySet:
    found = lists.rows(user, lists.chosen(user, str(asked.get("view", ""))))
    return found if only is None else found.filter(pk__in=only)


def lines(cases: Sequence[Case], reader: User, now: datetime) -> Iterable[Line]:
    for case in cases:
        working = "; ".join(one.user.name for one in case.at_work)  # type: ignore[attr-defined]
        yield (
            case.pk,
            (
                case.code,
                STATUSES[Status(case.status)],
                AGES[AgeWhenMade(case.age_when_made)],
                working,
                case.tasks_open,  # type: ignore[attr-defined]
                at(case.next_task_at),  # type: ignore[attr-defined]
                at(case.opened_at),
                at(case.closed_at),
            ),
        )


LISTING = Listing(Deed.EXPORT_PACKET, HEADS, rows, lines, case_of="pk")
