"""The survivor's written yes, recorded and renewed."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases.models import Release
from cases.rules import require_open
from cases.rules.moves import require_known
from cases.rules.release_terms import require_information, require_purpose, require_recipient
from cases.rules.release_words import RECIPIENTS, SignedBy
from cases.services.locked import locked_case
from cases.services.releasing import locked_release
from cases.services.signing import keep_release


@transaction.atomic
def record_release(
    *,
    case_id: UUID,
    recipient_kind: str,
    recipient_ref: str = "",
    recipient_name: str = "",
    information: Collection[str],
    information_words: str = "",
    purpose: str,
    purpose_words: str = "",
    signed_on: date,
    signed_by_kind: str = SignedBy.SELF.value,
    authority_id: UUID | None = None,
    written: bool,
    held_at: str,
    risks_told: bool,
    expires_at: datetime | None = None,
    by: User,
    now: datetime,
) -> Release:
    """Record a signed release: one recipient, exact information, a purpose, an end."""
    require(by.role, Deed.WORK_CASE)
    require_known(recipient_kind, RECIPIENTS, field="recipient")
    require_recipient(recipient_kind, recipient_ref, recipient_name)
    require_purpose(purpose, purpose_words)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    return keep_release(
        release=Release(  # type: ignore[misc]  # sealed names
            case=case,
            recipient_kind=recipient_kind,
            recipient_ref=recipient_ref,
            recipient_name="" if recipient_ref else recipient_name.strip(),
            information=require_information(information),
            information_words=information_words.strip(),
            purpose=purpose,
            purpose_words=purpose_words.strip(),
        ),
        action="cases.recorded_release",
        signed_on=signed_on,
        signed_by_kind=signed_by_kind,
        authority_id=authority_id,
        written=written,
        held_at=held_at,
        risks_told=risks_told,
        expires_at=expires_at,
        by=by,
        now=now,
    )


@transaction.atomic
def renew_release(
    *,
    release_id: UUID,
    signed_on: date,
    signed_by_kind: str = SignedBy.SELF.value,
    authority_id: UUID | None = None,
    written: bool,
    held_at: str,
    risks_told: bool,
    expires_at: datetime | None = None,
    by: User,
    now: datetime,
) -> Release:
    """Record that the same release was signed anew; the earlier one stays as it was."""
    require(by.role, Deed.WORK_CASE)
    was = locked_release(release_id=release_id, by=by)
    require_open(was.case.status)
    if was.revoked_at is not None:
        raise NotAllowed(
            "This release was revoked. If the survivor signs again, record a new one.",
            code="release_revoked",
        )
    if Release.objects.filter(follows=was).exists():
        raise NotAllowed(
            "This release was renewed already. Renew the latest one.", code="release_renewed"
        )
    return keep_release(
        release=Release(  # type: ignore[misc]  # sealed names
            case=was.case,
            follows=was,
            recipient_kind=was.recipient_kind,
            recipient_ref=was.recipient_ref,
            recipient_name=was.recipient_name,
            information=was.information,
            information_words=was.information_words,
            purpose=was.purpose,
            purpose_words=was.purpose_words,
        ),
        action="cases.renewed_release",
        signed_on=signed_on,
        signed_by_kind=signed_by_kind,
        authority_id=authority_id,
        written=written,
        held_at=held_at,
        risks_told=risks_told,
        expires_at=expires_at,
        by=by,
        now=now,
    )
