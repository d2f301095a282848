"""Papers that leave the house: a certificate, and the survivor's own sheet on their word."""

import json
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.services.locked import locked_case
from keeping import asking, sheet
from keeping.held import sections
from keeping.models import DataSheet, PurgeCertificate
from keeping.rules.held import FORMS, AskedBy, Form, require_safe

KINDS = {Form.PDF: "application/pdf", Form.JSON: "application/json"}


class Given(NamedTuple):
    """A file on its way to the survivor; its name says nothing of what it is."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def take_certificate(*, certificate_id: UUID, by: User) -> None:
    """Enter that a certificate was taken along."""
    found = PurgeCertificate.objects.visible_to(by).for_display().get(pk=certificate_id)
    trail.record(by=by, action="keeping.took_certificate", subject=found, case=found.case,
                 certificate=found.number)  # fmt: skip


@transaction.atomic
def open_held(*, case: Case, by: User) -> None:
    """Enter that somebody looked at what is held, which says kinds and counts alone."""
    require(by.role, Deed.WORK_CASE)
    trail.record(by=by, action="keeping.opened_held", subject=case, case=case)


@transaction.atomic
def give_sheet(
    *,
    case_id: UUID,
    form: str,
    asked_by: str,
    safe: bool,
    by: User,
    now: datetime,
) -> Given:
    """Make the survivor's sheet on their own word, or on that of who may act for them.

    It goes to the survivor: no release is needed for that, but their asking is recorded.
    """
    require(by.role, Deed.WORK_CASE)
    require_safe(safe=safe)
    case = locked_case(case_id=case_id, by=by)
    authority = _authority(case, asked_by, now)
    kind = Form(form)
    made = sections(case)
    made_of = sheet.as_pdf if kind is Form.PDF else _json
    content = made_of(sheet.of(case, made, now=now))
    facts, digest = sum(len(one.facts) for one in made), sha256(content).hexdigest()
    given = DataSheet.objects.create(
        case=case,
        form=kind.value,
        asked_by_kind=(AskedBy.AUTHORITY if authority else AskedBy.SELF).value,
        authority_id=authority,
        safe=safe,
        facts=facts,
        digest=digest,
        given_at=now,
        given_by=by,
    )
    trail.record(by=by, action="keeping.gave_sheet", subject=given, case=case,
                 form=FORMS[kind].lower(), facts=facts, digest=digest)  # fmt: skip
    return Given(f"notes.{kind.value}", KINDS[kind], content)


def _authority(case: Case, asked_by: str, now: datetime) -> UUID | None:
    """Give under which authority somebody else asked; None for the survivor's own word."""
    if asked_by == AskedBy.SELF.value:
        return None
    held = asking.found(case, asked_by=asked_by)
    if held is None:
        raise NotAllowed("Say who asked for it.", code="sheet_asked_by", field="asked_by")
    if why := asking.why_not(case, held, now=now):
        raise NotAllowed(why, code="sheet_authority", field="asked_by")
    return held.pk


def _json(told: "sheet.Told") -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
