"""A new index key: every blind index is filled again, and until then found under either key.

A row is under one key at a time, so that a search asks for the tokens of both. The walk opens
each value, and keeps its place in the transaction that filled the rows before it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction

from audit import trail
from sealing import keys
from sealing.box import CannotOpen
from sealing.models import Rotation
from sealing.places import Indexed, indexed_tables
from sealing.rotating import runs

AT_ONCE = 200
Told = Callable[[int, int], None]
_others: dict[str, Callable[[], int]] = {}


class Filled(NamedTuple):
    """How many rows were looked at, how many of them filled anew, and which nothing opens."""

    rows: int
    changed: int
    unopened: int


def register(name: str, fill: Callable[[], int]) -> None:
    """Add what a package keeps under the index key elsewhere than in an index field."""
    _others[name] = fill


def fingerprint(key: bytes) -> str:
    """Give a name of an index key that tells nothing of it."""
    return sha256(b"reclaim index key|" + key).hexdigest()[:12]


def refill(*, now: datetime, told: Told = lambda _done, _total: None) -> Filled:
    """Fill every index under the first index key; killed anywhere, the next run goes on."""
    total = sum(table.table.model._base_manager.count() for table in indexed_tables())
    to = fingerprint(keys.index_key())
    run = runs.open_run(kind="index", to_key=to, total=total, now=now)
    in_all = Filled(0, 0, 0)
    for table in indexed_tables():
        for filled in _walk(table, run, now):
            in_all = Filled(*(a + b for a, b in zip(in_all, filled, strict=True)))
            told(run.done + in_all.rows, total)
    for fill in _others.values():
        in_all = in_all._replace(changed=in_all.changed + fill())
    if runs.end(run, now=now):
        trail.record(
            by=None, action="sealing.filled_indexes", subject=run, key=to, changed=in_all.changed
        )
    return in_all


def _walk(table: Indexed, run: Rotation, now: datetime) -> Iterator[Filled]:
    while (filled := _batch(table, run, now)) is not None:
        yield filled


@transaction.atomic
def _batch(table: Indexed, run: Rotation, now: datetime) -> Filled | None:
    rows: Any = table.table.model._base_manager.select_related(table.table.with_key)
    rows = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    if table.label in run.places:
        rows = rows.filter(pk__gt=run.places[table.label])
    found = list(rows[:AT_ONCE])
    if not found:
        return None
    changed = unopened = 0
    for row in found:
        try:
            changed += _fill(row, table)
        except CannotOpen:
            unopened += 1
    runs.step(run, done=len(found), now=now, places={table.label: str(found[-1].pk)})
    return Filled(len(found), changed, unopened)


def _fill(row: Any, table: Indexed) -> bool:
    """Put what the indexes of a row should be in place of what they are, if that differs."""
    anew = {field.name: field.indexed(getattr(row, field.of)) for field in table.fields}
    if hasattr(row, "indexes_anew"):
        anew |= row.indexes_anew()
    anew = {name: value for name, value in anew.items() if getattr(row, name) != value}
    if anew:
        type(row)._base_manager.filter(pk=row.pk).update(**anew)
    return bool(anew)
