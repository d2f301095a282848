"""A report's tables as they are kept: what was counted, and which of it was hidden.

No page, paper, export or address reads this; this module alone does, to hide the next report
beside it and to check the seal.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from reports.disclosure import Cell, Given, Table
from reports.models import Snapshot
from reports.rules.quarters import Quarter


def inside(tables: Sequence[Table], outsides: Sequence[Table]) -> list[dict[str, Any]]:
    """Give the tables as plain values, each cell with whether it was hidden."""
    return [_kept(one, other) for one, other in zip(tables, outsides, strict=True)]


def beside(quarter: Quarter) -> list[Given]:
    """Give every table told of this fiscal year so far, to any funder, in the order of locking."""
    locked = Snapshot.objects.of_year(quarter.year).order_by("locked_at", "pk")
    return [given(table) for inside in locked.values_list("inside", flat=True) for table in inside]


def counts(kept: Sequence[dict[str, Any]]) -> list[Any]:
    """Give what was counted alone, whatever of it was hidden."""
    return [
        [table["name"], sorted([key, count] for key, count, _ in table["cells"])] for table in kept
    ]


def digest(kept: object) -> str:
    """Give SHA-256 of values in one spelling."""
    spelled = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()


def _kept(table: Table, outside: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "dimensions": list(table.dimensions),
        "cells": [
            [list(key), cell.count, outside.cells[key].is_hidden]
            for key, cell in table.cells.items()
        ],
        "of": table.of,
        "within": dict(table.within),
        "several": sorted(table.several),
        "nested": {big: list(small) for big, small in table.nested.items()},
        "parts": [[sorted(one), sorted(whole)] for one, whole in table.parts],
        "as_of": table.as_of,
        "withheld": outside.withheld,
    }


def given(kept: dict[str, Any]) -> Given:
    cells = {tuple(key): Cell(count) for key, count, _ in kept["cells"]}
    table = Table(
        kept["name"],
        tuple(kept["dimensions"]),
        cells,
        of=kept["of"],
        within=kept["within"],
        several=frozenset(kept["several"]),
        nested={big: tuple(small) for big, small in kept["nested"].items()},
        parts=tuple((_place(one), _place(whole)) for one, whole in kept["parts"]),
        as_of=kept["as_of"],
        withheld=kept["withheld"],
    )
    return Given(table, frozenset(tuple(key) for key, _, hidden in kept["cells"] if hidden))


def _place(pairs: Iterable[Sequence[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((dimension, member) for dimension, member in pairs)


def is_sealed(snapshot: Snapshot) -> bool:
    """Tell whether a locked report, and who was counted in it, is still what was locked."""
    counted = snapshot.counted.values_list("case_id", "is_new")
    return (
        digest(sealed(snapshot, counted)) == snapshot.sha256
        and digest(snapshot.outside) == snapshot.shown_sha256
    )


def sealed(snapshot: Snapshot, counted: Iterable[tuple[UUID, bool]]) -> dict[str, Any]:
    """Give what the seal is the digest of."""
    return {
        "funder": snapshot.funder,
        "quarter": snapshot.quarter,
        "version": snapshot.version,
        "corrects": snapshot.corrects_id,
        "reason": snapshot.reason,
        "definitions": snapshot.definitions,
        "threshold": snapshot.threshold,
        "inside": snapshot.inside,
        "outside": snapshot.outside,
        "counted": sorted([str(case_id), is_new] for case_id, is_new in counted),
        "locked_at": snapshot.locked_at.astimezone(UTC).isoformat(),
        "locked_by": str(snapshot.locked_by_id),
        "salt": snapshot.salt,
    }
