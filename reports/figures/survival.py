"""Hours to removal by Kaplan and Meier, so that what is still open counts honestly."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from reports.figures import survival_sql as sql
from reports.figures.counted import counted, given, keyed, rows
from reports.figures.labels import labels, ordered
from reports.figures.scope import By, Scope
from reports.figures.shapes import Point, Survival

HOUR = 3600.0


def removal_hours(
    scope: Scope, by: By | None = None, *, at: datetime | None = None, curve: bool = False
) -> tuple[Survival, ...]:
    """Give hours from receipt to gone for each platform, month or channel, or one row of all.

    `at` is the moment up to which running clocks are known to be open: the database's own unless
    given. With `curve` each row has every step of its curve.
    """
    spells = (
        f"{counted(scope, by)}, spell AS NOT MATERIALIZED ({sql.SPELL.format(source='counted')})"
    )
    values = given(scope, at)
    found = {keyed(row["key"]): row for row in rows(sql.summary(spells), values)}
    return told(by, found, curves(rows(sql.points(spells), values) if curve else []))


def told(
    by: By | None,
    found: Mapping[str, Mapping[str, Any]],
    drawn: Mapping[str, list[Point]],
    *,
    within: float = 0.0,
) -> tuple[Survival, ...]:
    """Give counted rows with their labels; without `by` there is always one."""
    named = labels(by, found or ([""] if by is None else []))
    return tuple(
        of(key, named[key], found.get(key, {}), drawn.get(key, []), within=within)
        for key in ordered(by, named)
    )


def of(
    key: str, label: str, row: Mapping[str, Any], curve: list[Point], *, within: float
) -> Survival:
    quantiles = {
        name: _hours(row.get(name))
        for asked in sql.ASKED
        for name in (asked, f"{asked}_low", f"{asked}_high")
    }
    n, events = int(row.get("n", 0)), int(row.get("events", 0))
    return Survival(
        key=key,
        label=label,
        n=n,
        events=events,
        censored=n - events,
        cases=int(row.get("cases", 0)),
        curve=tuple(curve),
        within=within,
        **quantiles,
    )


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / HOUR


def curves(steps: Iterable[Mapping[str, Any]]) -> dict[str, list[Point]]:
    """Give each key's curve from the rows of its steps."""
    found: dict[str, list[Point]] = {}
    for row in steps:
        point = Point(
            hours=row["t"] / HOUR,
            still_up=row["s"],
            low=row["low"],
            high=row["high"],
            at_risk=int(row["n"]),
            events=int(row["d"]),
        )
        found.setdefault(keyed(row["key"]), []).append(point)
    return found
