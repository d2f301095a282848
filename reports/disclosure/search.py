"""Find another world in which a figure is different, hiding as little as possible for it."""

from heapq import heappop, heappush
from typing import NamedTuple

from reports.disclosure.system import Move, System

LOOKED = 2_000  # partial worlds; after so many the search gives up, and more is hidden instead
LONGEST = 200  # figures that one move changes


class Partial(NamedTuple):
    guess: float  # what the whole move is thought to cost
    turn: int
    paid: float
    move: Move
    off: dict[int, int]  # sums that no longer hold, and by how many steps


class Search:
    """The cheapest first; one sum that no longer holds is mended at a time."""

    def __init__(self, system: System, *, hide: bool) -> None:
        self.system, self.hide = system, hide
        self.heap: list[Partial] = []
        self.seen: set[frozenset[tuple[int, int]]] = set()
        self.turn = 0
        self.step = 0.1 if hide else 0.01  # a long move costs little where nothing is hidden for it

    def run(self, start: int, sign: int, looked: int) -> Move | None:
        if not self.system.can(start, sign):
            return None
        self._enter(0.0, {start: sign}, {})
        for _ in range(min(looked, self.system.effort)):
            if not self.heap:
                return None
            self.system.effort -= 1
            partial = heappop(self.heap)
            if not partial.off:
                return partial.move
            if len(partial.move) < LONGEST:
                self._mend(partial)
        return None

    def _mend(self, partial: Partial) -> None:
        sums = self.system.sums
        row = min(partial.off, key=lambda one: len(sums[one]))
        wrong = 1 if partial.off[row] > 0 else -1
        for at, coefficient in sums[row].items():
            sign = -wrong * coefficient
            price = self._price(at)
            if at in partial.move or price is None or not self.system.can(at, sign):
                continue
            key = frozenset({*partial.move.items(), (at, sign)})
            if key not in self.seen:
                self.seen.add(key)
                self._enter(partial.paid + price, {**partial.move, at: sign}, partial.off)

    def _price(self, at: int) -> float | None:
        figure = self.system.figures[at]
        if figure.hidden:
            return 0.0
        return figure.cost if self.hide else None

    def _enter(self, paid: float, move: Move, off: dict[int, int]) -> None:
        last = next(reversed(move))
        now = dict(off)
        for row, coefficient in self.system.within[last]:
            left = now.pop(row, 0) + coefficient * move[last]
            if left:
                now[row] = left
        self.turn += 1 if self.hide else -1  # unless it hides, of two alike the later is nearer
        guess = paid + 0.5 * sum(map(abs, now.values())) + self.step * len(move)
        heappush(self.heap, Partial(guess, self.turn, paid, move, now))


def other_world(
    system: System, start: int, sign: int, *, hide: bool, looked: int = LOOKED
) -> Move | None:
    """Give the cheapest move found that changes this figure; without `hide`, of hidden ones."""
    return Search(system, hide=hide).run(start, sign, looked)
