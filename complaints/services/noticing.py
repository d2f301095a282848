"""The notice before a complaint: written here, sent by a person, and recorded (ADR 0054)."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.models import Release
from cases.rules import TaskKind, require_past
from cases.rules.moves import require_known
from cases.services import owe_task, require_release
from complaints import noticed, prior
from complaints.models import ComplaintDraft, PriorNotice
from complaints.rules import notices as rules
from complaints.services.locked import locked_draft
from complaints.told import gather
from removal.rules.spoken import CHANNELS, SENDERS
from removal.rules.words import SentBy

REPLY_TASK = "See whether the platform has replied to the notice before the complaint."


@transaction.atomic
def write_notice(
    *, draft_id: UUID, reply_by: datetime, again_because: str = "", by: User, now: datetime
) -> PriorNotice:
    """Write the notice from today's facts; one that was not sent yet is written anew."""
    require(by.role, Deed.WRITE_REQUEST)
    draft = locked_draft(draft_id=draft_id, by=by)
    told = gather(draft)
    rules.require_offered(noticed.offered(told, now=now))
    rules.require_reply_by(reply_by, now=now)
    because = again_because.strip()
    sent = len(told.notices)
    rules.require_again(sent=sent, because=because)
    text = prior.compose(told, reply_by=reply_by, now=now)
    notice: PriorNotice
    notice, _ = PriorNotice.objects.update_or_create(
        draft=draft,
        sent_at=None,
        defaults={
            "case": draft.case,
            "number": sent + 1,
            "text": text,  # type: ignore[misc]  # sealed names
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "reply_by": reply_by,
            "again_because": because if sent else "",  # type: ignore[misc]
            "composed_at": now,
            "composed_by": by,
        },
    )
    _record(draft, by, "complaints.wrote_notice", number=sent + 1, reply_by=reply_by)
    return notice


@transaction.atomic
def record_notice_sent(
    *,
    draft_id: UUID,
    sent_by: str,
    channel: str,
    sent_at: datetime,
    reference: str = "",
    by: User,
    now: datetime,
) -> PriorNotice:
    """Record that a person sent it through the platform's own channel; it is final then.

    What the agency sent, it sent under a release for this platform that stood at that moment.
    """
    require(by.role, Deed.WRITE_REQUEST)
    require_known(sent_by, SENDERS, field="sent_by")
    require_known(channel, CHANNELS, field="channel")
    draft = locked_draft(draft_id=draft_id, by=by)
    notice = _unsent(draft)
    require_past(sent_at, now, field="sent_at")
    rules.require_sent_after(sent_at, notice.composed_at)
    release = _release(draft, at=sent_at) if sent_by == SentBy.AGENCY else None
    notice.sent_at, notice.sent_by, notice.channel = sent_at, sent_by, channel
    notice.reference, notice.release = reference.strip(), release
    notice.recorded_at, notice.recorded_by = now, by
    notice.save()
    owe_task(
        case=draft.case,
        kind=TaskKind.OWN,
        subject_id=notice.pk,
        now=now,
        due_at=notice.reply_by,
        assigned_to=draft.assigned_to,
        text=REPLY_TASK,
    )
    _record(
        draft, by, "complaints.sent_notice", number=notice.number, sent_at=sent_at,
        channel=channel, reply_by=notice.reply_by, release=str(release.pk) if release else "",
        sha256=notice.sha256,
    )  # fmt: skip
    return notice


def _unsent(draft: ComplaintDraft) -> PriorNotice:
    waits = list(PriorNotice.objects.filter(draft=draft, sent_at=None))
    rules.require_unsent(is_there=bool(waits))
    notice: PriorNotice = waits[0]
    notice.case = draft.case
    return notice


def _release(draft: ComplaintDraft, *, at: datetime) -> Release:
    """Ask as of the moment of sending: what is recorded later was disclosed then."""
    needed = noticed.needed(gather(draft))
    return require_release(case=draft.case, now=at, happened=True, **needed)


def _record(draft: ComplaintDraft, by: User, action: str, **more: str | int | datetime) -> None:
    trail.record(
        by=by,
        action=action,
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        **more,
    )
