"""How far a row of the directory can be relied on, said wherever it is used."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from removal.models import EntryReport, Platform, PlatformChange


class Staleness(NamedTuple):
    """What to know before a row is used: when it was checked, by whom, and who calls it wrong."""

    slug: str
    name: str
    is_stale: bool
    title: str
    by: str
    reports: list[EntryReport]
    change_waits: bool

    @property
    def warns(self) -> bool:
        return self.is_stale or bool(self.reports) or self.change_waits


def of(platform: Platform, *, now: datetime) -> Staleness:
    """Give it for one row."""
    return of_all([platform], now=now)[platform.slug]


def of_all(platforms: Collection[Platform], *, now: datetime) -> dict[str, Staleness]:
    """Give it for many rows by their slugs, in two queries."""
    reports: dict[str, list[EntryReport]] = {}
    open_ones = EntryReport.objects.open().filter(platform__in=platforms)
    for report in open_ones.select_related("assigned_to", "reported_by"):
        reports.setdefault(report.platform_id, []).append(report)
    waiting = set(
        PlatformChange.objects.waiting()
        .filter(platform__in=platforms)
        .values_list("platform_id", flat=True)
    )
    return {
        one.slug: Staleness(
            slug=one.slug,
            name=one.name,
            is_stale=one.is_stale(now.date()),
            title=_title(one, now),
            by=one.verified_by.name if one.verified_by else "",
            reports=reports.get(one.slug, []),
            change_waits=one.slug in waiting,
        )
        for one in platforms
    }


def _title(platform: Platform, now: datetime) -> str:
    on = platform.last_verified_on
    if on is None:
        return "Nobody has checked this entry yet"
    days = (now.date() - on).days
    when = "today" if not days else f"{days} day{'' if days == 1 else 's'} ago"
    return f"Last checked on {on.day} {on:%b %Y}, {when}"
