"""For pages: a fresh count where that is quick, and the roll-up where a house is large."""

from datetime import datetime

from reports.figures import fresh, kept
from reports.figures.scope import By, Scope
from reports.figures.shapes import OnTime, Survival


def on_time(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    ask = kept.on_time if kept.is_large(scope) else fresh.on_time
    return ask(scope, by, at=at)


def removal_hours(
    scope: Scope, by: By | None = None, *, at: datetime | None = None, curve: bool = False
) -> tuple[Survival, ...]:
    ask = kept.removal_hours if kept.is_large(scope) else fresh.removal_hours
    return ask(scope, by, at=at, curve=curve)
