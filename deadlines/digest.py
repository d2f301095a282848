"""What the morning's letter says: counts, codes and moments, and nothing else (ADR 0046)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.rules import Role
from accounts.rules.hours import first_showing
from cases.models import Cover, Release, Task
from cases.owed import asked_of
from cases.rules.releases import SOON
from deadlines.letters import stable_id
from deadlines.models import Clock, Digest

MOST = 20  # codes a heading; the count says how many there are
DAY = timedelta(days=1)


class Coded(NamedTuple):
    """One code, and its moment where it has one."""

    code: str
    at: datetime | None


class Part(NamedTuple):
    """One heading with how many there are and the first of them."""

    heading: str
    total: int
    first: list[Coded]

    @property
    def more(self) -> int:
        return self.total - len(self.first)


class Said(NamedTuple):
    """A whole letter; without lines there is none."""

    lines: list[Part]

    @property
    def subject(self) -> str:
        """Give `2 late, 1 today, 3 tasks`."""
        return ", ".join(f"{part.total} {part.heading.lower()}" for part in self.lines)


def of(user: User, *, now: datetime) -> Said:
    """Give what this person may see at this moment and has before them."""
    return Said([part for part in _parts(user, now) if part.total])


def letter(row: Digest, said: Said) -> EmailMessage:
    """Give the letter in its reader's zone, under the Message-ID of its person and day."""
    with timezone.override(ZoneInfo(row.user.time_zone)):
        body = render_to_string("mail/digest.txt", {"parts": said.lines})
    return EmailMessage(
        said.subject,
        body,
        to=[row.user.email],
        headers={
            "Message-ID": stable_id("deadlines.digest", f"{row.user_id}|{row.day.isoformat()}"),
            "Auto-Submitted": "auto-generated",
        },
    )


def _parts(user: User, now: datetime) -> Iterator[Part]:
    zone = ZoneInfo(user.time_zone)
    tonight = first_showing(now.astimezone(zone).date() + DAY, time(0), zone)
    # fmt: off
    yield _clocks(user, "Late",          due_at__lt=now)
    yield _clocks(user, "Today",         due_at__gte=now, due_at__lt=tonight)
    yield _clocks(user, "Next 24 hours", due_at__gte=tonight, due_at__lte=now + DAY)
    # fmt: on
    yield _tasks(user)
    yield _releases(user, now)
    yield _covers(user, now)


def _clocks(user: User, heading: str, **due: datetime) -> Part:
    found = Clock.objects.visible_to(user).running().filter(**due)
    first = found.select_related("request__case").order_by("due_at", "pk")[:MOST]
    return Part(heading, found.count(), [Coded(one.request.code, one.due_at) for one in first])


def _tasks(user: User) -> Part:
    found = Task.objects.visible_to(user).open().filter(asked_of(user))
    first = found.select_related("case").order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST]
    return Part("Tasks", found.count(), [Coded(one.case.code, one.due_at) for one in first])


def _releases(user: User, now: datetime) -> Part:
    """Give those that end within the week; only who may renew one is told."""
    if user.role == Role.ATTORNEY:
        return Part("Releases", 0, [])
    ending = Release.objects.visible_to(user).filter(
        renewed_by=None, revoked_at=None, expires_at__gt=now, expires_at__lte=now + SOON
    )
    first = ending.select_related("case").order_by("expires_at", "pk")[:MOST]
    return Part("Releases", ending.count(), [Coded(one.case.code, one.expires_at) for one in first])


def _covers(user: User, now: datetime) -> Part:
    offered = Cover.objects.visible_to(user).unanswered().filter(taker=user, ends_at__gt=now)
    first = offered.select_related("case").order_by("answer_by", "pk")[:MOST]
    return Part("Covers", offered.count(), [Coded(one.case.code, one.answer_by) for one in first])
