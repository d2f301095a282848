"""The eight ways to lay one picture, made from its stored digits alone.

A digit's bit says whether a wave of so many swings down (row) and across (column) the picture is
stronger than the middle one. Mirroring a picture turns over the waves with an odd number of
swings, and a quarter turn changes rows for columns: bits are turned over and moved, no picture is
needed. The median may fall elsewhere, so the result is a few bits off what the turned file
itself would give (HASHING.md section 3: median 6 of 256).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from evidence.rules.fingerprints import Algorithm


class Turn(StrEnum):
    """How the second picture lies to the first; quarter turns are clockwise."""

    UPRIGHT = "upright"
    MIRRORED = "mirrored"
    UPSIDE_DOWN = "turned_180"
    QUARTER = "turned_90"
    THREE_QUARTERS = "turned_270"
    FLIPPED = "flipped"
    MIRRORED_QUARTER = "mirrored_turned_90"
    MIRRORED_THREE_QUARTERS = "mirrored_turned_270"


class Grid(NamedTuple):
    """How an algorithm's bits stand: so many a side, from which wave on, and bit of a place."""

    side: int
    first_wave: int
    place: Callable[[int, int], int]  # row, column -> which bit, from the left


def _pdq_place(row: int, column: int) -> int:
    return 255 - (16 * row + column)


def _phash_place(row: int, column: int) -> int:
    return 8 * row + column


GRIDS = {
    Algorithm.PDQ: Grid(16, 1, _pdq_place),
    Algorithm.PHASH: Grid(8, 0, _phash_place),
}
# fmt: off
TURNS: dict[Turn, str] = {
    Turn.UPRIGHT:                 "The same way up",
    Turn.MIRRORED:                "Mirrored, left for right",
    Turn.UPSIDE_DOWN:             "Turned upside down",
    Turn.QUARTER:                 "Turned a quarter, clockwise",
    Turn.THREE_QUARTERS:          "Turned a quarter, anticlockwise",
    Turn.FLIPPED:                 "Mirrored, top for bottom",
    Turn.MIRRORED_QUARTER:        "Mirrored, then turned a quarter clockwise",
    Turn.MIRRORED_THREE_QUARTERS: "Mirrored, then turned a quarter anticlockwise",
}
# fmt: on
# What a turn does to waves: exchange rows and columns, then turn over the odd ones down, across.
# fmt: off
DOES: dict[Turn, tuple[bool, bool, bool]] = {
    Turn.UPRIGHT:                 (False, False, False),
    Turn.MIRRORED:                (False, False, True),
    Turn.FLIPPED:                 (False, True,  False),
    Turn.UPSIDE_DOWN:             (False, True,  True),
    Turn.MIRRORED_THREE_QUARTERS: (True,  False, False),
    Turn.QUARTER:                 (True,  False, True),
    Turn.THREE_QUARTERS:          (True,  True,  False),
    Turn.MIRRORED_QUARTER:        (True,  True,  True),
}
# fmt: on
BACK = {Turn.QUARTER: Turn.THREE_QUARTERS, Turn.THREE_QUARTERS: Turn.QUARTER}


def turned(algorithm: str, digits: str, turn: Turn) -> str:
    """Give the digits of the same picture laid otherwise."""
    grid = GRIDS[Algorithm(algorithm)]
    width = 4 * len(digits)
    bits = f"{int(digits, 16):0{width}b}"
    exchange, down, across = DOES[turn]
    laid = [""] * width
    for row in range(grid.side):
        for column in range(grid.side):
            bit = bits[grid.place(column, row) if exchange else grid.place(row, column)]
            swings = down * (row + grid.first_wave) + across * (column + grid.first_wave)
            laid[grid.place(row, column)] = "10"[int(bit)] if swings % 2 else bit
    return f"{int(''.join(laid), 2):0{len(digits)}x}"


def seen_from_the_other(turn: Turn) -> Turn:
    """Give how the first lies to the second, when the second lies to the first as told."""
    return BACK.get(turn, turn)
