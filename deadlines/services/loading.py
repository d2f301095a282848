"""Statutes and the ladder, loaded from what ships with the house; a second load changes nothing."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from audit import trail
from audit.rules import NotAllowed
from deadlines.models import Clock, Ladder, Rung, Statute
from deadlines.rules.ladder import SHIPPED as SHIPPED_LADDERS
from deadlines.rules.ladder import THE_ACT
from deadlines.rules.ladder import Rung as ShippedRung

SHIPPED = Path(__file__).resolve().parents[1] / "statutes"
BEGAN = datetime(2026, 5, 19, tzinfo=UTC)  # no clock ran before; see the Act's own row
DATES = ("in_force_from", "in_force_to", "checked_on")
# What a running clock was counted by; a law that changes them is a new version (ADR 0005).
COUNTED_BY = ("hours", "counting", "starts_from", "in_force_from")


class Loaded(NamedTuple):
    created: int
    updated: int
    kept: int


def shipped_rows() -> list[dict[str, Any]]:
    """Give the statutes that ship with the house, one file each."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]


@transaction.atomic
def load_statutes(*, rows: Iterable[dict[str, Any]]) -> Loaded:
    """Bring statutes and the first ladders up to these rows; what clocks count by stays."""
    counts = {"created": 0, "updated": 0, "kept": 0}
    for row in rows:
        counts[_load(_typed(row))] += 1
    _load_first_ladders()
    loaded = Loaded(**counts)
    if loaded.created or loaded.updated:
        first = Statute.objects.order_by("pk")[0]
        trail.record(
            by=None,
            action="deadlines.loaded_statutes",
            subject=first,
            created=loaded.created,
            updated=loaded.updated,
        )
    return loaded


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    typed = {"hours": None, **row}
    for name in DATES:
        typed[name] = date.fromisoformat(row[name]) if row.get(name) else None
    return typed


def _load(row: dict[str, Any]) -> str:
    known = Statute.objects.filter(code=row["code"], version=row["version"]).first()
    if known is None:
        Statute.objects.create(**row)
        return "created"
    changed = [name for name, value in row.items() if getattr(known, name) != value]
    if not changed:
        return "kept"
    _require_uncounted(known, changed)
    for name in changed:
        setattr(known, name, row[name])
    known.save(update_fields=changed)
    return "updated"


def _require_uncounted(statute: Statute, changed: list[str]) -> None:
    rewritten = [name for name in changed if name in COUNTED_BY]
    if rewritten and Clock.objects.filter(statute=statute).exists():
        raise NotAllowed(
            f"{statute} has clocks that were counted by its {', '.join(rewritten)}. "
            "Give the change as a new version of the law.",
            code="statute_has_clocks",
        )


def _load_first_ladders() -> None:
    """Load the ladders that ship, each as its law's first version and only where none is."""
    for code, rungs in SHIPPED_LADDERS.items():
        if not Ladder.objects.filter(applies_to=code).exists():
            _load_ladder(code, rungs)


def _load_ladder(code: str, rungs: Iterable[ShippedRung]) -> None:
    ladder = Ladder.objects.create(
        applies_to=code,
        version=1,
        in_force_at=BEGAN,
        made_at=BEGAN,
        active_from=BEGAN if code == THE_ACT else None,
        note="as it ships",
    )
    Rung.objects.bulk_create(
        Rung(
            ladder=ladder,
            key=rung.key,
            seconds_from_due=int(rung.from_due.total_seconds()),
            tells=[str(role) for role in rung.tells],
            drafts_complaint=rung.drafts_complaint,
            unless_reviewed=rung.unless_reviewed,
        )
        for rung in rungs
    )
