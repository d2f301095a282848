"""All that a reader knows: numbers, what each can be at least and at most, and what adds up."""

from dataclasses import dataclass, field

Move = dict[int, int]  # figure to +1 or -1: by so many steps another world differs


EFFORT = 20_000  # a second or two; what has no witness by then is hidden with all around it


@dataclass(slots=True)
class Figure:
    """One number of the true world, and what a reader knows of it."""

    value: int
    low: int | None
    high: int | None = None
    cost: float | None = None  # of hiding it; None: it is told, or was, and stays so
    hidden: bool = False
    is_cell: bool = False  # of a table; otherwise a difference that anybody can work out
    small: bool = False  # few people: it may not be known, nor be known to be small

    @property
    def away(self) -> int:
        """Give the direction in which the number leaves the small ones."""
        return 1 if self.value >= 0 else -1


@dataclass(slots=True)
class System:
    """Figures and the sums that tie them; every sum is zero in every world a reader can hold."""

    step: int  # how far another world must differ: the threshold less one
    effort: int = EFFORT  # partial worlds that may still be looked at
    figures: list[Figure] = field(default_factory=list)
    sums: list[dict[int, int]] = field(default_factory=list)
    within: list[list[tuple[int, int]]] = field(default_factory=list)

    def enter(self, figure: Figure) -> int:
        self.figures.append(figure)
        self.within.append([])
        return len(self.figures) - 1

    def tie(self, terms: dict[int, int]) -> None:
        """Enter a sum; it holds in the true world, or whoever built it erred."""
        if sum(sign * self.figures[at].value for at, sign in terms.items()):
            raise ValueError("This sum does not hold in what was counted.")
        for at, sign in terms.items():
            self.within[at].append((len(self.sums), sign))
        self.sums.append(terms)

    def latent(self, value: int) -> int:
        """Enter a difference that stands in no table, and that a reader may want to know.

        Which way it points is taken as known: who knows less can be told no more.
        """
        low, high = (0, None) if value >= 0 else (None, 0)
        small = 0 < abs(value) <= self.step
        return self.enter(Figure(value, low, high, hidden=True, small=small))

    def can(self, at: int, sign: int, *, steps: int = 1) -> bool:
        """Tell whether a reader holds possible that this figure is so many steps off."""
        figure = self.figures[at]
        there = figure.value + sign * steps * self.step
        return (figure.low is None or there >= figure.low) and (
            figure.high is None or there <= figure.high
        )

    def is_world(self, move: Move) -> bool:
        """Prove that the move leads to a world in which all that is told is told as well."""
        touched = {row for at in move for row, _ in self.within[at]}
        return all(self.figures[at].hidden and self.can(at, move[at]) for at in move) and not any(
            sum(sign * move.get(at, 0) for at, sign in self.sums[row].items()) for row in touched
        )

    def protects(self, move: Move, at: int) -> bool:
        """Tell whether that world keeps this figure from being known, or known to be small."""
        figure = self.figures[at]
        return at in move and (not figure.small or move[at] == figure.away)
