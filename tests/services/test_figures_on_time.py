"""Small worlds counted by hand: what is on time, what is late, and who stands behind it."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from cases.models import Case
from deadlines.models import Clock
from reports import figures
from reports.figures import Scope
from reports.rules.intervals import newcombe, wilson
from tests.factories.figures import HOUR, OCTOBER, Asked, World, any_requests

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
AUTUMN = Scope(date(2026, 10, 1), date(2026, 11, 30))
RUNNING = AT - 10 * HOUR
HAND = (
    Asked(case=1, hours=48),  # exactly at the end: in time
    Asked(case=1, hours=48 + 1 / 3600, platform="murmur"),  # a second later
    Asked(case=2, hours=3, channel="email"),
    Asked(case=3),  # open, and over since long
    Asked(case=3, at=RUNNING, basis="inferred"),  # open, and runs
    Asked(case=4, withdrawn=5),
)


@pytest.fixture
def world(advocate):
    return World(by=advocate)


def one(scope=AUTUMN, **rest):
    (row,) = figures.on_time(scope, at=AT, **rest)
    return row


def test_every_request_is_counted_once_and_by_what_became_of_it(world):
    world.hold(HAND)

    found = one()

    assert (found.on_time, found.late, found.open_late, found.open_in_time) == (2, 1, 1, 1)
    assert (found.requests, found.decided, found.withdrawn, found.inferred) == (5, 4, 1, 1)
    assert found.cases == 3, "a withdrawn request's person is not behind the count"
    assert (found.cases_on_time, found.cases_late, found.cases_open_late) == (2, 1, 1)
    assert (found.cases_open_in_time, found.cases_withdrawn) == (1, 1)
    assert found.share == 0.5
    assert (found.share_low, found.share_high) == pytest.approx((0.1500, 0.8500), abs=1e-4)


def test_exactly_at_the_deadline_an_open_request_is_still_in_time(world):
    (clock,) = world.hold([Asked()])

    (at_the_end,) = figures.on_time(AUTUMN, at=clock.due_at)
    (just_after,) = figures.on_time(AUTUMN, at=clock.due_at + timedelta(microseconds=1))

    assert (at_the_end.open_in_time, at_the_end.open_late) == (1, 0)
    assert (just_after.open_in_time, just_after.open_late) == (0, 1)


def test_platforms_months_and_channels_stand_in_rows_of_their_own(world):
    world.hold(HAND)

    by = {
        key: [(row.key, row.label, row.requests, row.cases) for row in figures.on_time(AUTUMN, key)]
        for key in ("platform", "month", "channel")
    }

    assert by["platform"] == [("chirp", "Chirp", 4, 3), ("murmur", "Murmur", 1, 1)]
    assert by["month"] == [("2026-10", "October 2026", 4, 3), ("2026-11", "November 2026", 1, 1)]
    assert by["channel"] == [
        ("email", "E-mail", 1, 1), ("web_form", "The platform's web form", 4, 2),
    ]  # fmt: skip


def test_a_filter_and_a_row_of_the_same_name_agree(world):
    world.hold(HAND)

    rows = {row.key: row for row in figures.on_time(AUTUMN, "platform", at=AT)}
    filtered = one(Scope(AUTUMN.first, AUTUMN.last, platform="murmur"))

    assert filtered.late == rows["murmur"].late == 1
    assert one(Scope(AUTUMN.first, AUTUMN.last, channel="email")).on_time == 1


def test_a_cured_request_is_two_requests_of_one_person(world):
    old, new = world.hold(
        [Asked(case=7, hours=60), Asked(case=7, at=OCTOBER + 24 * HOUR, hours=36)]
    )
    new.request.__class__.objects.filter(pk=new.request_id).update(
        number=old.request.number, version=2, replaces=old.request_id
    )

    found = one()

    assert (found.requests, found.cases) == (2, 1)
    assert (found.late, found.on_time) == (1, 1), "each version by its own clock"


def test_a_clock_that_a_corrected_receipt_undid_never_ran(world):
    (clock,) = world.hold([Asked()])
    Clock.objects.filter(pk=clock.pk).update(closed_as="unclocked", closed_at=AT)

    assert one().requests == 0


def test_demo_cases_are_left_out_until_they_are_all_there_is(world):
    world.hold([Asked(case=1, hours=1), Asked(case=1, hours=99, demo=True)])

    assert (one().requests, one().late) == (1, 0)

    Case.objects.filter(is_demo=False).update(is_demo=True)
    assert (one().requests, one().late) == (2, 1)


def test_nothing_at_all_is_one_row_without_a_share(world):
    world.hold([])

    found = one()

    assert (found.label, found.requests, found.share, found.share_low) == ("All", 0, None, None)
    assert figures.on_time(AUTUMN, "platform") == ()


def test_a_month_begins_where_its_zone_says(world):
    night = datetime(2026, 11, 1, 2, tzinfo=UTC)  # still October in New York
    world.hold([Asked(at=night)])

    assert one(Scope.month(date(2026, 10, 1))).requests == 0
    there = Scope.month(date(2026, 10, 9), zone="America/New_York")
    assert one(there).requests == 1
    assert [row.key for row in figures.on_time(there, "month")] == ["2026-10"]


def test_other_laws_are_other_figures(world):
    world.hold([Asked()])

    assert one(Scope(AUTUMN.first, AUTUMN.last, statute="UK-OSA-10-3A")).requests == 0


KEYS = {
    None: lambda _: "",
    "platform": lambda asked: asked.platform,
    "channel": lambda asked: asked.channel,
    "month": lambda asked: f"{asked.at:%Y-%m}",
}


def outcome(asked):
    """Say what became of a request by the plainest reading of the law."""
    if asked.withdrawn is not None:
        return "withdrawn"
    if asked.hours is None:
        return "open_late" if asked.at + 48 * HOUR < AT else "open_in_time"
    return "on_time" if asked.gone_at - asked.at <= 48 * HOUR else "late"


@pytest.mark.parametrize("by", KEYS)
@pytest.mark.parametrize("seed", [1, 2])
def test_any_world_is_counted_as_a_plain_reading_counts_it(world, seed, by):
    told = list(any_requests(Random(seed), 120, until=AT))  # noqa: S311
    world.hold(told)
    scope = Scope(date(2026, 7, 1), date(2026, 10, 31), platform="chirp" if seed == 2 else "")
    plain: dict = {}
    for asked in told:
        inside = date(2026, 7, 1) <= asked.at.date() <= date(2026, 10, 31)
        if inside and not asked.demo and scope.platform in {"", asked.platform}:
            plain.setdefault(KEYS[by](asked), []).append(asked)

    found = {row.key: row for row in figures.on_time(scope, by, at=AT)}

    assert set(found) == set(plain)
    for key, rows in plain.items():
        row = found[key]
        for kind in ("on_time", "late", "open_late", "open_in_time", "withdrawn"):
            same = [asked for asked in rows if outcome(asked) == kind]
            assert getattr(row, kind) == len(same), (key, kind)
            assert getattr(row, f"cases_{kind}") == len({one.case for one in same}), (key, kind)
        standing = [asked for asked in rows if asked.withdrawn is None]
        assert row.cases == len({asked.case for asked in standing})
        assert row.inferred == sum(asked.basis == "inferred" for asked in standing)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_wilsons_interval_is_as_published(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=1e-4)


def test_newcombes_interval_is_as_published():
    assert newcombe((48, 80), (56, 70)) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert newcombe((0, 0), (1, 2)) is None


def test_months_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="before"):
        Scope(date(2026, 2, 1), date(2026, 1, 31))
