"""Kaplan and Meier in SQL beside statsmodels, on awkward data and on any."""

import math
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from reports import figures
from reports.figures import Scope, survival_sql
from reports.figures.counted import rows
from tests.factories.figures import HOUR, OCTOBER, Asked, World

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 10, 12, tzinfo=UTC)
AUTUMN = Scope(date(2026, 10, 1), date(2026, 11, 30))
SPELL = """
    spell AS (
        SELECT ''::text AS key, 1 AS case_id, t, gone
        FROM unnest(%(t)s::float8[], %(gone)s::bool[]) AS given (t, gone)
    )"""
Spells = list[tuple[float, bool]]

AWKWARD: dict[str, Spells] = {
    "one event": [(3, True)],
    "one censored": [(3, False)],
    "all censored": [(1, False), (2, False), (2, False)],
    "no censoring, an odd number": [(1, True), (2, True), (5, True)],
    "ties": [(1, True), (1, True), (1, False), (2, True), (2, False), (2, False), (9, True)],
    "all at one moment": [(4, True)] * 5,
    "events at time zero": [(0, True), (0, True), (0, False), (1, True), (7, True), (8, False)],
    "median never reached": [(1, True), *[(10, False)] * 9],
    "the last is censored": [(1, True), (2, True), (3, True), (4, False)],
    "the last event meets the last censored": [(1, True), (5, True), (5, False)],
    "long waits": [(0.001, True), (48 * 3600, True), (9e7, True), (9e7, False)],
}
ANY = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 12).map(float), st.floats(0, 1e6, allow_subnormal=False)),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


def ours(spells: Spells) -> tuple[dict, list[dict]]:
    values = {"t": [float(t) for t, _ in spells], "gone": [gone for _, gone in spells]}
    (row,) = rows(survival_sql.summary(SPELL), values)
    return row, rows(survival_sql.points(SPELL), values)


def agree(mine: float | None, theirs: float) -> bool:
    if mine is None:
        return not math.isfinite(theirs)
    return math.isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-12)


def compare(spells: Spells) -> None:
    row, points = ours(spells)
    t, gone = np.array([t for t, _ in spells]), np.array([int(gone) for _, gone in spells])
    if not gone.any():
        assert points == []
        assert row["median"] is row["median_low"] is row["p90_high"] is None
        return
    theirs = SurvfuncRight(t, gone)
    assert [point["t"] for point in points] == list(theirs.surv_times)
    assert [point["s"] for point in points] == pytest.approx(list(theirs.surv_prob), abs=1e-9)
    assert [point["n"] for point in points] == list(theirs.n_risk)
    for name, gone_by in (("median", 0.5), ("p90", 0.9)):
        left = 1 - gone_by
        if min(abs(theirs.surv_prob - left)) < 1e-9:
            continue  # statsmodels leaves whether a half is reached at a half to a rounding error
        assert agree(row[name], theirs.quantile(gone_by)), name
        with np.errstate(all="ignore"):
            low, high = theirs.quantile_ci(gone_by)
        assert agree(row[f"{name}_low"], low), name
        assert agree(row[f"{name}_high"], high), name


@pytest.mark.parametrize("spells", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_data_come_out_as_statsmodels_has_them(spells):
    compare(spells)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(spells=ANY)
@example(spells=[(float(n), n % 3 != 0) for n in range(1, 40)])
def test_any_data_come_out_as_statsmodels_has_them(db, spells):
    compare(spells)


def test_many_waits_come_out_as_statsmodels_has_them():
    random = np.random.default_rng(48)
    waits, ends = random.weibull(0.8, 4000) * 40, random.uniform(0, 150, 4000)

    compare([(float(min(w, e)), bool(w <= e)) for w, e in zip(waits, ends, strict=True)])


def test_a_half_is_reached_when_exactly_half_are_gone():
    row, _ = ours([(1, True), (2, True), (3, True), (4, True)])

    assert row["median"] == 2


def test_the_limits_of_a_curve_are_greenwoods_on_a_log_log_scale():
    _, points = ours([(6, True)] * 3 + [(6, False)] + [(7, True)] + [(9, False)] * 16)

    # 21 patients of Freireich, as textbooks begin them: 0.857 (0.620, 0.952), 0.807 (0.563, 0.923)
    assert [(p["s"], p["low"], p["high"]) for p in points] == [
        pytest.approx((0.8571, 0.6197, 0.9516), abs=1e-4),
        pytest.approx((0.8067, 0.5631, 0.9228), abs=1e-4),
    ]


def hours(scope=AUTUMN, **rest):
    (row,) = figures.removal_hours(scope, at=AT, **rest)
    return row


@pytest.fixture
def world(advocate):
    return World(by=advocate)


def test_what_is_open_counts_until_now_and_what_was_withdrawn_until_then(world):
    world.hold(
        [
            Asked(case=1, hours=2),
            Asked(case=1, hours=4),
            Asked(case=2, withdrawn=3),
            Asked(case=3, at=AT - 10 * HOUR),
        ]
    )

    found = hours(curve=True)

    assert (found.n, found.events, found.censored, found.cases) == (4, 2, 2, 3)
    assert [(p.hours, p.still_up, p.at_risk) for p in found.curve] == [
        pytest.approx((2, 0.75, 4)), pytest.approx((4, 0.375, 2)),
    ]  # fmt: skip
    assert (found.median, found.p90) == (4, None)


def test_leaving_out_what_is_open_would_have_flattered(world):
    world.hold([*(Asked(case=n, hours=1) for n in range(4)), *(Asked(case=n) for n in range(6))])

    assert hours().median is None, "fewer than half are gone, so nobody knows"


def test_what_was_gone_before_its_receipt_was_proven_took_no_time(world):
    world.hold([Asked(hours=-2), Asked(hours=6)])

    assert (hours().median, hours().n) == (0, 2)


def test_hours_are_of_elapsed_time_to_the_microsecond(world):
    night = datetime(2026, 10, 31, 14, tzinfo=UTC)  # New York puts its clocks back
    world.hold([Asked(at=night, hours=25.000001)])

    assert hours().median == pytest.approx(25.000001, abs=1e-9)


def test_each_platform_has_a_curve_of_its_own(world):
    world.hold([Asked(hours=2), Asked(hours=3, platform="murmur"), Asked(platform="murmur")])

    by = {one.key: one for one in figures.removal_hours(AUTUMN, "platform", at=AT, curve=True)}

    assert (by["chirp"].median, by["murmur"].median) == (2, 3)
    assert (len(by["chirp"].curve), by["murmur"].n) == (1, 2)


def test_nothing_at_all_is_one_row_without_hours(world):
    world.hold([])

    assert (hours().n, hours().median, hours(curve=True).curve) == (0, None, ())
    assert OCTOBER < AT
