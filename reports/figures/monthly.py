"""Month after month, and whether the later half differs from the earlier by more than chance."""

from datetime import date, datetime
from typing import Any

from reports.figures import drafting, keeping, quick, returning, survival
from reports.figures.scope import Scope
from reports.figures.shapes import Change, OnTime, Trend, TrendMonth
from reports.rules.intervals import newcombe


def trend(scope: Scope, *, at: datetime | None = None) -> Trend:
    """Give every month of a scope, those in which nothing came as well."""
    kept = _by_key(quick.on_time(scope, "month", at=at))
    hours = _by_key(quick.removal_hours(scope, "month", at=at))
    drafts = _by_key(drafting.complaints(scope, "month"))
    back = _by_key(returning.recurrence(scope, "month"))
    months = tuple(
        TrendMonth(
            key=key,
            label=label,
            on_time=kept.get(key) or keeping.of(key, label, {}),
            hours=hours.get(key) or survival.of(key, label, {}, [], within=0.0),
            complaints=drafts.get(key) or drafting.of(key, label, {}),
            recurrence=back.get(key) or returning.of(key, label, {}),
        )
        for key, label in _named(scope)
    )
    return Trend(months, _change(scope, at))


def _by_key(found: tuple[Any, ...]) -> dict[str, Any]:
    return {one.key: one for one in found}


def _named(scope: Scope) -> list[tuple[str, str]]:
    return [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in scope.months()]


def _change(scope: Scope, at: datetime | None) -> Change | None:
    """Compare the later half of the months with as many before; an odd first month is left out."""
    months = list(scope.months())
    half = len(months) // 2
    if not half:
        return None
    before = _of_months(scope, months[-2 * half], months[-half - 1], at)
    after = _of_months(scope, months[-half], months[-1], at)
    interval = newcombe((before.on_time, before.decided), (after.on_time, after.decided))
    return Change(
        before=before,
        after=after,
        difference=(after.share or 0.0) - (before.share or 0.0) if interval else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _of_months(scope: Scope, first: date, last: date, at: datetime | None) -> OnTime:
    narrowed = Scope(first, last, scope.platform, scope.channel, scope.statute, scope.zone)
    (row,) = quick.on_time(narrowed, at=at)
    return row
