"""Which kept fingerprints are near some digits: exactly those within the radius, by index.

PDQ's 256 bits stand in sixteen bands of sixteen. If at most 31 bits differ, some band differs in
at most one bit (sixteen bands with two each would be 32). So each hit has, in some band, one of
the 17 values one bit or less from ours: 16 x 17 = 272 probes of sixteen btrees reach every hit,
and bit_count then leaves out the rest. pHash: 64 bits in four bands, radius 10; some band differs
in at most two bits, 4 x 137 = 548 probes. A greater radius is refused: these probes would lose
some. Rows that are withdrawn, or too plain to compare, stand in no band.

One stored fingerprint is asked for in all eight lays: we turn our digits, not the rows.
"""

from collections.abc import Iterable
from itertools import combinations, product
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from audit.rules import NotAllowed
from evidence.rules.fingerprints import KINDS, NEAR, Algorithm
from evidence.rules.turns import Turn, turned
from sealing import blind, keys, nearness

COLUMN = "evidence_fingerprint.digits"
BAND = 16


class Shape(NamedTuple):
    """How an algorithm's bits are banded, and how many of a band's bits a probe turns over."""

    bits: int
    columns: tuple[str, ...]
    flips: int

    @property
    def radius(self) -> int:
        """Give the greatest distance at which no hit is lost."""
        return len(self.columns) * (self.flips + 1) - 1


SHAPES = {
    Algorithm.PDQ: Shape(256, tuple(f"pdq_{band:02}" for band in range(16)), 1),
    Algorithm.PHASH: Shape(64, tuple(f"phash_{band}" for band in range(4)), 2),
}


class Hit(NamedTuple):
    """A kept fingerprint within the radius, and how its picture lies to ours."""

    pk: UUID
    distance: int
    turn: Turn


def blinded(algorithm: str, digits: str, *, key: bytes | None = None) -> str:
    """Give what stands in the table for some digits (ADR 0037)."""
    column = f"{COLUMN}|{algorithm}"
    if algorithm in NEAR:
        return nearness.scattered(digits, column=column, key=key)
    return blind.digest(digits, column=column, key=key)


def near(
    algorithm: str, digits: str, *, radius: int | None = None, turns: Iterable[Turn] = tuple(Turn)
) -> list[Hit]:
    """Give every compared fingerprint within the radius of these digits, nearest first."""
    kind = Algorithm(algorithm)
    if kind not in SHAPES:
        return _equal(kind, digits)
    reach = KINDS[kind].radius if radius is None else radius
    if reach > SHAPES[kind].radius or reach < 0:
        raise NotAllowed(
            f"The index proves {KINDS[kind].name} up to {SHAPES[kind].radius} bits, no further.",
            code="beyond_the_radius",
        )
    found: dict[UUID, Hit] = {}
    for turn, key in product(turns, keys.index_keys()):
        asked = blinded(kind, turned(kind, digits, turn), key=key)
        with connection.cursor() as cursor:
            cursor.execute(*statement(SHAPES[kind], asked, reach))
            for pk, distance in cursor.fetchall():
                if pk not in found or distance < found[pk].distance:
                    found[pk] = Hit(pk, distance, turn)
    return sorted(found.values(), key=lambda hit: (hit.distance, hit.pk))


def statement(shape: Shape, asked: str, radius: int) -> tuple[str, list[Any]]:
    """Give the query of one lay: all eight at once reach so much that a scan may seem cheaper."""
    bits = f"{'pdq' if shape.bits == 256 else 'phash'}_bits"  # noqa: PLR2004 - PDQ's width
    off = f"bit_count({bits} # ('x' || %s)::bit({shape.bits}))"
    somewhere = " OR ".join(f"{column} = ANY (%s::int[])" for column in shape.columns)
    sql = (
        f"SELECT id, {off} FROM evidence_fingerprint"  # noqa: S608 - columns of the table above
        f" WHERE ({somewhere}) AND {off} <= %s"
    )
    probes = [_probes(shape, asked, band) for band in range(len(shape.columns))]
    return sql, [asked, *probes, asked, radius]


def _probes(shape: Shape, asked: str, band: int) -> list[int]:
    """Give the values of one band that a hit may have."""
    own = int(asked[4 * band : 4 * band + 4], 16)
    return [own ^ mask for mask in _MASKS[shape.flips]]


def _masks(flips: int) -> tuple[int, ...]:
    return tuple(
        sum(1 << bit for bit in turned_over)
        for many in range(flips + 1)
        for turned_over in combinations(range(BAND), many)
    )


_MASKS = {flips: _masks(flips) for flips in (1, 2)}


def _equal(kind: Algorithm, digits: str) -> list[Hit]:
    sql = (
        "SELECT id FROM evidence_fingerprint WHERE blind = ANY (%s::text[]) AND algorithm = %s"
        " AND algorithm IN ('sha256', 'md5') AND blind <> '' ORDER BY id"
    )
    with connection.cursor() as cursor:
        asked = [blinded(kind, digits, key=key) for key in keys.index_keys()]
        cursor.execute(sql, [asked, kind.value])
        return [Hit(pk, 0, Turn.UPRIGHT) for (pk,) in cursor.fetchall()]
