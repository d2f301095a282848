"""Worked clocks of every law, over nights that are turned and while nothing swept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deadlines.rules import hours
from deadlines.rules.ladder import SHIPPED, Draft, next_wake, steps_reached

NEVER = datetime.max.replace(tzinfo=UTC)


def local(zone, wall):
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))


# fmt: off
VECTORS = [  # hours  zone                   received            due
    # The United Kingdom's two nights, its turn of the year, a leap day
    (48, "Europe/London",       "2026-10-24 10:00", "2026-10-26 09:00"),
    (48, "Europe/London",       "2027-03-27 10:00", "2027-03-29 11:00"),
    (48, "Europe/London",       "2026-12-30 18:00", "2027-01-01 18:00"),
    (48, "Europe/London",       "2028-02-28 12:00", "2028-03-01 12:00"),
    # India: two hours over midnight, month's end, leap day, seen from a night that has 25 hours
    (2,  "Asia/Kolkata",        "2026-10-31 22:30", "2026-11-01 00:30"),
    (2,  "Asia/Kolkata",        "2028-02-29 23:15", "2028-03-01 01:15"),
    (2,  "America/New_York",    "2026-11-01 00:30", "2026-11-01 01:30"),  # its second 01:30
    (2,  "America/New_York",    "2027-03-14 01:30", "2027-03-14 04:30"),
    (2,  "Europe/London",       "2026-10-25 00:30", "2026-10-25 01:30"),
    (2,  "Asia/Kathmandu",      "2026-11-30 23:00", "2026-12-01 01:00"),
    (2,  "Australia/Lord_Howe", "2027-04-04 01:00", "2027-04-04 02:30"),
    # Australia: a day from the regulator's notice, and longer where it allows
    (24, "Australia/Sydney",    "2026-10-03 20:00", "2026-10-04 21:00"),
    (24, "Australia/Sydney",    "2027-04-03 20:00", "2027-04-04 19:00"),
    (24, "Australia/Lord_Howe", "2027-04-03 10:00", "2027-04-04 09:30"),
    (24, "Australia/Adelaide",  "2028-02-28 09:15", "2028-02-29 09:15"),
    (72, "Australia/Eucla",     "2026-12-30 06:45", "2027-01-02 06:45"),
    # Where no clock is turned, and where the day is another one already
    (48, "Asia/Tokyo",          "2026-12-31 23:59", "2027-01-02 23:59"),
    (48, "America/Phoenix",     "2026-10-31 12:00", "2026-11-02 12:00"),
    (48, "Pacific/Apia",        "2026-11-30 08:00", "2026-12-02 08:00"),
    (24, "Pacific/Kiritimati",  "2028-02-28 22:00", "2028-02-29 22:00"),
    # Zones that are turned on other days, at midnight, or under way in between
    (48, "America/Santiago",    "2026-09-05 12:00", "2026-09-07 13:00"),
    (48, "Africa/Cairo",        "2026-10-29 12:00", "2026-10-31 11:00"),
    (24, "Asia/Beirut",         "2027-03-27 12:00", "2027-03-28 13:00"),
    (48, "Atlantic/Azores",     "2026-10-24 00:30", "2026-10-25 23:30"),
    (48, "Antarctica/Troll",    "2026-10-24 12:00", "2026-10-26 10:00"),  # by two hours
    (48, "America/St_Johns",    "2026-11-01 00:15", "2026-11-02 23:15"),
    # Received in an hour that came twice, and a second before and after the turn
    (2,  "America/New_York",    "2026-11-01 01:59", "2026-11-01 02:59"),
    (2,  "America/New_York",    "2027-03-14 01:59", "2027-03-14 04:59"),
    (48, "America/New_York",    "2026-10-30 01:30", "2026-11-01 01:30"),  # its first 01:30
    (48, "America/New_York",    "2026-10-30 02:30", "2026-11-01 01:30"),  # its second
    # Utah
    (48, "America/Denver",      "2026-10-31 10:00", "2026-11-02 09:00"),
    (48, "America/Denver",      "2027-03-13 10:00", "2027-03-15 11:00"),
]
# fmt: on


@pytest.mark.parametrize(("length", "zone", "received", "due"), VECTORS)
def test_the_hours_of_every_law_are_elapsed_hours(length, zone, received, due):
    ends = hours.due_at(local(zone, received), length)

    assert ends.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(" ", "minutes") == due
    assert ends - local(zone, received).astimezone(UTC) == timedelta(hours=length)


def test_two_hours_from_a_time_that_came_twice_are_told_apart():
    first = local("America/New_York", "2026-11-01 01:30")

    gained = hours.due_at(first.replace(fold=1), 2) - hours.due_at(first, 2)

    assert gained == timedelta(hours=1)


def lived(law, *, length, received, zone, asleep=(), gone=None, told_late=0):
    """Live a clock through, waking as the sweep does but never while asleep; give what it did.

    `asleep` holds spans of wall times, `told_late` the hours after which the receipt was recorded.
    """
    rungs, starts = SHIPPED[law], local(zone, received)
    due, entered, did = hours.due_at(starts, length), [], []
    spans = [tuple(local(zone, wall).astimezone(UTC) for wall in span) for span in asleep]
    ended = local(zone, gone).astimezone(UTC) if gone else NEVER
    now = starts.astimezone(UTC) + timedelta(hours=told_late)
    while (wakes := next_wake(rungs=rungs, due_at=due, entered=entered)) is not None:
        now = max(now, wakes)
        now = next((until for since, until in spans if since <= now < until), now)
        if now >= ended:
            break
        steps = steps_reached(
            rungs=rungs, due_at=due, now=now, entered=entered, draft=Draft.UNREVIEWED
        )
        entered += [step.rung for step in steps]
        at = now.astimezone(ZoneInfo(zone)).strftime("%d %H:%M")
        did += [f"{at} {step.rung}" for step in steps if step.state == "sent"]
    return did


ACT, UK, INDIA, AUSTRALIA = "US-TIDA", "UK-OSA-10-3A", "IN-ITR-3-2-b", "AU-OSA-77"
LONDON, DELHI, SYDNEY, NEW_YORK = (
    "Europe/London", "Asia/Kolkata", "Australia/Sydney", "America/New_York",
)  # fmt: skip

# fmt: off
LIVED = [  # law, hours, zone, received, what else was so -> steps told, by the wall where they are
    (ACT, 48, NEW_YORK, "2026-10-30 10:00", {},
        ["31 10:00 a-day-left", "01 03:00 six-hours-left", "01 09:00 time-is-up",
         "01 10:00 complaint", "02 10:00 unreviewed-draft"]),
    (ACT, 48, NEW_YORK, "2026-10-31 09:00", {},  # over the night with 25 hours
        ["01 08:00 a-day-left", "02 02:00 six-hours-left", "02 08:00 time-is-up",
         "02 09:00 complaint", "03 09:00 unreviewed-draft"]),
    (ACT, 48, NEW_YORK, "2027-03-13 10:00", {},  # and the one with 23
        ["14 11:00 a-day-left", "15 05:00 six-hours-left", "15 11:00 time-is-up",
         "15 12:00 complaint", "16 12:00 unreviewed-draft"]),
    # Dead over the turned night: it wakes into the later step, and the draft is made all the same
    (ACT, 48, NEW_YORK, "2026-10-30 20:00",
        {"asleep": [("2026-10-31 18:00", "2026-11-01 20:30")]},
        ["01 20:30 complaint", "02 20:00 unreviewed-draft"]),
    (ACT, 48, NEW_YORK, "2026-10-30 20:00",
        {"asleep": [("2026-10-31 18:00", "2026-11-01 13:30")]},
        ["01 13:30 six-hours-left", "01 19:00 time-is-up", "01 20:00 complaint",
         "02 20:00 unreviewed-draft"]),
    # Two days dead, beyond the last step: the draft, and that nobody reviewed it, in one breath
    (ACT, 48, NEW_YORK, "2026-11-05 09:00",
        {"asleep": [("2026-11-06 08:00", "2026-11-08 10:30")]},
        ["08 10:30 complaint", "08 10:30 unreviewed-draft"]),
    # Dead twice, each over one step, awake between them for an hour
    (UK, 48, LONDON, "2026-10-24 12:00",
        {"asleep": [("2026-10-25 09:00", "2026-10-25 14:00"),
                    ("2026-10-26 04:00", "2026-10-26 10:00")]},
        ["25 14:00 a-day-left", "26 10:00 six-hours-left", "26 11:00 time-is-up",
         "26 12:00 expedited-complaint"]),
    (UK, 48, LONDON, "2027-03-27 10:00", {},
        ["28 11:00 a-day-left", "29 05:00 six-hours-left", "29 11:00 time-is-up",
         "29 12:00 expedited-complaint"]),
    # Two hours: an outage as long as a lunch takes the warning, and the law has no more than that
    (INDIA, 2, DELHI, "2026-11-05 23:30", {},
        ["06 00:30 an-hour-left", "06 01:15 quarter-hour-left", "06 01:30 time-is-up",
         "06 02:00 appeal-committee"]),
    (INDIA, 2, DELHI, "2026-11-05 12:00",
        {"asleep": [("2026-11-05 12:30", "2026-11-05 13:50")]},
        ["05 13:50 quarter-hour-left", "05 14:00 time-is-up", "05 14:30 appeal-committee"]),
    (INDIA, 2, DELHI, "2026-11-05 12:00",
        {"asleep": [("2026-11-05 12:10", "2026-11-05 18:00")]},
        ["05 18:00 appeal-committee"]),
    # The receipt recorded when the time was over already
    (INDIA, 2, DELHI, "2026-11-05 12:00", {"told_late": 3}, ["05 15:00 appeal-committee"]),
    (INDIA, 2, DELHI, "2026-11-05 12:00", {"told_late": 1.9},
        ["05 13:54 quarter-hour-left", "05 14:00 time-is-up", "05 14:30 appeal-committee"]),
    # Seen by an advocate in the hour that comes twice
    (INDIA, 2, NEW_YORK, "2026-11-01 00:30", {},
        ["01 01:30 an-hour-left", "01 01:15 quarter-hour-left", "01 01:30 time-is-up",
         "01 02:00 appeal-committee"]),
    # Gone in time: nothing after; a step at the very moment that it is gone is not owed
    (UK, 48, LONDON, "2026-11-05 10:00", {"gone": "2026-11-07 03:59"}, ["06 10:00 a-day-left"]),
    (UK, 48, LONDON, "2026-11-05 10:00", {"gone": "2026-11-07 04:00"}, ["06 10:00 a-day-left"]),
    # The regulator's day, over the night that is turned; then with three days allowed
    (AUSTRALIA, 24, SYDNEY, "2026-10-03 20:00", {},
        ["04 15:00 six-hours-left", "04 21:00 time-is-up", "04 22:00 tell-the-regulator"]),
    (AUSTRALIA, 72, SYDNEY, "2027-04-02 20:00", {},
        ["05 13:00 six-hours-left", "05 19:00 time-is-up", "05 20:00 tell-the-regulator"]),
    (AUSTRALIA, 24, SYDNEY, "2026-10-03 20:00",
        {"asleep": [("2026-10-04 01:00", "2026-10-04 21:00")]},
        ["04 21:00 time-is-up", "04 22:00 tell-the-regulator"]),
]
# fmt: on


@pytest.mark.parametrize("worked", LIVED, ids=lambda worked: f"{worked[0]} {worked[3]}")
def test_a_clock_is_lived_through_as_worked_by_hand(worked):
    law, length, zone, received, more, steps = worked

    assert lived(law, length=length, received=received, zone=zone, **more) == steps


@pytest.mark.parametrize("law", SHIPPED)
def test_however_long_nothing_swept_each_step_is_entered_once_and_the_last_is_told(law):
    rungs, due = SHIPPED[law], datetime(2026, 11, 1, 7, tzinfo=UTC)

    for minutes in range(-40 * 60, 40 * 60, 37):
        now = due + timedelta(minutes=minutes)
        steps = steps_reached(rungs=rungs, due_at=due, now=now, entered=(), draft=Draft.UNREVIEWED)
        assert [step.rung for step in steps] == [
            rung.key for rung in rungs if due + rung.from_due <= now
        ]
        assert not steps or steps[-1].state == "sent"
