"""A pattern's sentences, from what it tells alone; each names the query behind it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from audit.rules import NotAllowed
from complaints.composing import phrases
from complaints.packet.model import Line, Section
from complaints.pattern.queries import QUERIES
from complaints.pattern.tables import by_month, by_month_and_band, numbers, share
from complaints.pattern.telling import SCHEMA
from complaints.rules.grounds import row_of
from complaints.rules.pattern import NOT_DOWN
from complaints.spoken import capital, day, exact, listed
from removal.rules.words import Coverage

LOOKS = {
    Coverage.COVERED: "It appears to be a covered platform.",
    Coverage.UNCLEAR: "Whether it is a covered platform is uncertain.",
    Coverage.EXCLUDED: "It appears to be left out by the Act.",
}


def sections(held: dict[str, Any]) -> tuple[Section, ...]:
    """Give the parts A to H of a pattern; one that tells of single requests is refused."""
    if held["schema"] != SCHEMA:
        raise NotAllowed(
            "This pattern was kept when rows still told of single requests. It stays on record and"
            " is given out no more; keep a new one.",
            code="pattern_old",
        )
    figures, directory = held["figures"], held["directory"]
    parts = (
        ("A", "Summary", _summary(held)),
        ("C", "How late", _bands(figures)),
        ("D", "Grounds", _grounds(figures)),
        ("E", "The service", _directory(directory)),
        ("G", "How it was counted", _counted(held)),
        ("H", "Statement", _statement()),
    )
    plain = {letter: _section(letter, title, lines) for letter, title, lines in parts}
    tables = {"B": by_month(figures), "F": by_month_and_band(figures)}
    return tuple(section for _, section in sorted({**plain, **tables}.items()))


Said = tuple[str, str, str]  # the query's key, the kind, and the sentence


def _summary(held: dict[str, Any]) -> Iterator[Said]:
    figures, name = held["figures"], held["directory"]["name"]
    as_of = exact(datetime.fromisoformat(held["as_of"]))
    yield from _whole(figures, name, as_of)
    if figures["never_down"]:
        yield (
            "never_down",
            "fact",
            f"In {figures['never_down']} of these a person had not yet seen everything gone.",
        )
    if figures["inferred"]:
        yield (
            "inferred",
            "fact",
            f"In {figures['inferred']} of these receipt is inferred from the moment of sending.",
        )
    reaches = held["directory"]["coverage"] == Coverage.COVERED
    who = "The service" if reaches else "As far as the Act reaches it, the service"
    yield (
        "late",
        "inference",
        f"{who} appears not to have complied with 47 U.S.C. 223a(a)(3) in these. (inferred)",
    )


def _whole(figures: dict[str, Any], name: str, as_of: str) -> Iterator[Said]:
    """Say how many there were and how many were late, as far as both may be told."""
    about = (
        f"requests to the service {name} under {phrases.ACT}, whose time had begun with a recorded"
        " receipt and was over, or before its end all had come down."
    )
    late = "not all that was listed had come down by the end of the time allowed."
    if figures["received"] is None:
        yield "late", "fact", f"By {as_of}, in {figures['late']} {about[:-1]}, {late}"
        yield (
            "received",
            "fact",
            "How many were in time is not told: they are of fewer cases than are told apart here.",
        )
        return
    yield "received", "fact", f"By {as_of}, the agency's record held {figures['received']} {about}"
    yield "late", "fact", f"In {share(figures['late'], figures['received'])} of them, {late}"


def _bands(figures: dict[str, Any]) -> Iterator[Said]:
    for one in figures["bands"]:
        times = "time" if one["late"] == 1 else "times"
        said = one["words"]
        late = capital(said) if said.startswith(NOT_DOWN) else f"Late by {said}"
        yield "bands", "fact", f"{late}: {one['late']} {times}."


def _grounds(figures: dict[str, Any]) -> Iterator[Said]:
    for one in figures["grounds"]:
        title = row_of(one["code"]).title
        yield "grounds", "fact", f"Ground {one['code']}, {title}: {one['late']} requests."
    if figures["named"]:
        codes = listed(figures["named"])
        yield "grounds", "fact", f"Also found, by numbers that are not told here: {codes}."
    if not (figures["grounds"] or figures["named"]):
        yield "grounds", "fact", "No ground is carried by enough cases to be told apart here."


def _directory(row: dict[str, Any]) -> Iterator[Said]:
    kind = row["kind"].replace("_", " ")
    yield "directory", "fact", f"{row['name']} is recorded as a service of this kind: {kind}."
    if row["operator"]:
        place = f", country {row['operator_country']}" if row["operator_country"] else ""
        yield "directory", "fact", f"Its operator is recorded as {row['operator']}{place}."
    if row["foreign_operator"]:
        yield (
            "directory",
            "fact",
            "The operator is recorded as outside the United States; whether the regulator reaches"
            " it is uncertain.",
        )
    reason = capital(row["coverage_reason"].strip().rstrip("."))
    looks = LOOKS[Coverage(row["coverage"])]
    yield "directory", "inference", f"{looks} The reason on record: {reason}. (inferred)"
    yield "directory", "fact", _mark(row)


def _mark(row: dict[str, Any]) -> str:
    """Say how well the directory's row is known."""
    if row["last_verified_on"]:
        on = day(date.fromisoformat(row["last_verified_on"]))
        return f"The agency's directory, which says this, was last checked on the service on {on}."
    compiled = row["compiled_on"]
    since = f" It was compiled on {day(date.fromisoformat(compiled))}." if compiled else ""
    return (
        "The agency's directory says this; no check of it on the service is on"
        f" record.{since} Confidence: {row['confidence']}."
    )


def _counted(held: dict[str, Any]) -> Iterator[Said]:
    for key, query in QUERIES.items():
        yield key, "fact", f"{query.number}: {query.words}"
    yield (
        "rows",
        "fact",
        f"All of it rests on the late requests of at least {held['fewest_cases']} cases, and so"
        " does each figure, and whatever adding and subtracting figures can give, of this report"
        " and of the earlier ones about this platform. What would be of fewer stands"
        " together with its neighbour, or is left out. No code, name, address, day, week or hour"
        " of any case stands here.",
    )


def _statement() -> Iterator[Said]:
    yield (
        "",
        "blank_open",
        "[[statement: that this is true to the filer's knowledge; the date; the filer's role,"
        " signed by hand]]",
    )


def _section(letter: str, title: str, said: Iterator[Said]) -> Section:
    lines = (
        Line(f"{letter}.{place}", text, kind, f"{letter}.{place}", numbers(key))
        for place, (key, kind, text) in enumerate(said, start=1)
    )
    return Section(letter, title, tuple(lines), signed_by_hand=letter == "H")


def with_queries(told: tuple[Section, ...]) -> tuple[Section, ...]:
    """Print the number of its query after each sentence, but for part G, which says them."""
    return tuple(
        section
        if section.letter == "G"
        else replace(section, lines=tuple(map(_queried, section.lines)))
        for section in told
    )


def _queried(line: Line) -> Line:
    if not line.facts:
        return line
    numbers = ", ".join(line.facts)
    return replace(line, text=f"{line.text} [{numbers}]")
