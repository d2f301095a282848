from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.rules import Deed
from removal import lists
from removal.models import RemovalRequest, RemovalRequestQuerySet
from removal.rules.spoken import STATUSES
from removal.rules.words import Status
from reports.lists.listing import Asked, Line, Listing, at

HEADS = (
    "Request", "Case", "Platform", "State", "Listings", "Seen gone", "Drafted (UTC)",
    "Submitted (UTC)", "Received (UTC)", "Resolved (UTC)", "Next step",
)  # fmt: skip


def rows(user: User, asked: Asked, only: Collection[UUID] | None = None) -> RemovalRequestQuerySet:
    view = lists.chosen(str(asked.get("status", "")))
    found = lists.requests(user, view, str(asked.get("platform", "")))
    return found if only is None else found.filter(case__in=only)


def lines(requests: Sequence[RemovalRequest], reader: User, now: datetime) -> Iterable[Line]:
    for request in requests:
        row = lists.row(request, now=now)
        submission = getattr(request, "submission", None)
        standing = [one for one in request.receipts.all() if one.replaced_at is None]
        yield (
            request.case_id,
            (
                request.code,
                request.case.code,
                request.platform.name,
                STATUSES[Status(request.status)],
                row.listed,
                row.gone,
                at(request.created_at),
                at(submission.submitted_at) if submission else None,
                at(standing[0].received_at) if standing else None,
                at(request.resolved_at),
                row.next.act if row.next else "",
            ),
        )


LISTING = Listing(Deed.EXPORT_PACKET, HEADS, rows, lines, case_of="case_id")
