"""A restore brings back ways in that were closed since: close them all, and say what is left to do.

The tables are as they were when the backup was made. A token that was revoked, a calendar's
address that leaked and a link that was used are good again in them, and nobody would notice.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from knox.models import AuthToken

from accounts.models import Factor, Invitation, LinkAsked
from audit import trail
from audit.models import Entry
from deadlines.models import CalendarFeed
from deadlines.services.heartbeats import database_time

AGAIN = """Closed, for they may have been closed since {since}: {tokens} API tokens, {feeds}
calendar addresses, {links} invitations and password links, {factors} factors never confirmed.
What people did since then is undone. Do it again by these commands, before anybody signs in:
  accounts that were closed                        manage.py close_account EMAIL...
  roles that were changed                          manage.py change_role EMAIL ROLE
  passwords that were changed: each is the one of that moment again, and a link is printed
                                                   manage.py reset_password EMAIL...
  second factors that were reset or removed, recovery codes that were made new or used
                                                   manage.py reset_factors EMAIL
Who works on which case, cover and break-glass are set right on the pages, by a supervisor.
Whoever must not see a case until then: close the account, and open it again afterwards.
Whoever needs a token or a calendar makes a new one; who had not come yet is invited anew."""
CLOSED = "accounts.closed_ways_in"


class Closed(NamedTuple):
    """How many ways in were closed, of each kind."""

    tokens: int
    feeds: int
    links: int
    factors: int

    def said(self, *, since: str) -> str:
        return AGAIN.format(since=since, **self._asdict())


@transaction.atomic
def close(*, subject: Model) -> Closed:
    """Close every way in that asks for no second factor or waits to be opened; one entry says so.

    `subject` is the row that the entry is about: the hold on mail that the restore began.
    """
    now = database_time()
    LinkAsked.objects.all().delete()  # whoever still needs one asks again
    closed = Closed(
        tokens=_gone(AuthToken.objects.all()),
        feeds=_gone(CalendarFeed.objects.all()),
        links=_revoked(now),
        factors=_gone(Factor.objects.waiting()),
    )
    trail.record(by=None, action=CLOSED, subject=subject, **closed._asdict())
    return closed


def closed_at(*, subject: Model) -> datetime | None:
    """Give when they were last closed on this hold; None where they never were."""
    of = Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    done = of.filter(action=CLOSED).order_by("seq").values_list("at", flat=True)
    return done.last()


def _gone(rows: Any) -> int:
    many: int = rows.count()
    rows.delete()
    return many


def _revoked(now: datetime) -> int:
    links = Invitation.objects.filter(used_at=None, revoked_at=None)
    links.filter(mail_state="owed").update(mail_state="skip")
    return links.update(revoked_at=now)
