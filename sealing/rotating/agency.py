"""A new agency key: every key it wraps is wrapped again, while everybody goes on reading."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from audit import trail
from audit.rules import NotAllowed
from sealing import keys, retired
from sealing.box import CannotOpen
from sealing.models import RetiredKey
from sealing.rotating import runs
from sealing.wrapped import Wrapped, wrapped_columns

AT_ONCE = 500


class Rewrapped(NamedTuple):
    """How many keys were wrapped again, and how many open with no key at hand."""

    keys: int
    unopened: int


class Walked(NamedTuple):
    last: Any
    keys: int
    unopened: int


def rewrap(
    *, now: datetime, told: Callable[[int, int], None] = lambda _done, _total: None
) -> Rewrapped:
    """Wrap every key under the first agency key; killed anywhere, the next run goes on."""
    to = keys.first_id()
    total = remaining()
    run = runs.open_run(kind="agency", to_key=to, total=total, now=now)
    done = unopened = 0
    while True:
        passed = 0
        unopened = 0
        for column in wrapped_columns():
            for walked in _walk(column, to, run, now):
                passed += walked.keys
                unopened += walked.unopened
                told(done + passed, total)
        done += passed
        if not passed:
            break
    if runs.end(run, now=now):
        trail.record(by=None, action="sealing.rewrapped", subject=run, key=to, keys=done)
    return Rewrapped(done, unopened)


def remaining() -> int:
    """Count the keys that are not under the first agency key."""
    return sum(column.not_under(keys.first_id()).count() for column in wrapped_columns())


def by_key() -> dict[str, int]:
    """Count the wrapped keys under each agency key at hand, and under none of them as ""."""
    counts = {
        key_id: sum(column.under(key_id).count() for column in wrapped_columns())
        for key_id in keys.ids()
    }
    held = sum(column.held().count() for column in wrapped_columns())
    return counts | ({"": held - sum(counts.values())} if held > sum(counts.values()) else {})


@transaction.atomic
def retire(*, key_id: str, now: datetime) -> None:
    """Refuse an agency key from now on; never one that still wraps anything."""
    if key_id == keys.first_id():
        raise NotAllowed("This is the key that wraps now: put a new one first.", code="in_use")
    under = sum(column.under(key_id).count() for column in wrapped_columns())
    if under:
        raise NotAllowed(
            f"{under} keys are still under it: run rotate_keys --agency first.", code="in_use"
        )
    one, is_new = RetiredKey.objects.get_or_create(key_id=key_id, defaults={"retired_at": now})
    retired.forget()
    keys.forget()
    if is_new:
        trail.record(by=None, action="sealing.retired_key", subject=one, key=key_id)


def _walk(column: Wrapped, to: str, run: Any, now: datetime) -> Any:
    """Go along a column once, batch by batch; each batch is whole or not at all."""
    last = None
    while True:
        walked = _batch(column, to, run, now, after=last)
        if walked is None:
            return
        last = walked.last
        yield walked


@transaction.atomic
def _batch(column: Wrapped, to: str, run: Any, now: datetime, *, after: Any) -> Walked | None:
    rows = column.not_under(to).order_by("pk").only("pk", column.field.name)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.select_for_update(of=("self",), no_key=True)[:AT_ONCE])
    if not found:
        return None
    opened = [row for row in found if _rewrapped(row, column)]
    column.model._base_manager.bulk_update(opened, [column.field.name])
    runs.step(run, done=len(opened), now=now)
    return Walked(found[-1].pk, len(opened), len(found) - len(opened))


def _rewrapped(row: Any, column: Wrapped) -> bool:
    name = column.field.name
    try:
        setattr(row, name, keys.rewrap(getattr(row, name), column.field.place(row.pk)))
    except CannotOpen:
        return False
    return True
