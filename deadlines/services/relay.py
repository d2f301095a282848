"""Mail copies of reminders: at least once, the same Message-ID each time, a commit a message."""

import logging
import random
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend
from django.db import transaction

from accounts.models import User
from accounts.post import Failure, close, hand_over
from accounts.rules import Deed, require
from accounts.rules.mailboxes import INVENTED
from accounts.rules.retries import MAIL_DEAD_AFTER, mail_again_after
from audit import trail
from cases.models import Release
from deadlines.letters import reminder_letter
from deadlines.models import Reminder
from deadlines.services import outside, quiet
from deadlines.services.handing_on import hand_on
from deadlines.services.heartbeats import beat, database_time
from deadlines.services.holding import held
from rows.reading import house

log = logging.getLogger(__name__)

BEGUN_FOR = timedelta(minutes=2)  # then a letter that was begun is anybody's again
NOT_THEIRS = "case_not_theirs"
FAILURES_IN_A_ROW = 3  # then the server is down rather than a letter wrong: stop until next time


@dataclass
class Relayed:
    """What a round of the relay did."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    skipped: int = 0
    waiting: int = 0  # for the end of their readers' quiet hours


def send_owed(*, limit: int = 200) -> Relayed:
    """Send up to so many letters that are owed; a crash in between repeats one at most."""
    if held() is not None:  # after a restore, until a person lets mail go
        beat(name="relay", found=asdict(Relayed()))
        return Relayed()
    relayed, post = Relayed(), get_connection()
    failures = 0
    quiet.recall_late(now=database_time())
    for _ in range(limit):
        result = _send_next(post)
        if result is None:
            break
        setattr(relayed, result, getattr(relayed, result) + 1)
        failures = failures + 1 if result in {"failed", "dead"} else 0
        if failures == FAILURES_IN_A_ROW:
            break
    close(post=post)
    beat(name="relay", found=asdict(relayed))
    return relayed


@house("run the rounds by hand")
@transaction.atomic
def revive_dead(*, by: User | None) -> int:
    """Owe the dead letters again, once somebody has seen to the mail server; give how many."""
    if by is not None:
        require(by.role, Deed.SEE_SYSTEM)
    dead = Reminder.objects.filter(mail_state="dead").order_by("pk")
    first = dead.first()
    if first is None:
        return 0
    letters = dead.update(mail_state="owed", attempts=0, next_try_at=database_time())
    trail.record(by=by, action="deadlines.revived_mail", subject=first, letters=letters)
    return letters


def _send_next(post: BaseEmailBackend) -> str | None:
    """Send the letter that has waited longest, and keep what came of it."""
    reminder_id = _begin()
    return None if reminder_id is None else _send(reminder_id, post)


@transaction.atomic
def _begin() -> UUID | None:
    """Note, and commit, that the next letter's sending begins.

    Whoever finds it begun and still owed knows that a sender ended in between: it may come twice.
    """
    now = database_time()
    owed = Reminder.objects.mail_owed(now)
    found: Reminder | None = owed.select_for_update(
        of=("self",), no_key=True, skip_locked=True
    ).first()
    if found is None:
        return None
    found.repeats += found.begun_at is not None
    found.begun_at, found.next_try_at = now, now + BEGUN_FOR
    found.save(update_fields=["begun_at", "repeats", "next_try_at"])
    return found.pk


@transaction.atomic
def _send(reminder_id: UUID, post: BaseEmailBackend) -> str:
    """Send one letter; its row is ours until what came of it is kept."""
    now = database_time()
    rows = Reminder.objects.for_letter().select_for_update(of=("self",), no_key=True)
    reminder: Reminder = rows.get(pk=reminder_id)
    if reminder.mail_state != "owed":  # somebody else was quicker after a long pause of ours
        return "skipped"
    if why := _not_theirs(reminder) or _not_for_the_post(reminder, post):
        return _skip(reminder, why)
    if until := quiet.mail_waits_until(reminder=reminder, now=now):
        _keep(reminder, state="owed", next_try_at=until, last_error=quiet.QUIET)
        return "waiting"
    release = None
    if outside.leaves_the_agency(reminder=reminder):
        release = outside.release_to_mail(reminder=reminder, now=now)
        if release is None:
            return _hold_back(reminder, now)
    return _deliver(post, reminder, release, now)


def _deliver(
    post: BaseEmailBackend, reminder: Reminder, release: Release | None, now: datetime
) -> str:
    if failure := hand_over(post=post, letter=reminder_letter(reminder)):
        return _failed(reminder, failure, now)
    kept = _keep(reminder, state="sent", mailed_at=now, last_error="")
    if release is not None:
        outside.enter_mailed(reminder=reminder, release=release)
    return kept


def _skip(reminder: Reminder, why: str) -> str:
    """Send nothing; what a colleague covered is told to whoever has the case again."""
    if why == NOT_THEIRS:
        hand_on(reminder=reminder)
    return _keep(reminder, state="skip", last_error=why)


def _hold_back(reminder: Reminder, now: datetime) -> str:
    """Skip a letter that no release lets out; its reader is told in the app all the same."""
    kept = _keep(reminder, state="skip", last_error=outside.NO_RELEASE)
    outside.owe_release(reminder=reminder, now=now)
    return kept


def _not_theirs(reminder: Reminder) -> str:
    person = reminder.recipient
    if not person.is_active:
        return "recipient_inactive"
    mine = Reminder.objects.visible_to(person).filter(pk=reminder.pk)
    return "" if mine.exists() else NOT_THEIRS


def _not_for_the_post(reminder: Reminder, post: BaseEmailBackend) -> str:
    """Keep what is invented from a real mail server: nobody has those addresses (RFC 2606)."""
    if not isinstance(post, SMTPBackend):
        return ""
    invented = reminder.recipient.email.endswith(INVENTED)
    return "demo" if invented or reminder.step.clock.case.is_demo else ""


def _failed(reminder: Reminder, failure: Failure, now: datetime) -> str:
    reminder.attempts += 1
    reminder.repeats += failure.may_have_come
    wait = mail_again_after(reminder.attempts, jitter=random.random())  # noqa: S311
    log.warning("mail failed: reminder=%s code=%s", reminder.pk, failure.code)
    state = "dead" if reminder.attempts >= MAIL_DEAD_AFTER else "owed"
    _keep(reminder, state=state, next_try_at=now + wait, last_error=failure.code)
    return "dead" if state == "dead" else "failed"


def _keep(reminder: Reminder, *, state: str, **facts: object) -> str:
    for name, fact in facts.items():
        setattr(reminder, name, fact)
    reminder.mail_state, reminder.begun_at = state, None
    reminder.save(update_fields=["mail_state", "begun_at", "attempts", "repeats", *facts])
    return "sent" if state == "sent" else "skipped"
