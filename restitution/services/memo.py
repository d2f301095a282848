from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from complaints import packet
from restitution import memo
from restitution.models import PrivilegedNote
from restitution.services.locked import locked_told_case

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Form(StrEnum):
    PDF = "pdf"
    DOCX = "docx"


class Made(NamedTuple):
    name: str
    content_type: str
    content: bytes


@transaction.atomic
def take_memo(
    *, case_id: UUID, form: Form, with_notes: bool = False, by: User, now: datetime
) -> Made:
    """Give an attorney their memorandum; it is made anew each time and kept nowhere."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    mine = PrivilegedNote.objects.visible_to(by).filter(case=case).for_display()
    paper = memo.paper_of(case, notes=list(mine) if with_notes else [], now=now)
    content = packet.as_pdf(paper) if form is Form.PDF else packet.as_docx(paper)
    trail.record(
        by=by,
        action="restitution.took_memo",
        subject=case,
        case=case,
        form=form.value,
        with_notes=with_notes,
    )
    kind = "application/pdf" if form is Form.PDF else DOCX
    return Made(f"{case.code}-memo.{form.value}", kind, content)
