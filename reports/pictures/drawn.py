"""Each table as a picture. A hidden cell is never handed on to be drawn."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from reports.drawing import Part, PartOf, Path, bars, curve, forest, months
from reports.figures import Survival
from reports.pictures import marks, words
from reports.tables import Sheet

LIMIT = (48.0, "48 hours")  # 47 U.S.C. 223a(a)(3)
OUTCOMES = (
    Part("On time", "ch-on-time"),
    Part("Late, or still up after 48 hours", "ch-late"),
)


class Picture(NamedTuple):
    """One figure of a page; `wide` and `narrow` say the same, and the table says it in numbers."""

    key: str
    title: str
    says: str  # in a sentence, for whoever does not see it and whoever has no time
    sheet: Sheet
    wide: Any = None  # None where nothing may be drawn, or nothing is there
    narrow: Any = None
    reads: str = ""  # how to read it
    nothing: str = "Nothing to draw for these months."


def _both(draw: Callable[[bool], Any]) -> dict[str, Any]:
    at_a_desk, on_a_phone = True, False
    return {"wide": draw(at_a_desk), "narrow": draw(on_a_phone)}


def kept(sheet: Sheet) -> Picture:
    """Draw shares on time, each with its interval, under one another."""
    ranges = [marks.share(row) for row in sheet.rows]
    rule = sheet.all.estimate("share").value if sheet.all else None
    line = (rule, f"all: {100 * rule:.0f} %") if rule is not None else None
    drawn = _both(lambda wide: forest(ranges, unit="share", wide=wide, rule=line, head=sheet.first))
    return _picture(
        sheet, words.kept(sheet), drawn if _any(sheet, "share") else {},
        "A dot is the share on time; the bar around it says how sure so many requests let us be.",
    )  # fmt: skip


def ended(sheet: Sheet) -> Picture:
    """Draw how many requests came to what, in bars of their parts."""
    names = ("on_time", "late")
    rows = [
        PartOf(
            row.label,
            None if set(names) & row.hidden else tuple(row.count(one) or 0 for one in names),
            "Hidden" if set(names) & row.hidden else f"{row.count('decided') or 0:,}",
        )
        for row in sheet.parts
    ]
    drawn = _both(lambda wide: bars(rows, parts=OUTCOMES, wide=wide))
    made = _picture(sheet, words.ended(sheet), drawn if any(r.counts for r in rows) else {})
    return made._replace(key=f"ended-{sheet.key}", title="What became of the requests")


def half_gone(sheet: Sheet) -> Picture:
    """Draw the hours by which half, and nine in ten, were gone."""
    ranges = [marks.hours(row) for row in sheet.rows]
    drawn = _both(
        lambda wide: forest(ranges, unit="hours", wide=wide, rule=LIMIT, head=sheet.first)
    )
    return _picture(
        sheet, words.half_gone(sheet), drawn if _any(sheet, "median") else {},
        "A dot: half were gone by then. A square: nine in ten were. The bars are intervals; an"
        " arrow goes on past the edge.",
    )  # fmt: skip


def how_fast(sheet: Sheet, whole: Survival | None) -> Picture:
    """Draw how the share that is gone grows by the hour, over everything."""
    made = _picture(
        sheet, words.how_fast(sheet), {},
        "The line is the share gone by each hour, the tint its interval. It reaches half and nine"
        " in ten at the hours written on it.",
    )  # fmt: skip
    made = made._replace(key="how-fast", title="How fast it comes down")
    if whole is None:
        return made._replace(
            nothing="Not drawn: its steps would tell numbers that are hidden in the table."
        )
    path = Path("All", marks.read_off(whole.curve), whole.median, whole.p90)
    until = max(72.0, min(720.0, (whole.p90 or whole.median or 72.0) * 1.35))
    if not path.points:
        return made
    return made._replace(**_both(lambda wide: curve([path], wide=wide, until=until, rule=LIMIT)))


def month_by_month(sheet: Sheet, figure: Literal["share", "median"]) -> Picture:
    """Draw a figure month after month, over how many requests it rests on."""
    columns = [marks.month(row, figure) for row in sheet.parts]
    unit: Literal["share", "hours"] = "share" if figure == "share" else "hours"
    rule = None if unit == "share" else LIMIT
    drawn = _both(lambda wide: months(columns, unit=unit, wide=wide, rule=rule))
    return _picture(
        sheet, words.month_by_month(sheet, figure), drawn if _any(sheet, figure) else {},
        "Above, the figure with its interval; below, how many requests it rests on. A shaded month"
        " is hidden, and no line is drawn across it.",
    )  # fmt: skip


def back(sheet: Sheet) -> Picture:
    ranges = [marks.share(row) for row in sheet.rows]
    drawn = _both(lambda wide: forest(ranges, unit="share", wide=wide, head=sheet.first))
    return _picture(sheet, words.back(sheet), drawn if _any(sheet, "share") else {})


def disputed(sheet: Sheet) -> Picture:
    return _counted(sheet, "answers", words.disputed(sheet), "ch-one")


def complained(sheet: Sheet) -> Picture:
    return _counted(sheet, "complaints", words.complained(sheet), "ch-one")


def reminded(sheet: Sheet) -> Picture:
    row = sheet.all
    names = (("owed", "Owed"), ("told", "Told in the app"), ("mailed", "Mailed"))
    rows = (
        [PartOf(label, (n := row.count(key) or 0,), f"{n:,}") for key, label in names]
        if row
        else []
    )
    drawn = _both(lambda wide: bars(rows, parts=[Part("Reminders", "ch-one")], wide=wide))
    made = _picture(sheet, words.reminded(sheet), drawn if row and row.count("owed") else {})
    if row is None:
        return made._replace(nothing="More to count than a page can wait for; choose fewer months.")
    return made


def _counted(sheet: Sheet, column: str, says: str, css: str) -> Picture:
    rows = [
        PartOf(
            row.label,
            None if column in row.hidden else (row.count(column) or 0,),
            "Hidden" if column in row.hidden else f"{row.count(column) or 0:,}",
        )
        for row in sheet.rows
    ]
    drawn = _both(lambda wide: bars(rows, parts=[Part(sheet.title, css)], wide=wide))
    some = any(row.counts is None or sum(row.counts) for row in rows)
    return _picture(sheet, says, drawn if some else {})


def _picture(sheet: Sheet, says: str, drawn: dict[str, Any], reads: str = "") -> Picture:
    return Picture(sheet.key, sheet.title, says, sheet, reads=reads, **drawn)


def _any(sheet: Sheet, column: str) -> bool:
    return any(row.estimate(column).value is not None for row in sheet.rows)
