"""Near search by index: no hit lost, none too many, no scan, and none for row-level security."""

import json
import random
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.rules import NotAllowed
from evidence.models import Fingerprint
from evidence.near import SHAPES, blinded, near, statement
from evidence.rules.fingerprints import KINDS, Algorithm, distance
from evidence.rules.turns import Turn, turned
from rows import reading
from sealing import nearness
from tests.factories import cases as made
from tests.factories import evidence as found
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
KINDS_NEAR = [Algorithm.PDQ, Algorithm.PHASH]
BITS = {Algorithm.PDQ: 256, Algorithm.PHASH: 64}
MANY = 20_000


def chance_of(seed):
    return random.Random(seed)  # noqa: S311 - the same each time, and no secret


def some(algorithm, chance):
    return f"{chance.getrandbits(BITS[algorithm]):0{BITS[algorithm] // 4}x}"


def with_flips(digits, many, chance):
    mask = sum(1 << bit for bit in chance.sample(range(4 * len(digits)), many))
    return f"{int(digits, 16) ^ mask:0{len(digits)}x}"


def planted(algorithm, chance):
    """Give ours, rows at every distance round the radius in every lay, and strangers."""
    ours, radius = some(algorithm, chance), KINDS[algorithm].radius
    rows = [
        with_flips(turned(algorithm, ours, turn), many, chance)
        for turn in Turn
        for many in (0, 1, radius // 2, radius - 1, radius, radius + 1, radius + 2)
    ]
    return ours, [*rows, *(some(algorithm, chance) for _ in range(50))]


def put(rows, algorithm, item):
    """Write rows as the service would, without asking for each: these tests ask the index."""
    kept = [
        Fingerprint(
            pk=uuid4(), case=item.case, item=item, algorithm=algorithm, digits=digits,
            blind=blinded(algorithm, digits), quality=100 if algorithm == "pdq" else None,
            producer="test", recorded_at=item.recorded_at, recorded_by=item.recorded_by,
        )
        for digits in dict.fromkeys(rows)
    ]  # fmt: skip
    return {row.pk: row.digits for row in Fingerprint.objects.bulk_create(kept)}


@pytest.fixture
def item(advocate):
    return found.item(case=made.case(by=advocate), by=advocate)


@pytest.mark.parametrize("algorithm", KINDS_NEAR)
@pytest.mark.parametrize("seed", range(4))
def test_the_index_finds_what_counting_every_bit_finds(item, algorithm, seed):
    ours, rows = planted(algorithm, chance_of(seed))
    kept = put(rows, algorithm, item)

    hits = near(algorithm, ours)

    truth = {}
    for pk, digits in kept.items():
        off = min(distance(turned(algorithm, ours, turn), digits) for turn in Turn)
        if off <= KINDS[algorithm].radius:
            truth[pk] = off
    assert {hit.pk: hit.distance for hit in hits} == truth
    for hit in hits:
        assert distance(turned(algorithm, ours, hit.turn), kept[hit.pk]) == hit.distance
    assert [hit.distance for hit in hits] == sorted(hit.distance for hit in hits)


@pytest.mark.parametrize("algorithm", KINDS_NEAR)
def test_a_radius_that_the_index_does_not_prove_is_refused(algorithm):
    with pytest.raises(NotAllowed, check=lambda no: no.code == "beyond_the_radius"):
        near(algorithm, "0" * KINDS[algorithm].length, radius=SHAPES[algorithm].radius + 1)


def test_the_index_proves_what_the_rules_promise():
    assert {kind: SHAPES[kind].radius for kind in SHAPES} == {"pdq": 31, "phash": 11}
    assert all(KINDS[kind].radius <= SHAPES[kind].radius for kind in SHAPES)


@pytest.mark.parametrize(("algorithm", "radius"), [("pdq", 31), ("phash", 11)])
def test_bits_spread_as_thinly_as_can_be_are_still_found(item, algorithm, radius):
    """The hardest case: every band but one has a bit more than it can bear."""
    bands = len(SHAPES[algorithm].columns)
    ours = some(Algorithm(algorithm), chance_of(7))
    mask = sum(1 << (16 * (n % bands) + n // bands) for n in range(radius))
    put([turned_over(ours, mask)], algorithm, item)

    hits = near(algorithm, ours, radius=radius, turns=[Turn.UPRIGHT])

    assert [hit.distance for hit in hits] == [radius]


def turned_over(digits, mask):
    return f"{int(digits, 16) ^ mask:0{len(digits)}x}"


digits64 = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")


@settings(max_examples=200)
@given(digits64, digits64)
def test_scattering_keeps_every_distance_and_shows_no_digit(one, other):
    there = [nearness.scattered(each, column="here") for each in (one, other)]

    assert distance(*there) == distance(one, other)
    assert nearness.scattered(one, column="elsewhere") != there[0]


# Plans, at a size at which the planner would rather scan if it had to.


@pytest.fixture
def crowd(item):
    """Give a table of many, filled past the triggers, which cost more than the rows."""
    columns = "id, case_id, item_id, algorithm, digits, blind, quality, producer, rule_version"
    more = "mime, recorded_at, recorded_by_id"
    chance = {"pdq": "sha256(i::text::bytea)", "phash": "substr(sha256(i::text::bytea), 1, 8)"}
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evidence_fingerprint DISABLE TRIGGER USER")
        for algorithm, digits in chance.items():
            cursor.execute(
                f"INSERT INTO evidence_fingerprint ({columns}, {more})"  # noqa: S608
                f" SELECT gen_random_uuid(), %s, %s, %s, 'x', encode({digits}, 'hex'), %s, 't',"
                " '', '', now(), %s FROM generate_series(1, %s) AS i",
                [
                    item.case_id, item.pk, algorithm, 100 if algorithm == "pdq" else None,
                    item.recorded_by_id, MANY,
                ],
            )  # fmt: skip
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE evidence_fingerprint ENABLE TRIGGER USER")
        cursor.execute("ANALYZE evidence_fingerprint")
    return item


def plan_of(sql, given):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", given)
        return json.dumps(cursor.fetchone()[0])


def asked(algorithm):
    ours = blinded(algorithm, some(Algorithm(algorithm), chance_of(3)))
    return statement(SHAPES[algorithm], ours, KINDS[algorithm].radius)


@pytest.mark.parametrize("beyond", [False, True])
@pytest.mark.parametrize("algorithm", KINDS_NEAR)
def test_no_scan_also_for_a_reader_behind_a_wall(crowd, algorithm, beyond):
    as_whom = (
        reading.house("compare fingerprints")
        if beyond
        else (reading.reading_as(crowd.recorded_by_id))
    )
    with as_whom:
        plan = plan_of(*asked(algorithm))

    assert "fingerprint_near_" in plan
    assert '"Seq Scan"' not in plan
    assert "InitPlan" in plan  # the wall's own question, asked once
