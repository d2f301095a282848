"""The first text of a draft that the ladder made: composed once, after the sweep or at first sight.

A sweep enters what is owed for thousands of clocks at once; composing reads a dozen tables and
seals what it writes, so it has a transaction of its own for each draft.
"""

import logging
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from audit import trail
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft
from complaints.rules.retries import again_after
from complaints.services.writing import write
from complaints.standing import composed

log = logging.getLogger(__name__)
NOT_ITS_FAULT = (OperationalError, InterfaceError)  # a lost database is no fault of a draft
HELD = ("text_attempts", "text_error", "text_again_at")


class Composed(NamedTuple):
    """How many waiting texts were written now, and how many could not be."""

    written: int = 0
    failed: int = 0


def compose_waiting(*, now: datetime, limit: int = 50) -> Composed:
    """Compose up to so many waiting texts, oldest first; safe to repeat, and beside others.

    Each is a transaction of its own, so that one which fails stops no other and a crash loses
    none; what another is composing is left to it.
    """
    ready = Q(text_again_at=None) | Q(text_again_at__lte=now)
    waiting = ComplaintDraft.objects.text_waiting().filter(ready).values_list("pk", flat=True)
    tried = [_try(draft_id, now, beside=True) for draft_id in waiting[:limit]]
    return Composed(tried.count(True), tried.count(False))


def composed_draft(*, draft_id: UUID, now: datetime) -> ComplaintDraft:
    """Give a draft with its text, composed now if it still waits.

    Where that fails the draft comes back without one (`has_text`), and holds a code for why.
    """
    drafts = ComplaintDraft.objects.for_display()
    draft: ComplaintDraft = drafts.get(pk=draft_id)
    if draft.has_text:
        return draft
    _try(draft_id, now, beside=False)
    again: ComplaintDraft = drafts.get(pk=draft_id)
    return again


def _try(draft_id: UUID, now: datetime, *, beside: bool) -> bool | None:
    """Tell whether the text was written; None where there was nothing for us to do."""
    try:
        return _write_first(draft_id, now, beside=beside) or None
    except NOT_ITS_FAULT:
        raise
    except Exception as trouble:
        _hold(draft_id, trouble, now)
        return False


@transaction.atomic
def _write_first(draft_id: UUID, now: datetime, *, beside: bool) -> bool:
    rows = ComplaintDraft.objects.for_display().filter(pk=draft_id, revision_number=0)
    locked = rows.select_for_update(of=("self",), no_key=True, skip_locked=beside)
    draft = locked.first()
    if draft is None:
        return False
    _, _, document = composed(draft, now=now)
    revision = write(draft=draft, document=document, number=1, by=None, now=now)
    draft.text_attempts, draft.text_error, draft.text_again_at = 0, "", None
    draft.save(update_fields=["revision_number", "grounds", *HELD])
    trail.record(
        by=None,
        action="complaints.composed",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=revision.number,
        blanks_left=revision.blanks_left,
    )
    return True


def _hold(draft_id: UUID, trouble: Exception, now: datetime) -> None:
    """Keep a code and never the words: an error's text may quote what is sealed."""
    code = (trouble.code if isinstance(trouble, NotAllowed) else type(trouble).__name__)[:60]
    with transaction.atomic():
        rows = ComplaintDraft.objects.filter(pk=draft_id, revision_number=0)
        draft = rows.select_for_update(of=("self",), no_key=True).first()
        if draft is None:
            return
        draft.text_attempts += 1
        draft.text_error = code
        draft.text_again_at = now + again_after(draft.text_attempts)
        draft.save(update_fields=HELD)
    log.error("text failed: draft=%s code=%s attempts=%d", draft.pk, code, draft.text_attempts)
