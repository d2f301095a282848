"""After a restore mail waits until a person lets it go, so that nobody is told twice (ADR 0076).

What happened between the backup and the restore is not in these tables: letters that were sent
then look owed, and steps that were entered then come due again.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from deadlines.models import MailHold, Reminder
from deadlines.services.heartbeats import database_time

BEFORE = "told_before_restore"  # why a letter was not sent
NAMED = 200


class Waiting(NamedTuple):
    """Letters that wait: perhaps sent before, or new since the restore."""

    perhaps_sent: int
    new: int


class Letter(NamedTuple):
    """One of them; codes and times alone."""

    request: str
    rung: str
    due_at: datetime
    to: str
    perhaps_sent: bool


def held() -> MailHold | None:
    """Give the hold that stands, if mail is held."""
    return MailHold.objects.filter(ended_at=None).first()


def is_held() -> bool:
    """Tell every sender, those of accounts as well, whether its letters wait."""
    return held() is not None


@transaction.atomic
def hold(*, backup_at: datetime) -> MailHold:
    """Keep every letter here from now on; one hold stands at a time."""
    found = (
        MailHold.objects.filter(ended_at=None).select_for_update(of=("self",), no_key=True).first()
    )
    if found is not None:  # restored from a backup of a house that was itself restored
        found.backup_at = min(found.backup_at, backup_at)
        found.save(update_fields=["backup_at"])
    else:
        found = MailHold.objects.create(backup_at=backup_at, began_at=database_time())
    trail.record(by=None, action="deadlines.held_all_mail", subject=found, backup_at=backup_at)
    return found


def waiting(*, of: MailHold) -> Waiting:
    """Count what would go if mail were let go now."""
    counted = Reminder.objects.filter(mail_state="owed").aggregate(
        before=Count("pk", filter=_perhaps_sent(of)), new=Count("pk", filter=~_perhaps_sent(of))
    )
    return Waiting(counted["before"], counted["new"])


def letters(*, of: MailHold) -> list[Letter]:
    """Name the letters that wait, those that may have been sent before first."""
    owed = Reminder.objects.filter(mail_state="owed").for_letter()
    before = owed.filter(_perhaps_sent(of)).order_by("step__due_at", "pk")[:NAMED]
    new = owed.exclude(_perhaps_sent(of)).order_by("step__due_at", "pk")[:NAMED]
    return [_letter(one, perhaps_sent=True) for one in before] + [
        _letter(one, perhaps_sent=False) for one in new
    ]


@transaction.atomic
def release(*, by: User | None, again: bool) -> Waiting:
    """Let mail go; what may have been sent before goes again only where that is asked for."""
    if by is not None:
        require(by.role, Deed.SEE_SYSTEM)
    found = (
        MailHold.objects.filter(ended_at=None).select_for_update(of=("self",), no_key=True).first()
    )
    if found is None:
        return Waiting(0, 0)
    counted = waiting(of=found)
    if not again:
        owed = Reminder.objects.filter(_perhaps_sent(found), mail_state="owed")
        owed.update(mail_state="skip", last_error=BEFORE)
    found.ended_at, found.sent_again = database_time(), again
    found.save(update_fields=["ended_at", "sent_again"])
    trail.record(
        by=by,
        action="deadlines.let_mail_go",
        subject=found,
        again=again,
        perhaps_sent=counted.perhaps_sent,
        new=counted.new,
    )
    return counted


def _perhaps_sent(of: MailHold) -> Q:
    """Tell what may have been mailed from the tables that were lost: all that was due by then."""
    return Q(step__due_at__lte=of.began_at)


def _letter(reminder: Reminder, *, perhaps_sent: bool) -> Letter:
    clock = reminder.step.clock
    return Letter(
        clock.request.code,
        reminder.step.rung,
        reminder.step.due_at,
        reminder.recipient.email,
        perhaps_sent,
    )
