"""Lay tables over one another: the same people are one number, and what adds up is entered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from reports.disclosure.system import Figure, System
from reports.disclosure.tables import Given, Key, Place, Table

Whose = tuple[str, str]  # what is counted, and in which snapshot
Members = dict[str, dict[str, int]]  # by dimension, by member: where it stands

AGGREGATE = 8.0  # a total is this much dearer to hide than what it is made of
SPARE = 0.5  # little hangs on it
HID_BEFORE = 0.2  # what was hidden the last time is cheap to hide again


@dataclass(slots=True)
class Laid:
    """The system, and where each cell of each table stands in it."""

    system: System
    at: dict[Whose, dict[Place, int]] = field(default_factory=lambda: defaultdict(dict))
    several: dict[Whose, set[str]] = field(default_factory=lambda: defaultdict(set))
    nested: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whole: int = 0  # how much detail the widest total has: a filtered page's own is one as well

    def index(self, table: Table, key: Key) -> int:
        return self.at[table.of, table.as_of][table.place(key)]


def laid(tables: Sequence[Table], published: Sequence[Given], *, threshold: int) -> Laid:
    """Give what a reader of all of these would know if nothing of the new ones were hidden."""
    held = Laid(System(step=threshold - 1), whole=_whole(tables))
    for given in published:
        _enter(held, given.table, given.hidden, threshold, told=True)
    for table in tables:
        _enter(held, table, frozenset(), threshold, told=False)
    for whose, places in held.at.items():
        _tie_totals(held, places, held.several[whose])
        _tie_nested(held, places)
    every = [*(given.table for given in published), *tables]
    for table in every:
        _tie_parts(held, table)
    _tie_snapshots(held, list(dict.fromkeys(table.as_of for table in every)))
    return held


def _tie_totals(held: Laid, places: dict[Place, int], several: set[str]) -> None:
    for place, below in _children(places).items():
        for dimension, members in below.items():
            parts = _topmost(held, members)
            _tie_total(held.system, places[place], parts, several=dimension in several)


def _enter(held: Laid, table: Table, hidden: Iterable[Key], threshold: int, *, told: bool) -> None:
    places = held.at[table.of, table.as_of]
    held.several[table.of, table.as_of] |= table.several
    held.nested.update({big: tuple(small) for big, small in table.nested.items()})
    kept = set(hidden)
    for key, cell in table.cells.items():
        if cell.count is None or cell.count < 0:
            raise ValueError("A table to be hidden holds every count.")
        place = table.place(key)
        at = places.get(place)
        if at is None:
            at = places[place] = held.system.enter(_figure(held, table, key, told=told))
        figure = held.system.figures[at]
        if figure.value != cell.count:
            raise ValueError(f"{table.name}: the same people are counted twice, and differently.")
        figure.small = figure.small or cell.is_small(threshold)
        figure.hidden = figure.hidden or key in kept
        if told and table.withheld:
            figure.low = 0


def _figure(held: Laid, table: Table, key: Key, *, told: bool) -> Figure:
    count = table.cells[key].count or 0
    place = table.place(key)
    free = not told and count > 0  # nobody is no secret; a told number stays told
    detail = _detail(table, place) - held.whole
    dear = SPARE if key in table.spare else AGGREGATE ** (8 - min(detail, 8))
    cost = (1 + log2(1 + count)) * dear if free else None
    return Figure(count, low=1 if count else 0, cost=cost, is_cell=True)


def _detail(table: Table, place: Place) -> int:
    return len(place) + sum(2 if m not in table.nested else 1 for _, m in place)


def _whole(tables: Sequence[Table]) -> int:
    """Give the least detail of any cell, so that what all cells lie within makes none cheap."""
    places = ((table, table.place(key)) for table in tables for key in table.cells)
    return min((_detail(table, place) for table, place in places), default=0)


def _children(places: dict[Place, int]) -> dict[Place, Members]:
    found: dict[Place, Members] = defaultdict(lambda: defaultdict(dict))
    for place, at in places.items():
        for dimension, member in place:
            parent = place - {(dimension, member)}
            if parent in places:
                found[parent][dimension][member] = at
    return found


def _topmost(held: Laid, members: dict[str, int]) -> list[int]:
    """Keep the members that are no part of another: the quarters, not their months as well."""
    parts = {small for big in members for small in held.nested.get(big, ())}
    return [at for member, at in members.items() if member not in parts]


def _tie_total(system: System, total: int, parts: list[int], *, several: bool) -> None:
    value = system.figures[total].value
    rest = value - sum(system.figures[at].value for at in parts)
    if several or rest < 0:  # one person under two members: each part is a part, and no sum
        for at in parts:
            left = system.latent(value - system.figures[at].value)
            system.tie({total: 1, at: -1, left: -1})
        _tie_excess(system, total, parts, -rest)
    else:
        more = {system.latent(rest): -1} if rest else {}
        system.tie({total: 1, **dict.fromkeys(parts, -1), **more})


def _tie_parts(held: Laid, table: Table) -> None:
    """Enter who is among others and who is not: those that are left are a number as well."""
    places, figures = held.at[table.of, table.as_of], held.system.figures
    for part, whole in table.parts:
        one, all_of = places[part], places[whole]
        left = held.system.latent(figures[all_of].value - figures[one].value)
        held.system.tie({all_of: 1, one: -1, left: -1})


def _tie_excess(system: System, total: int, parts: list[int], excess: int) -> None:
    """Enter that everyone stands under one member at least, which a reader may know."""
    if excess >= 0:
        more = system.enter(Figure(excess, low=0, hidden=True))
        system.tie({total: 1, more: 1, **dict.fromkeys(parts, -1)})


def _tie_nested(held: Laid, places: dict[Place, int]) -> None:
    for place in list(places):
        for dimension, member in place:
            small = [
                place - {(dimension, member)} | {(dimension, m)}
                for m in held.nested.get(member, ())
            ]
            parts = [places[one] for one in small if one in places]
            if parts:
                _tie_total(held.system, places[place], parts, several=False)


def _tie_snapshots(held: Laid, order: Sequence[str]) -> None:
    """Enter what changed of each number since the snapshot before, and each small change since."""
    for earlier, later, next_to in _pairs(held, order):
        system = held.system
        changed = system.figures[later].value - system.figures[earlier].value
        if next_to or 0 < abs(changed) <= system.step:
            system.tie({later: 1, earlier: -1, system.latent(changed): -1})


def _pairs(held: Laid, order: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    for of in dict.fromkeys(of for of, _ in held.at):
        snapshots = [held.at[of, as_of] for as_of in order if (of, as_of) in held.at]
        for n, later in enumerate(snapshots):
            for place, at in later.items():
                before = [one[place] for one in snapshots[:n] if place in one]
                for one in before:
                    yield one, at, one == before[-1]
