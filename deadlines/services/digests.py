"""The morning's letter: counts and codes, once a person and day, or not at all (ADR 0046).

The row is the outbox, as a reminder's is: one a person and day, a Message-ID of its own, tried
until noon. What it says is asked as it leaves, through the same door as the pages.
"""

import logging
import random
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.db import transaction

from accounts.post import Failure, close, hand_over
from accounts.rules.mailboxes import INVENTED, is_outside
from accounts.rules.retries import MAIL_DEAD_AFTER, mail_again_after
from deadlines import digest
from deadlines.models import Digest
from deadlines.services.heartbeats import beat, database_time
from deadlines.services.holding import held
from deadlines.services.mornings import make_due

log = logging.getLogger(__name__)

BEGUN_FOR = timedelta(minutes=2)
FAILURES_IN_A_ROW = 3
MOST = 500


@dataclass
class Round:
    """What a round of digests did."""

    made: int = 0
    sent: int = 0
    failed: int = 0
    dead: int = 0
    skipped: int = 0


def run(*, now: datetime | None = None) -> Round:
    """Make the letters whose morning has come and send what is owed; safe to repeat."""
    at, did = now or database_time(), Round()
    if held() is not None:  # after a restore, until a person lets mail go
        beat(name="digest", found=asdict(did))
        return did
    did.made = make_due(now=at)
    post, failures = get_connection(), 0
    for _ in range(MOST):
        result = _send_next(post, now)
        if result is None:
            break
        setattr(did, result, getattr(did, result) + 1)
        failures = failures + 1 if result in {"failed", "dead"} else 0
        if failures == FAILURES_IN_A_ROW:
            break
    close(post=post)
    beat(name="digest", found=asdict(did))
    return did


def _send_next(post: BaseEmailBackend, now: datetime | None) -> str | None:
    digest_id = _begin(now)
    return None if digest_id is None else _send(digest_id, post, now)


@transaction.atomic
def _begin(now: datetime | None) -> int | None:
    """Note, and commit, that the next letter's sending begins; as the relay does."""
    at = now or database_time()
    owed = Digest.objects.mail_owed(at)
    found: Digest | None = owed.select_for_update(
        of=("self",), no_key=True, skip_locked=True
    ).first()
    if found is None:
        return None
    found.repeats += found.begun_at is not None
    found.begun_at, found.next_try_at = at, at + BEGUN_FOR
    found.save(update_fields=["begun_at", "repeats", "next_try_at"])
    return found.pk


@transaction.atomic
def _send(digest_id: int, post: BaseEmailBackend, now: datetime | None) -> str:
    at = now or database_time()
    rows = Digest.objects.select_related("user").select_for_update(of=("self",), no_key=True)
    row: Digest = rows.get(pk=digest_id)
    if row.mail_state != "owed":
        return "skipped"
    if why := _why_not(row, post, at):
        return _keep(row, state="skip", last_error=why)
    said = digest.of(row.user, now=at)
    if not said.lines:
        return _keep(row, state="skip", last_error="nothing")
    if failure := hand_over(post=post, letter=digest.letter(row, said)):
        return _failed(row, failure, at)
    return _keep(row, state="sent", mailed_at=at, last_error="")


def _why_not(row: Digest, post: BaseEmailBackend, now: datetime) -> str:
    """Give why a letter stays here: its morning is over, or its reader's mailbox is not ours.

    A mailbox outside would want a release of every case that is named: it gets no digest at all.
    """
    if now >= row.ends_at:
        return "morning_over"
    if not row.user.is_active:
        return "recipient_inactive"
    if is_outside(str(row.user.email), own_domains=settings.RECLAIM_MAIL_DOMAINS):
        return "outside"
    invented = isinstance(post, SMTPBackend) and row.user.email.endswith(INVENTED)
    return "demo" if invented else ""


def _failed(row: Digest, failure: Failure, now: datetime) -> str:
    row.attempts += 1
    row.repeats += failure.may_have_come
    log.warning("digest failed: digest=%s code=%s", row.pk, failure.code)
    wait = mail_again_after(row.attempts, jitter=random.random())  # noqa: S311
    state = "dead" if row.attempts >= MAIL_DEAD_AFTER else "owed"
    _keep(row, state=state, next_try_at=now + wait, last_error=failure.code)
    return "dead" if state == "dead" else "failed"


def _keep(row: Digest, *, state: str, **facts: object) -> str:
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.mail_state, row.begun_at = state, None
    row.save(update_fields=["mail_state", "begun_at", "attempts", "repeats", *facts])
    return "sent" if state == "sent" else "skipped"
