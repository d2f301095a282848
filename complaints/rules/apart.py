"""By how few cases two patterns can differ, whatever of one is laid beside whatever of the other.

Somebody who holds two patterns may add groups of the one, add groups of the other, and subtract.
What comes out is about the requests that stand in the one sum and not in the other. Groups are
points and requests are lines between them, from where a request stood to where it stands (or to
the point `absent`); a choice of sums puts every point on one of two sides, and what comes out are
the lines across. So the least that can come out is a smallest cut, found by the largest flow.
"""

from collections import Counter, deque
from collections.abc import Mapping

Standing = Mapping[str, tuple[str, str]]  # a request: its case, and the group in which it was told
Point = tuple[str, str]
Line = tuple[Point, Point]

ABSENT: Point = ("", "")


def least_apart(before: Standing, now: Standing, *, enough: int) -> int:
    """Give the fewest cases that any difference of the two can be of, `enough` at most."""
    lines = _lines(before, now)
    weights = _weights(lines)
    beside: dict[Point, dict[Point, int]] = {}
    for (one, other), weight in weights.items():
        beside.setdefault(one, {})[other] = weight
        beside.setdefault(other, {})[one] = weight
    return min((_cut(beside, line, enough) for line in weights), default=enough)


def _lines(before: Standing, now: Standing) -> dict[Line, set[str]]:
    """Give each line with the cases whose requests run along it."""
    lines: dict[Line, set[str]] = {}
    for request in {*before, *now}:
        case = (before.get(request) or now[request])[0]
        start = ("before", before[request][1]) if request in before else ABSENT
        end = ("now", now[request][1]) if request in now else ABSENT
        lines.setdefault((start, end), set()).add(case)
    return lines


def _weights(lines: Mapping[Line, set[str]]) -> dict[Line, int]:
    """Count each case once, on its thinnest line: a cut never counts more cases than it has."""
    thinnest = sorted(lines, key=lambda line: (len(lines[line]), line))
    home: dict[str, Line] = {}
    for line in thinnest:
        for case in lines[line]:
            home.setdefault(case, line)
    counted = Counter(home.values())
    return {line: counted[line] for line in lines}


def _cut(beside: Mapping[Point, Mapping[Point, int]], line: Line, enough: int) -> int:
    """Give the least weight of lines that part the ends of this one; no more than `enough`."""
    start, end = line
    left = {one: dict(others) for one, others in beside.items()}
    flow = 0
    while flow < enough and (path := _way(left, start, end)):
        most = min(left[one][other] for one, other in path)
        for one, other in path:
            left[one][other] -= most
            left[other][one] += most
        flow += most
    return min(flow, enough)


def _way(left: Mapping[Point, Mapping[Point, int]], start: Point, end: Point) -> list[Line]:
    """Give a shortest way on which something still fits, as steps; empty where there is none."""
    came: dict[Point, Point] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        one = waiting.popleft()
        for other, room in left[one].items():
            if room > 0 and other not in came:
                came[other] = one
                waiting.append(other)
    steps: list[Line] = []
    while end != start and end in came:
        steps.append((came[end], end))
        end = came[end]
    return steps[::-1]
