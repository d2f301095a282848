"""What a picture shows, in one sentence; it tells nothing that the table hides."""

from reports.tables import Row, Sheet

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EXACT = 10  # hours below which a tenth is worth saying


def kept(sheet: Sheet) -> str:
    shares = [(row.estimate("share").value, row) for row in sheet.parts]
    told = sorted(((s, row) for s, row in shares if s is not None), key=lambda one: one[0])
    whole = sheet.all.estimate("share").value if sheet.all else None
    found = []
    if whole is not None:
        found.append(f"{_percent(whole)} of requests were kept to 48 hours")
    if len(told) > 1:
        (low, worst), (high, best) = told[0], told[-1]
        found.append(f"from {_percent(low)} ({worst.label}) to {_percent(high)} ({best.label})")
    return _sentence(found, sheet)


def ended(sheet: Sheet) -> str:
    row = sheet.all
    if row is None or not row.count("decided"):
        return _sentence([], sheet)
    told = [
        f"{count:,} {word}"
        for key, word in (("on_time", "on time"), ("late", "late"))
        if (count := row.count(key)) is not None
    ]
    return _sentence([f"Of {row.count('decided'):,} requests decided: {', '.join(told)}"], sheet)


def half_gone(sheet: Sheet) -> str:
    return _sentence(_by_when(sheet.all), sheet)


def how_fast(sheet: Sheet) -> str:
    return _sentence(_by_when(sheet.all), sheet, at_hidden=False)


def month_by_month(sheet: Sheet, figure: str) -> str:
    told = [(row.label, row.estimate(figure).value) for row in sheet.parts]
    shown = [(label, value) for label, value in told if value is not None]
    if not shown:
        return _sentence([], sheet)
    (first, began), (last, now) = shown[0], shown[-1]
    say = _percent if figure == "share" else _hours
    what = "The share on time" if figure == "share" else "The hours by which half were gone"
    if len(shown) == 1:
        return _sentence([f"{what}: {say(now)} in {last}"], sheet)
    return _sentence([f"{what}: {say(began)} in {first}, {say(now)} in {last}"], sheet)


def back(sheet: Sheet) -> str:
    whole = sheet.all.estimate("share").value if sheet.all else None
    said = [f"{_percent(whole)} of what came down was later seen up again"] if whole else []
    if whole == 0:
        said = ["Nothing that came down was seen up again"]
    return _sentence(said, sheet)


def disputed(sheet: Sheet) -> str:
    told = [(count, row.label) for row in sheet.rows if (count := row.count("answers"))]
    if not told:
        return _sentence([], sheet)
    most = max(told)
    return _sentence([f"Disputed most: {most[1]} ({most[0]:,} answers)"], sheet)


def complained(sheet: Sheet) -> str:
    told = {row.key: row.count("complaints") for row in sheet.rows}
    said = [
        f"{told[key]:,} {word}"
        for key, word in (("made", "drafted"), ("signed", "signed off"), ("filed", "filed"))
        if told.get(key) is not None
    ]
    return _sentence([", ".join(said)] if said else [], sheet)


def reminded(sheet: Sheet) -> str:
    row = sheet.all
    if row is None or not row.count("owed"):
        return _sentence([], sheet)
    owed, told, missing = (row.count(key) or 0 for key in ("owed", "told", "missing"))
    rest = "none is missing" if not missing else f"{missing:,} never told"
    return f"{told:,} of {owed:,} reminders told; {rest}."


def _by_when(row: Row | None) -> list[str]:
    if row is None:
        return []
    half, most = row.estimate("median").value, row.estimate("p90").value
    found = []
    if half is not None:
        found.append(f"half were gone within {_hours(half)}")
    if most is not None:
        found.append(f"nine in ten within {_hours(most)}")
    elif half is not None:
        found.append("nine in ten are not gone yet")
    return found


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _hours(value: float) -> str:
    return f"{value:.0f} hours" if value >= EXACT else f"{value:.1f} hours"


def _sentence(said: list[str], sheet: Sheet, *, at_hidden: bool = True) -> str:
    if said:
        words = ", ".join(said)
        return f"{words[0].upper()}{words[1:]}."
    if at_hidden and sheet.hidden:
        return "What is here is of too few people to be told."
    return "Nothing to tell of these months."
