"""The roll-up gives what a fresh count gives, whatever was kept and whatever changed since."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from cases.models import Case
from deadlines.machine import shown
from deadlines.models import Clock, Heartbeat
from removal.models import RemovalRequest, Submission
from reports import figures
from reports.figures import Scope, kept, quick
from reports.models import KeptMonth, KeptPeople, StaleMonth
from reports.services import keeping
from tests.factories.figures import FIRST, HOUR, Asked, World, any_requests
from tests.owner import as_owner

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
SCOPES = [
    Scope(first, last, **narrow)
    for first, last in (
        (date(2026, 6, 1), date(2026, 11, 30)),
        (date(2026, 8, 1), date(2026, 9, 30)),
        (date(2026, 9, 1), date(2026, 9, 30)),
    )
    for narrow in ({}, {"platform": "chirp"}, {"channel": "email"},
                   {"platform": "murmur", "channel": "email"})
]  # fmt: skip


@pytest.fixture
def world(advocate):
    return World(by=advocate)


@pytest.fixture
def full(world):
    world.hold(any_requests(random.Random(7), 150, until=AT))  # noqa: S311
    keeping.keep()
    return world


def agree(scopes=(SCOPES[0], SCOPES[7]), groupings=("platform", "month")):
    for scope in scopes:
        for by in (None, *groupings):
            fresh = figures.on_time(scope, by, at=AT)
            assert kept.on_time(scope, by, at=AT) == fresh, (scope, by)
            assert kept.on_time_counted(scope, by, at=AT) == fresh, (scope, by)
            waits = zip(
                kept.removal_hours(scope, by, at=AT),
                figures.removal_hours(scope, by, at=AT),
                strict=True,
            )
            for mine, exact in waits:
                same = ("key", "label", "n", "events", "censored", "cases")
                assert [getattr(mine, one) for one in same] == [
                    getattr(exact, one) for one in same
                ], (scope, by)


def test_what_is_kept_is_what_a_fresh_count_gives(full):
    assert StaleMonth.objects.count() == 0
    agree(SCOPES, ("platform", "month", "channel"))


def test_what_changed_since_counts_at_once(full):
    dice = random.Random(11)  # noqa: S311
    clocks = list(Clock.objects.exclude(closed_as="unclocked").order_by("starts_at", "pk"))
    changes = (
        {"closed_as": "withdrawn", "closed_at": AT, "achieved_at": None},
        {"closed_as": "", "closed_at": None, "achieved_at": None},
        {"closed_as": "unclocked", "closed_at": AT, "achieved_at": None},
    )
    for change in changes:
        Clock.objects.filter(pk=clocks[dice.randrange(len(clocks))].pk).update(**change)
        agree()
    full.hold(any_requests(dice, 5, until=AT))
    agree()

    keeping.keep()

    assert StaleMonth.objects.count() == 0
    agree()


def test_a_late_word_on_an_old_month_moves_its_people_too(full):
    scope = SCOPES[0]
    full.hold([Asked(case=500, at=FIRST + 400 * HOUR, hours=1), Asked(case=500, at=AT - HOUR)])

    (row,) = kept.on_time(scope, at=AT)
    keeping.keep()

    assert kept.on_time(scope, at=AT) == (row,)
    agree()


def test_what_a_request_is_of_may_change_below_the_services(full):
    RemovalRequest.objects.filter(platform="chirp").update(platform="murmur")
    Submission.objects.filter(channel="other").update(channel="email")
    Case.objects.filter(is_demo=True).update(is_demo=False)

    agree()
    keeping.keep()
    agree()


def test_a_round_takes_some_months_and_what_waits_is_asked_fresh(full, monkeypatch):
    monkeypatch.setattr(keeping, "A_ROUND", 2)
    StaleMonth.objects.create(month=date(2026, 7, 1))
    Clock.objects.filter(starts_at__month=7, closed_as="late").update(closed_as="withdrawn",
                                                                      achieved_at=None)  # fmt: skip

    first = keeping.keep()

    assert (first.months, first.left) == (2, 3), "those after July follow whoever was in it"
    agree()
    assert keeping.keep_all() == 3
    assert StaleMonth.objects.count() == 0
    agree()
    assert keeping.check().ok


def test_demo_cases_are_shown_from_the_roll_up_where_they_are_all_there_is(full):
    Case.objects.update(is_demo=True)
    keeping.keep()

    assert kept.on_time(SCOPES[0], at=AT)[0].requests > 90
    agree()


def test_a_clock_that_only_wakes_makes_no_month_stale(full):
    clock = Clock.objects.filter(closed_at=None).first()
    Clock.objects.filter(pk=clock.pk).update(wakes_at=AT, attempts=3)
    clock.refresh_from_db()
    clock.save(update_fields=["closed_at", "closed_as", "achieved_at", "wakes_at"])

    assert StaleMonth.objects.count() == 0


def test_hours_from_the_roll_up_begin_the_tenth_that_they_fall_into(world):
    world.hold([Asked(case=n, hours=n + 0.25) for n in range(9)])
    keeping.keep()

    (found,) = kept.removal_hours(SCOPES[0], at=AT, curve=True)

    assert found.median == pytest.approx(4.2)
    assert found.within == 0.1
    assert [step.hours for step in found.curve] == pytest.approx([n + 0.2 for n in range(9)])


def test_nothing_kept_names_a_case(full):
    held = {field.name for model in (KeptMonth, KeptPeople) for field in model._meta.fields}

    assert not {name for name in held if "case" in name} - {"cases"}
    assert KeptMonth._meta.get_field("gone").base_field.get_internal_type().endswith("IntegerField")


def test_a_difference_is_found_told_and_counted_away(full, capsys):
    call_command("reconcile_figures")
    assert "In order." in capsys.readouterr().out

    KeptMonth.objects.filter(platform="*", channel="*", month=date(2026, 8, 1)).update(late=999)
    KeptPeople.objects.filter(month=date(2026, 9, 1), outcome="whole").first().delete()
    with pytest.raises(SystemExit):
        call_command("reconcile_figures")
    said = capsys.readouterr().out
    assert "2026-08 * * counts" in said
    assert "people" in said
    assert "figures" in " ".join(shown(now=AT)["problems"])

    call_command("reconcile_figures", "--anew", "--json")
    assert '"ok": true' in capsys.readouterr().out
    assert Heartbeat.objects.get(name="figures_checked").found["differences"] == 0
    assert "figures" not in " ".join(shown(now=AT)["problems"])


def test_a_month_that_loses_its_last_clock_is_kept_no_longer(world):
    (clock,) = world.hold([Asked(hours=5)])
    keeping.keep()
    with as_owner():
        clock.delete()
    keeping.keep()

    assert not KeptMonth.objects.exists()
    assert not KeptPeople.objects.exists()


def test_a_page_of_a_large_house_asks_the_roll_up(full, monkeypatch):
    assert not kept.is_large(SCOPES[0])
    assert quick.removal_hours(SCOPES[0])[0].within == 0

    monkeypatch.setattr(kept, "LARGE", 10)

    assert quick.removal_hours(SCOPES[0])[0].within == 0.1
    assert quick.on_time(SCOPES[0], at=AT) == figures.on_time(SCOPES[0], at=AT)
    elsewhere = replace(SCOPES[0], zone="America/New_York")
    assert quick.removal_hours(elsewhere)[0].within == 0, "months of UTC alone are kept"
    with pytest.raises(ValueError, match="UTC"):
        kept.on_time(elsewhere)
    assert timedelta(hours=1) == HOUR
