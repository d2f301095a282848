"""Hide small numbers, and as many others as it takes until each has a witness.

A witness is another world in which everything that is told is told as well, and the hidden number
is at least the threshold less one away; one that is small is not small there. It is found by
search and proved by adding up; whatever has none makes more be hidden, in the end all of it.
"""

from collections.abc import Iterable, Sequence

from reports.disclosure.building import Laid, laid
from reports.disclosure.search import LOOKED, other_world
from reports.disclosure.system import Move, System
from reports.disclosure.tables import Given, Key, Table, hidden_words


def hidden(table: Table, *, threshold: int, published: Sequence[Given] = ()) -> Table:
    """Give the table as it may be told beside what was told before."""
    return hidden_together((table,), threshold=threshold, published=published)[0]


def hidden_together(
    tables: Sequence[Table], *, threshold: int, published: Sequence[Given] = ()
) -> tuple[Table, ...]:
    """Give these tables as they may be told side by side, and beside what was told before."""
    if threshold <= 1:  # then no number of people is small
        return tuple(table.shown(frozenset(), "", withheld=False) for table in tables)
    held = laid(tables, published, threshold=threshold)
    for figure in held.system.figures:
        figure.hidden = figure.hidden or (figure.small and figure.cost is not None)
    withheld = _hide_enough(held, tables)
    words = hidden_words(threshold)
    return tuple(
        table.shown(_hidden_keys(held, table), words, withheld=number in withheld)
        for number, table in enumerate(tables)
    )


def _hidden_keys(held: Laid, table: Table) -> frozenset[Key]:
    figures = held.system.figures
    return frozenset(key for key in table.cells if figures[held.index(table, key)].hidden)


def _hide_enough(held: Laid, tables: Sequence[Table]) -> set[int]:
    """Hide until every figure that needs one has a witness; give the tables that went whole."""
    system, safe = held.system, set[int]()
    while bare := _protect(system, safe):
        near = [tables[number] for number in _tables_near(held, tables, bare)]
        if not _hide_finest(held, near):
            break
    if not bare:
        return set()
    near_by = _tables_near(held, tables, bare)
    _hide_whole(held, [tables[number] for number in near_by])
    if not _protect(system, safe):
        return near_by
    _hide_whole(held, tables)
    return set(range(len(tables)))


def _protect(system: System, safe: set[int]) -> set[int]:
    """Give what is left without a witness, after hiding what the search found worth hiding."""
    bare: set[int] = set()
    while waiting := [at for at in _guarded(system) if at not in safe and at not in bare]:
        at = waiting[0]
        move = _witness(system, at)
        if move is None:
            bare.add(at)
            continue
        for one in move:
            system.figures[one].hidden = True
        if not system.is_world(move):
            raise AssertionError("A witness does not add up.")
        safe |= {one for one in move if system.protects(move, one)}
    return bare


def _guarded(system: System) -> Iterable[int]:
    """Give what may not be known: hidden cells, and small differences, the small ones first."""
    every = [(n, f) for n, f in enumerate(system.figures) if f.small or (f.is_cell and f.hidden)]
    return [n for n, _ in sorted(every, key=lambda one: (not one[1].small, one[1].value, one[0]))]


def _witness(system: System, at: int) -> Move | None:
    figure = system.figures[at]
    signs = (figure.away,) if figure.small else (1, -1)
    for hide, looked in ((False, 300), (True, LOOKED)):
        for sign in signs:
            move = other_world(system, at, sign, hide=hide, looked=looked)
            if move is not None:
                return move
    return None


def _tables_near(held: Laid, tables: Sequence[Table], bare: set[int]) -> set[int]:
    """Give the tables that share a sum with what has no witness, or a sum with those."""
    system = held.system
    near = set(bare)
    for _ in range(2):
        rows = {row for at in near for row, _ in system.within[at]}
        near |= {at for row in rows for at in system.sums[row]}
    return {
        number
        for number, table in enumerate(tables)
        if any(held.index(table, key) in near for key in table.cells)
    }


def _hide_finest(held: Laid, tables: Sequence[Table]) -> bool:
    """Hide the most detailed cells of these tables that are still told; False: none is left."""
    told: dict[int, set[int]] = {}
    for table in tables:
        for key in table.cells:
            at = held.index(table, key)
            figure = held.system.figures[at]
            if figure.cost is not None and not figure.hidden:
                told.setdefault(len(table.place(key)), set()).add(at)
    for at in told[max(told)] if told else ():
        held.system.figures[at].hidden = True
    return bool(told)


def _hide_whole(held: Laid, tables: Sequence[Table]) -> None:
    """Hide these tables, so that not even nobody is told."""
    for table in tables:
        for key in table.cells:
            figure = held.system.figures[held.index(table, key)]
            figure.low, figure.hidden = 0, True
