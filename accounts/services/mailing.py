"""Letters that carry links and notices: sent when owed, tried again, kept while mail is held."""

import logging
import random
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.db import transaction

from accounts import held_back, letters
from accounts.models import Invitation, Notice, User
from accounts.post import Failure, close, hand_over
from accounts.rules.mailboxes import INVENTED, is_outside
from accounts.rules.retries import MAIL_DEAD_AFTER, mail_again_after
from accounts.services.invitations import write_link

log = logging.getLogger(__name__)
MOST = 200
FAILURES_IN_A_ROW = 3  # then the server is down rather than a letter wrong
RESTORED = "restored"  # why a letter that was owed at a restore is not sent


def send_letters(*, now: datetime) -> dict[str, int]:
    """Send what is owed, a commit a letter; safe to repeat and beside others, still while held."""
    sent, failures, post = {"sent": 0, "failed": 0, "skip": 0, "dead": 0}, 0, get_connection()
    if held_back.is_held():
        return sent
    for _ in range(MOST):
        result = _next(Invitation, post, now) or _next(Notice, post, now)
        if result is None:
            break
        sent[result] += 1
        failures = failures + 1 if result in {"failed", "dead"} else 0
        if failures == FAILURES_IN_A_ROW:
            break
    close(post=post)
    return sent


def count_owed() -> int:
    """Count the links and notices whose letter waits, as while mail is held."""
    return sum(kind.objects.filter(mail_state="owed").count() for kind in (Invitation, Notice))


@transaction.atomic
def leave_unsent() -> int:
    """Inner: after a restore, leave what was owed then unsent: it may have been mailed since.

    Notices stand on Today all the same, and whoever still needs a link asks for a new one.
    """
    return sum(
        kind.objects.filter(mail_state="owed").update(mail_state="skip", last_error=RESTORED)
        for kind in (Invitation, Notice)
    )


@transaction.atomic
def _next(
    kind: type[Invitation] | type[Notice], post: BaseEmailBackend, now: datetime
) -> str | None:
    owed = kind.objects.mail_owed(now)
    row = owed.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if row is None:
        return None
    person = _whose(row)
    if why := _why_not(row, person, post, now):
        return _keep(row, state="skip", last_error=why)
    if failure := hand_over(post=post, letter=_letter(row)):
        return _failed(row, failure, now)
    return _keep(row, state="sent", mailed_at=now, last_error="")


def _letter(row: Invitation | Notice) -> EmailMessage:
    if isinstance(row, Notice):
        return letters.notice(row)
    return letters.link(row, token=write_link(invitation_id=row.pk))


def _whose(row: Invitation | Notice) -> User | None:
    return row.reader if isinstance(row, Notice) else row.for_user


def _why_not(
    row: Invitation | Notice, person: User | None, post: BaseEmailBackend, now: datetime
) -> str:
    email = row.reader.email if isinstance(row, Notice) else row.email
    if isinstance(row, Invitation) and row.expires_at <= now:
        return "expired"
    if person is not None and not person.is_active:
        return "recipient_inactive"
    if is_outside(email, own_domains=settings.RECLAIM_MAIL_DOMAINS):
        return "outside"
    return "demo" if isinstance(post, SMTPBackend) and email.endswith(INVENTED) else ""


def _failed(row: Invitation | Notice, failure: Failure, now: datetime) -> str:
    row.attempts += 1
    log.warning("letter failed: row=%s code=%s", row.pk, failure.code)
    wait = mail_again_after(row.attempts, jitter=random.random())  # noqa: S311
    state = "dead" if row.attempts >= MAIL_DEAD_AFTER else "owed"
    _keep(row, state=state, next_try_at=now + wait, last_error=failure.code)
    return "dead" if state == "dead" else "failed"


def _keep(row: Invitation | Notice, *, state: str, **facts: object) -> str:
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.mail_state = state
    row.save(update_fields=["mail_state", "attempts", *facts])
    return state
