"""Calendar addresses: secret, kept as a digest, shown once, ended at once (ADR 0046)."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit import trail
from audit.models import Entry
from audit.rules import NotAllowed
from deadlines.models import CalendarFeed
from deadlines.services.heartbeats import database_time
from rows.reading import house

LENGTH = 43  # of a token: 32 bytes, as an address takes them
ALARMS = (15, 60, 180)  # minutes before
AN_HOUR = timedelta(hours=1)
# What makes an address from before it somebody else's, maybe: the owner's door was changed or shut.
ENDS = Q(
    action__in=[
        "accounts.password_changed",
        "accounts.password_ended",
        "accounts.password_set",
        "accounts.factors_reset",
    ]
) | Q(action="accounts.changed", facts__contains='"may_sign_in":false')
MOST_AN_HOUR = 60  # a calendar asks every quarter of an hour; a few devices share an address


class Admitted(NamedTuple):
    """Whose calendar is asked for; or, after too many in an hour, the seconds to wait."""

    user: User
    alarm_minutes: int | None
    wait: int = 0


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Give a new address's secret, the only moment in which it is known; the old one ends."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)  # one at a time
    token = secrets.token_urlsafe(32)
    facts = {"digest": _digest(token), "made_at": database_time(), "used_at": None, "fetches": 0}
    feed, _ = CalendarFeed.objects.update_or_create(user=by, defaults=facts)
    trail.record(by=by, action="deadlines.made_calendar", subject=feed)
    return token


@transaction.atomic
def revoke_feed(*, by: User) -> None:
    """End one's own address; without one, nothing changes."""
    feed = CalendarFeed.objects.select_for_update(of=("self",), no_key=True).filter(user=by).first()
    if feed is None:
        return
    subject = CalendarFeed(pk=feed.pk)
    feed.delete()
    trail.record(by=by, action="deadlines.revoked_calendar", subject=subject)


@transaction.atomic
def set_alarm(*, minutes: int | None, by: User) -> None:
    """Have one's calendar ring so long before a clock ends, or not at all."""
    if minutes is not None and minutes not in ALARMS:
        raise NotAllowed("Choose one of the times.", code="unknown_alarm", field="minutes")
    feed = CalendarFeed.objects.select_for_update(of=("self",), no_key=True).filter(user=by).first()
    if feed is None:
        raise NotAllowed("Make an address first.", code="no_calendar")
    feed.alarm_minutes = minutes
    feed.save(update_fields=["alarm_minutes"])
    said = f"{minutes} minutes before" if minutes else "none"
    trail.record(by=by, action="deadlines.changed_calendar", subject=feed, alarm=said)


@transaction.atomic
def admit(*, token: str) -> Admitted | None:
    """Give whose calendar an address opens, counted; none where it opens nothing any more."""
    if len(token) != LENGTH:
        return None
    rows = CalendarFeed.objects.select_related("user").filter(digest=_digest(token))
    feed = rows.select_for_update(of=("self",), no_key=True).first()
    if feed is None or not feed.user.is_active or has_ended(feed=feed):
        return None
    now = database_time()
    if feed.counted_from <= now - AN_HOUR:
        feed.counted_from, feed.fetches = now, 0
    feed.fetches, feed.used_at = feed.fetches + 1, now
    feed.save(update_fields=["counted_from", "fetches", "used_at"])
    return Admitted(feed.user, feed.alarm_minutes, _wait(feed, now))


def current(*, user: User) -> CalendarFeed | None:
    """Give a person's address as they may see it: when made, when last asked for."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return None if feed is None or has_ended(feed=feed) else feed


def has_ended(*, feed: CalendarFeed) -> bool:
    """Tell whether its owner's password or factors changed since, or the account was closed."""
    changes = Entry.objects.filter(ENDS, subject_type="accounts.user", subject_id=str(feed.user_id))
    with house("admit a calendar"):
        return changes.filter(at__gt=feed.made_at).exists()


def _wait(feed: CalendarFeed, now: datetime) -> int:
    if feed.fetches <= MOST_AN_HOUR:
        return 0
    return max(1, int((feed.counted_from + AN_HOUR - now).total_seconds()))


def _digest(token: str) -> str:
    """Give what is kept: 256 random bits need neither salt nor stretching."""
    return hashlib.sha256(token.encode()).hexdigest()
