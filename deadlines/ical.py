"""Clocks, covers and turns as a calendar takes them: a code and a time, no more (ADR 0046)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from icalendar import Alarm, Calendar, Event

from accounts.models import User
from cases.models import Cover
from deadlines.models import Clock, RotaTurn

KEPT = timedelta(days=30)  # what ended: said to be cancelled so long, then gone
BEHIND = timedelta(days=14)
MOST = 1000  # of each kind, the nearest first
AGAIN_IN = timedelta(minutes=15)
ON_DUTY = "On duty"  # a turn is of no case, so there is no code to say


def calendar_of(user: User, *, now: datetime, alarm_minutes: int | None = None) -> bytes:
    """Give what this person may see at this moment, as text/calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//desk//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Desk")
    calendar.add("refresh-interval", AGAIN_IN, parameters={"VALUE": "DURATION"})
    for event in (*_clocks(user, now, alarm_minutes), *_covers(user, now), *_turns(user, now)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _clocks(user: User, now: datetime, alarm_minutes: int | None) -> Iterator[Event]:
    """Give an event a clock, at the moment that it ends."""
    mine = Clock.objects.visible_to(user).filter(
        Q(closed_at=None, due_at__gt=now - BEHIND) | Q(closed_at__gt=now - KEPT)
    )
    for clock in mine.select_related("request__case").order_by("due_at", "pk")[:MOST]:
        changed = max(filter(None, (clock.opened_at, clock.planned_at, clock.closed_at)))
        event = _event(
            f"{clock.pk}@desk",
            clock.request.code,
            starts_at=clock.due_at,
            made_at=clock.opened_at,
            changed_at=changed,
            cancelled=clock.closed_at is not None,
        )
        if alarm_minutes and clock.closed_at is None:
            event.add_component(_alarm(clock.request.code, alarm_minutes))
        yield event


def _covers(user: User, now: datetime) -> Iterator[Event]:
    """Give an event a cover that this person gave or took, from when to when it holds."""
    theirs = Cover.objects.visible_to(user).filter(Q(taker=user) | Q(giver=user))
    taken = theirs.filter(accepted_at__isnull=False, ends_at__gt=now - BEHIND)
    for cover in taken.select_related("case").order_by("starts_at", "pk")[:MOST]:
        event = _event(
            f"{cover.pk}@desk",
            cover.case.code,
            starts_at=cover.starts_at,
            made_at=cover.offered_at,
            changed_at=max(filter(None, (cover.offered_at, cover.accepted_at, cover.ended_at))),
            cancelled=cover.ended_at is not None,
        )
        event.add("dtend", cover.ends_at.astimezone(UTC))
        yield event


def _turns(user: User, now: datetime) -> Iterator[Event]:
    """Give an event a turn of this person's on the rota; one taken off is said to be cancelled."""
    mine = RotaTurn.objects.visible_to(user).filter(user=user, ends_at__gt=now - BEHIND)
    for turn in mine.order_by("starts_at", "pk")[:MOST]:
        event = _event(
            f"{turn.pk}@desk",
            ON_DUTY,
            starts_at=turn.starts_at,
            made_at=turn.made_at,
            changed_at=turn.withdrawn_at or turn.made_at,
            cancelled=turn.withdrawn_at is not None,
        )
        event.add("dtend", turn.ends_at.astimezone(UTC))
        yield event


def _event(
    uid: str,
    summary: str,
    *,
    starts_at: datetime,
    made_at: datetime,
    changed_at: datetime,
    cancelled: bool,
) -> Event:
    """Give an event whose number grows with each change: seconds from its making to the last."""
    event = Event()
    event.add("uid", uid)
    event.add("summary", summary)
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", max(0, int((changed_at - made_at).total_seconds())))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy because a clock ends
    return event


def _alarm(code: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", code)
    alarm.add("trigger", -timedelta(minutes=minutes))
    return alarm
