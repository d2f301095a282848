"""From values to places: the one piece of arithmetic that every picture shares."""

from typing import NamedTuple

WIDE, NARROW = 860, 340  # of a picture at a desk and on a phone, in its own units
A_DAY = 24
LETTER = 7.2  # how wide a letter of a label is, about


class Tick(NamedTuple):
    at: float
    label: str


class Scale(NamedTuple):
    """A straight scale from values to places; what lies outside is drawn at its end."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = self.high - self.low or 1
        share = min(1.0, max(0.0, (value - self.low) / span))
        return round(self.start + share * (self.end - self.start), 1)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def shares(start: float, end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """Give the scale of a share, always from nothing to all, so that pictures compare."""
    scale = Scale(0, 1, start, end)
    return scale, tuple(Tick(scale.at(one / 4), f"{one * 25} %") for one in range(5))


def hours(top: float, start: float, end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """Give a scale of hours in whole days, with the forty-eighth hour among its marks."""
    step = next(days for days in (1, 2, 4, 8, 16, 32, 64, 128) if top <= days * A_DAY * 6)
    step = max(2, step) if end - start < NARROW and top > 4 * A_DAY else step
    high = max(3, -(-int(top) // (step * A_DAY))) * step * A_DAY
    scale = Scale(0, high, start, end)
    marks = range(0, high + 1, step * A_DAY)
    return scale, tuple(Tick(scale.at(at), f"{at} h" if at else "0") for at in marks)


def counts(top: float, start: float, end: float, most: int = 5) -> tuple[Scale, tuple[Tick, ...]]:
    """Give a scale of whole things from nought, its marks at ones, twos, fives and their tens."""
    step = next(
        one * 10**tens
        for tens in range(12)
        for one in (1, 2, 5)
        if top <= one * 10**tens * (most - 1)
    )
    high = max(1, -(-int(top) // step)) * step
    scale = Scale(0, high, start, end)
    return scale, tuple(Tick(scale.at(at), f"{at:,}") for at in range(0, high + 1, step))


def short(words: str, room: float) -> str:
    """Give words as far as there is room for them; the table has them whole."""
    most = max(4, int(room / LETTER))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
