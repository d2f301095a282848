"""The pages of the reports: which pictures stand on each, in which order, of one scope."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reports import pictures, tables
from reports.figures import Scope
from reports.pictures import Picture
from reports.tables import Row, Sheet


class Chapter(NamedTuple):
    key: str
    label: str  # on its tab
    title: str
    lede: str
    pictures: Callable[[Scope], list[Picture]]

    @property
    def url_name(self) -> str:
        return f"reports:{self.key}"


class Tile(NamedTuple):
    """One figure, large, with what it is and how sure it is."""

    label: str
    value: str
    more: str
    is_hidden: bool = False


def overview(scope: Scope) -> list[Picture]:
    told = tables.requests(scope)
    return [
        pictures.kept(told.kept["platform"]),
        pictures.how_fast(told.hours["platform"], told.curve),
        pictures.month_by_month(told.kept["month"], "share"),
    ]


def platforms(scope: Scope) -> list[Picture]:
    told = tables.requests(scope)
    by_platform = told.kept["platform"]
    return [
        pictures.kept(by_platform),
        pictures.ended(by_platform),
        pictures.half_gone(told.hours["platform"]),
    ]


def hours(scope: Scope) -> list[Picture]:
    told = tables.requests(scope)
    return [
        pictures.how_fast(told.hours["platform"], told.curve),
        pictures.half_gone(told.hours["platform"]),
        pictures.half_gone(told.hours["channel"]),
        pictures.month_by_month(told.hours["month"], "median"),
    ]


def months(scope: Scope) -> list[Picture]:
    told = tables.requests(scope)
    return [
        pictures.month_by_month(told.kept["month"], "share"),
        pictures.month_by_month(told.hours["month"], "median"),
    ]


def channels(scope: Scope) -> list[Picture]:
    told = tables.requests(scope)
    return [
        pictures.kept(told.kept["channel"]),
        pictures.ended(told.kept["channel"]),
        pictures.half_gone(told.hours["channel"]),
    ]


def answers(scope: Scope) -> list[Picture]:
    return [
        pictures.disputed(tables.refusals(scope)),
        pictures.back(tables.recurrence(scope)),
    ]


def work(scope: Scope) -> list[Picture]:
    return [
        pictures.complained(tables.complaints(scope)),
        pictures.reminded(tables.reminders(scope)),
    ]


# fmt: off
CHAPTERS: dict[str, Chapter] = {
    one.key: one
    for one in (
        Chapter("overview", "Overview", "Reports",
            "How fast images come down, and who keeps to the 48 hours.", overview),
        Chapter("platforms", "Platforms", "Platforms",
            "Each platform's share on time and hours, with how sure we can be.", platforms),
        Chapter("hours", "Hours", "Hours to removal",
            "Requests that are still open are counted, not left out.", hours),
        Chapter("months", "Months", "Month by month",
            "What changed, over how many requests each month rests on.", months),
        Chapter("channels", "Channels", "Ways of sending",
            "Whether it matters how a notice was sent.", channels),
        Chapter("answers", "Refusals", "Refusals and returns",
            "What platforms call wrong with notices, and what came back.", answers),
        Chapter("work", "Complaints", "Complaints and reminders",
            "What was drafted, signed and filed; what was owed and told.", work),
    )
}
# fmt: on


def sheets(chapter: Chapter, scope: Scope) -> Iterator[Sheet]:
    """Give each table of a chapter once, in order."""
    met: set[str] = set()
    for picture in chapter.pictures(scope):
        if picture.sheet.key not in met:
            met.add(picture.sheet.key)
            yield picture.sheet


def tiles(scope: Scope) -> list[Tile]:
    """Give the four figures that come first."""
    told = tables.requests(scope)
    kept, took = told.kept["platform"], told.hours["platform"]
    return [
        _tile(kept, "share", "On time", "of requests decided"),
        _tile(took, "median", "Half gone within", "of receipt"),
        _tile(took, "p90", "Nine in ten within", "of receipt"),
        _counted(told.all),
    ]


def _tile(sheet: Sheet, key: str, label: str, more: str) -> Tile:
    row = sheet.all
    if row is None or key in row.hidden:
        return Tile(label, "Hidden", "too few people to tell", is_hidden=True)
    column = next(one for one in sheet.columns if one.key == key)
    words = tables.sheet.spoken(row.values.get(key), column)
    value, _, interval = words.partition(" (")
    sure = f"{more}; 95 % interval {interval.rstrip(')')}" if interval else more
    return Tile(label, value, sure)


def _counted(row: Row) -> Tile:
    count, undecided = row.count("requests"), row.count("undecided")
    if "requests" in row.hidden and (decided := row.count("decided")) is not None:
        return Tile("Requests", f"{decided:,}", "decided; how many more there are is hidden")
    if "requests" in row.hidden or count is None:
        return Tile("Requests", "Hidden", "too few people to tell", is_hidden=True)
    rest = "" if undecided is None else f"; {undecided:,} still undecided, or withdrawn"
    return Tile("Requests", f"{count:,}", f"whose hours were counted{rest}")
