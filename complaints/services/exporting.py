from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.services import require_release
from complaints import packet, released
from complaints.services.locked import locked_draft


class Form(StrEnum):
    PDF = "pdf"
    TEXT = "txt"


class Exported(NamedTuple):
    name: str  # the case code and nothing else tells what it is
    content_type: str
    content: bytes


TYPES = {Form.PDF: "application/pdf", Form.TEXT: "text/plain; charset=utf-8"}


@transaction.atomic
def export(*, draft_id: UUID, form: Form, by: User, now: datetime) -> Exported:
    """Give the packet to take away, under the release that stands now; unsigned, it says Draft.

    A draft is gated like the rest: paper and files leave the house, whatever is printed on them.
    """
    require(by.role, Deed.EXPORT_PACKET)
    draft = locked_draft(draft_id=draft_id, by=by)
    release = require_release(case=draft.case, now=now, **released.needed(draft))
    content = packet.as_pdf(draft) if form is Form.PDF else packet.as_text(draft).encode()
    trail.record(
        by=by,
        action="complaints.exported",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        items=[listing.item.label for listing in draft.request.listings.select_related("item")],
        revision=draft.revision_number,
        form=form.value,
        draft_status=draft.status,
        release=str(release.pk),
    )
    return Exported(f"{draft.request.code}.{form.value}", TYPES[form], content)
