"""An attorney's memorandum on one case, as a paper: what was found, on which facts, and the money.

For whoever is let in to all of it: privileged, and part of nothing that leaves on a subpoena.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cases.models import Case
from complaints.packet.model import Line, Paper, Row, Section
from complaints.spoken import day, exact
from restitution import ledger, standing
from restitution.models import CourtCase, PrivilegedNote
from restitution.rules.districts import court_name
from restitution.rules.money import LineKind, said
from restitution.rules.words import MARKS, OUTCOMES, Mark, Outcome
from restitution.standing import Card, Standing

HEADING = "Memorandum on restitution and damages"
MARK = "Privileged: attorney work product"
LEGEND = (
    "For the attorneys of this case. It says what facts support and what an attorney found; it"
    " promises no outcome and no money. A mark stands after each citation: V, read in the text;"
    " V-2nd, read in somebody else's account; U, unverified. Times are UTC."
)
MONEY = (
    ("Court case", 3), ("Losses found", 2), ("Ordered", 2), ("Received", 2), ("Still owed", 2),
    ("From the Reserve", 2),
)  # fmt: skip
COURTS = (("No.", 1), ("Court", 4), ("Number there", 3), ("Defendant", 3), ("Stage", 3))
SETTLED = {Outcome.NOT_ROUTE, Outcome.UNLIKELY}


def paper_of(
    case: Case, *, notes: Sequence[PrivilegedNote] = (), remedies: Sequence[str] = (), now: datetime
) -> Paper:
    """Give the memo of a case as its record stands; notes are in it only if they were asked for."""
    stands = standing.of_case(case, now=now)
    courts = list(CourtCase.objects.filter(case=case).for_display())
    cards = [card for card in stands.cards if not remedies or card.remedy.code in set(remedies)]
    full = [card for card in cards if card.found or card.weighed.outcome not in SETTLED]
    rest = [card for card in cards if card not in full]
    return Paper(
        code=case.code,
        reference=case.code,
        heading=HEADING,
        mark=MARK,
        is_draft=False,
        caution="",
        legend=LEGEND,
        about=(
            Row("Our reference", case.code),
            Row("As of", exact(now)),
            Row("Next day", _next_day(stands)),
        ),
        sections=(
            *_lettered(full),
            *([_others(rest)] if rest else []),
            *([_courts(courts)] if courts else []),
            *_money(case),
            *([_notes(notes)] if notes else []),
        ),
        closing_title="What this is",
        closing=(
            Row("Standing", "An attorney's own paper, made from the record. It binds nobody and"
                " is not legal advice to anyone but its reader's client."),
            Row("Kept by", "Whoever printed it. It leaves the house in no export."),
        ),
    )  # fmt: skip


def _next_day(stands: Standing) -> str:
    if not stands.days:
        return "None recorded"
    first = stands.days[0]
    return f"{day(first.on)}: {first.words}"


def _lettered(cards: Sequence[Card]) -> Iterator[Section]:
    for place, card in enumerate(cards):
        letter = _letter(place)
        lines = [
            Line(f"{letter}.{number}", words, kind)
            for number, (words, kind) in enumerate(_said(card), start=1)
        ]
        yield Section(letter, card.remedy.title, tuple(lines))


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < len("ABCDEFGHIJKLMNOPQRSTUVWXYZ") else f"A{place}"


def _said(card: Card) -> Iterator[tuple[str, str]]:
    """Give what an attorney found first, then what the table says, fact by fact."""
    weighed, found = card.weighed, card.found
    law = f"{weighed.citation} ({weighed.mark.value}; checked {day(weighed.checked_on)})"
    yield f"Law: {law}. {MARKS[Mark(weighed.mark)]}.", "fact"
    if found:
        outcome = OUTCOMES[Outcome(found.outcome)]
        yield (
            (f"Found by {found.by.name}, version {found.version}, {exact(found.at)}: {outcome}."),
            "own",
        )
        yield str(found.reasons), "own"
        if card.changed:
            changed = len(card.changed)
            answers = "answer" if changed == 1 else "answers"
            yield f"{changed} {answers} changed since; look again.", "blank_open"
    else:
        yield "No attorney has found on this yet.", "blank_open"
    yield f"The table says: {weighed.words}. {weighed.why}", "fact"
    yield from _facts("For it", [one.words for one in weighed.met])
    yield from _facts("Against it", [one.words for one in weighed.against])
    yield from _facts("Not asked yet", [one.words for one in weighed.missing])
    yield from _facts("Not sure", [one.words for one in weighed.unsure])
    for dated in weighed.dates:
        yield f"{day(dated.on)}: {dated.words} ({dated.mark.value})", "fact"
    for note in weighed.notes:
        yield f"{note.words} ({note.mark.value})", "fact"


def _facts(head: str, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    if words:
        told = "; ".join(one.rstrip(".") for one in words).replace("?; ", "? ")
        yield f"{head}: {told}{'' if told.endswith('?') else '.'}", "fact"


def _others(cards: Sequence[Card]) -> Section:
    rows = [(card.remedy.title, card.weighed.words, card.weighed.citation) for card in cards]
    columns = (("Remedy", 4), ("The table says", 3), ("Law", 4))
    return _table("Other routes, looked at", columns, rows)


def _courts(courts: Sequence[CourtCase]) -> Section:
    rows = [
        (str(one.number), court_name(one.district) or one.get_kind_display(), str(one.docket),
         str(one.defendant), one.how_far)
        for one in courts
    ]  # fmt: skip
    return _table("Court cases", COURTS, rows)


def _money(case: Case) -> Iterator[Section]:
    totals = ledger.totals(case)
    if not totals.courts and not totals.claimed:
        return
    rows = [
        (f"Court case {one.number}", *(said(one.of(kind)) for kind in
         (LineKind.LOSS, LineKind.ORDERED, LineKind.RECEIVED)), said(one.outstanding),
         said(one.of(LineKind.RESERVE)))
        for one in totals.courts
    ]  # fmt: skip
    yield _table("Money as recorded", MONEY, rows)
    lines = [
        f"{one.word}. {one.sentence} {one.citation}{f' ({one.mark})' if one.mark else ''}."
        for one in totals.watches
    ]
    yield _numbered("What is watched", lines)


def _notes(notes: Sequence[PrivilegedNote]) -> Section:
    lines = [f"{exact(one.written_at)}, {one.written_by.name}: {one.text}" for one in notes]
    return _numbered("Privileged notes", lines, kind="own")


def _numbered(title: str, lines: Sequence[str], kind: str = "fact") -> Section:
    return Section(
        "", title, tuple(Line(str(n), words, kind) for n, words in enumerate(lines, start=1))
    )


def _table(
    title: str, columns: Sequence[tuple[str, float]], rows: Sequence[tuple[str, ...]]
) -> Section:
    return Section(
        letter="",
        title=title,
        columns=tuple(name for name, _ in columns),
        widths=tuple(width for _, width in columns),
        rows=tuple(Line("", "; ".join(row), "fact", cells=row) for row in rows),
    )
