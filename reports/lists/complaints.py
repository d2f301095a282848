from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.rules import Deed
from complaints import lists
from complaints.models import ComplaintDraft, ComplaintDraftQuerySet
from reports.lists.listing import Asked, Line, Listing, at

HEADS = (
    "Complaint on", "Case", "Platform", "State", "Grounds", "Blanks left", "With",
    "Received (UTC)", "Time ended (UTC)", "Filed (UTC)", "Next step",
)  # fmt: skip


def rows(user: User, asked: Asked, only: Collection[UUID] | None = None) -> ComplaintDraftQuerySet:
    found = lists.rows(user, lists.chosen(str(asked.get("show", ""))))
    return found if only is None else found.filter(case__in=only)


def lines(drafts: Sequence[ComplaintDraft], reader: User, now: datetime) -> Iterable[Line]:
    for draft in drafts:
        row = lists.row(draft)
        yield (
            draft.case_id,
            (
                draft.request.code,
                draft.request.case.code,
                draft.request.platform.name,
                row.status,
                ", ".join(draft.grounds),
                row.blanks_left,
                draft.assigned_to.name if draft.assigned_to else "",
                at(draft.received_at),
                at(draft.due_at),
                at(draft.filed_at),
                row.lead,
            ),
        )


LISTING = Listing(Deed.EXPORT_PACKET, HEADS, rows, lines, case_of="case_id")
