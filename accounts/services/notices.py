"""What people are told of at once, and the letters that carry links and codes."""

import logging
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.db import transaction

from accounts import letters, nudge
from accounts.models import Invitation, Notice, User
from accounts.post import Failure, close, hand_over
from accounts.rules.mailboxes import is_outside
from accounts.rules.notices import INVENTED
from rows.reading import house

log = logging.getLogger(__name__)
TRIES = 8  # about two hours
MOST = 200
FAILURES_IN_A_ROW = 3  # then the server is down rather than a letter wrong


@house("tell at once")
@transaction.atomic
def tell(
    *,
    people: Iterable[User],
    kind: str,
    about: User | None,
    now: datetime,
    code: str = "",
    until: datetime | None = None,
) -> int:
    """Tell these people, on Today and by letter; give how many there are."""
    rows = [
        Notice(
            reader=one,
            kind=kind,
            about=about,
            code=code,
            told_at=now,
            until=until,
            next_try_at=now,
        )
        for one in people
    ]
    Notice.objects.bulk_create(rows)
    nudge.after_commit()
    return len(rows)


@transaction.atomic
def read_notice(*, notice_id: UUID, by: User, now: datetime) -> None:
    """Note that its reader knows; Notice.DoesNotExist for anybody else's."""
    notice = Notice.objects.select_for_update(of=("self",), no_key=True).get(
        pk=notice_id, reader=by
    )
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])


def send_letters(*, now: datetime) -> dict[str, int]:
    """Send what is owed, a commit a letter; safe to repeat and beside others."""
    sent, failures, post = {"sent": 0, "failed": 0, "skip": 0, "dead": 0}, 0, get_connection()
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
    from accounts.services.invitations import write_link  # it tells by this module

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
    wait = min(30 * 2 ** (row.attempts - 1), 3600) * (0.5 + random.random() / 2)  # noqa: S311
    state = "dead" if row.attempts >= TRIES else "owed"
    _keep(row, state=state, next_try_at=now + timedelta(seconds=wait), last_error=failure.code)
    return "dead" if state == "dead" else "failed"


def _keep(row: Invitation | Notice, *, state: str, **facts: object) -> str:
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.mail_state = state
    row.save(update_fields=["mail_state", "attempts", *facts])
    return state
