"""Somebody who wants the hidden numbers back, with a solver and all that was ever told.

It shares nothing with what hides: it thinks of the finest cells, every person in one of them, and
asks for each hidden number how small and how large it can be in any world that fits.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.disclosure import TOTAL, Table

MOST = 10_000  # people in a cell, as far as an attacker looks


class Range(NamedTuple):
    name: object
    true: int
    low: float
    high: float


class Attacker:
    """Knows the totals, the rule, every snapshot, and whether numbers can only grow."""

    def __init__(self, insides: Sequence[Table], outsides: Sequence[Table]) -> None:
        self.insides, self.outsides = insides, outsides
        self.members = self._members()
        self.snapshots = list(dict.fromkeys(table.as_of for table in insides))
        self.atoms = list(product(*(sorted(seen) for seen in self.members.values())))
        self.size = len(self.atoms) * len(self.snapshots)
        self.rows: list[np.ndarray] = []
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.rule = 0
        self._learn()

    def _members(self):
        seen = {}
        for table in self.insides:
            for key in table.cells:
                for dimension, member in zip(table.dimensions, key, strict=True):
                    if member != TOTAL and member not in table.nested:
                        seen.setdefault(dimension, set()).add(member)
            for dimension, member in table.within.items():
                seen.setdefault(dimension, set()).add(member)
        return seen

    def row(self, table: Table, key) -> np.ndarray:
        """Give which atoms a cell is the sum of."""
        wants = {d: {m} for d, m in zip(table.dimensions, key, strict=True) if m != TOTAL}
        wants |= {d: {m} for d, m in table.within.items()}
        wants = {d: set(table.nested.get(min(m), m)) for d, m in wants.items()}
        start = self.snapshots.index(table.as_of) * len(self.atoms)
        row = np.zeros(self.size)
        for at, atom in enumerate(self.atoms):
            if all(m in wants.get(d, {m}) for d, m in zip(self.members, atom, strict=True)):
                row[start + at] = 1
        return row

    def _learn(self) -> None:
        for inside, outside in zip(self.insides, self.outsides, strict=True):
            for key, cell in outside.cells.items():
                low = (
                    1 if inside.cells[key].count and not outside.withheld else 0
                )  # nobody is shown, so a hidden cell is somebody
                told = cell.count
                self._add(
                    self.row(inside, key),
                    low if told is None else told,
                    np.inf if told is None else told,
                )

    def _add(self, row, low, high) -> None:
        self.rows.append(row)
        self.lows.append(low)
        self.highs.append(high)

    def learns(self, row, least) -> None:
        self._add(row, least, np.inf)

    def knows_it_only_grows(self) -> None:
        width = len(self.atoms)
        for at in range(self.size - width):
            row = np.zeros(self.size)
            row[at], row[at + width] = -1, 1
            self._add(row, 0, np.inf)

    def knows_why_any_is_hidden(self, threshold: int) -> None:
        """Know further that nothing is hidden for nothing: one hidden number at least is small."""
        self.rule = threshold

    def _told(self):
        rows, lows, highs = np.array(self.rows), list(self.lows), list(self.highs)
        if not self.rule:
            return LinearConstraint(rows, lows, highs), 0
        hidden = [at for at, high in enumerate(highs) if high == np.inf]
        small = MOST * np.eye(len(hidden))  # one means: this number is a small one
        extra = np.zeros((len(rows) + len(hidden) + 1, self.size + len(hidden)))
        extra[: len(rows), : self.size] = rows
        extra[len(rows) : -1] = np.hstack([rows[hidden], small])
        extra[-1, self.size :] = 1
        lows += [-np.inf] * len(hidden) + [1]
        highs += [self.rule - 1 + MOST] * len(hidden) + [np.inf]
        return LinearConstraint(extra, lows, highs), len(hidden)

    def range(self, row, name: object = "", true: int = 0) -> Range:
        told, marks = self._told()
        wide, most = (
            np.append(row, np.zeros(marks)),
            np.append(np.full(self.size, MOST), [1] * marks),
        )
        found = []
        for sign in (1, -1):
            answer = milp(
                sign * wide,
                constraints=told,
                integrality=np.ones(len(wide)),
                bounds=Bounds(0, most),
            )
            assert answer.success, "the true world fits, so some world does"
            found.append(round(sign * answer.fun))
        return Range(name, true, *found)

    def hidden(self) -> Iterable[Range]:
        for inside, outside in zip(self.insides, self.outsides, strict=True):
            for key, cell in outside.cells.items():
                if cell.is_hidden and not outside.withheld and inside.cells[key].count:
                    name = (inside.name, inside.as_of, key)
                    yield self.range(self.row(inside, key), name, inside.cells[key].count)

    def changes(self, threshold: int) -> Iterable[Range]:
        """Give what can be known of each small difference between two snapshots."""
        for one, other in product(range(len(self.insides)), repeat=2):
            earlier, later = self.insides[one], self.insides[other]
            if one >= other or (earlier.name, later.as_of) == (later.name, earlier.as_of):
                continue
            for key in earlier.cells.keys() & later.cells.keys():
                change = later.cells[key].count - earlier.cells[key].count
                same = earlier.place(key) == later.place(key)  # other quarters are other people
                if same and 0 < abs(change) < threshold:
                    row = self.row(later, key) - self.row(earlier, key)
                    yield self.range(row, (earlier.name, key), change)


def leaks(found: Iterable[Range], threshold: int) -> list[Range]:
    """Keep what is known too well: to be small, or closer than the threshold."""
    return [one for one in found if _is_small(one, threshold) or _is_known(one, threshold)]


def _is_small(one: Range, threshold: int) -> bool:
    return (one.low > 0 and one.high < threshold) or (-threshold < one.low and one.high < 0)


def _is_known(one: Range, threshold: int) -> bool:
    return one.high - one.low < threshold - 1
