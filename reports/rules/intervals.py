"""Intervals of shares; 95 % throughout."""

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054  # the normal's 97.5th percentile


class Interval(NamedTuple):
    low: float
    high: float


def wilson(part: int, whole: int) -> Interval | None:
    """Give Wilson's interval of a share, 0 to 1; None of nothing. It never leaves 0 to 1."""
    if whole == 0:
        return None
    share, z2 = part / whole, Z * Z
    middle = share + z2 / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + z2 / (4 * whole * whole))
    low, high = ((middle + side * reach) / (1 + z2 / whole) for side in (-1, 1))
    # Rounding alone keeps these from being exact
    return Interval(0.0 if part == 0 else low, 1.0 if part == whole else high)


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> Interval | None:
    """Give the interval of `after - before`, each (part, whole); None where either is of nothing.

    R. G. Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10).
    """
    was, now = wilson(*before), wilson(*after)
    if was is None or now is None:
        return None
    first, second = before[0] / before[1], after[0] / after[1]
    apart = second - first
    return Interval(
        apart - sqrt((second - now.low) ** 2 + (was.high - first) ** 2),
        apart + sqrt((now.high - second) ** 2 + (first - was.low) ** 2),
    )
