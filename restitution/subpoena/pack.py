"""The released part as one ZIP: a readable paper, data, texts, a manifest and its own check."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.models import Case, Release
from cases.rules.release_words import INFORMATION, RECIPIENTS, Information, RecipientKind
from complaints.packet import bundle, check, codes
from complaints.packet.bundle import Bundle, Files
from complaints.packet.model import Line, Paper, Row, Section
from complaints.spoken import day, exact
from restitution.rules.subpoena import Withheld
from restitution.subpoena.part import Code, Part, Table

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", re.ASCII)
README = Path(__file__).with_name("README.txt")
HEADING = "Released part of a record"
LEGEND = (
    "What the survivor released in writing to this recipient, as the agency's record stands. Times"
    " are UTC. What is withheld stands at the end, with the reason; that something is not here does"
    " not say whether it exists."
)


def pack(
    case: Case,
    *,
    release: Release,
    parts: Sequence[Part],
    withheld: Sequence[Withheld],
    now: datetime,
) -> Bundle:
    """Give exactly these parts, and the list of what stays."""
    paper = paper_of(case, release, parts, withheld, now)
    files: Files = {
        **bundle.printed("answer", "the released part", paper),
        "withheld.json": (
            "what is withheld, and why",
            codes.as_json({"withheld": _reasons(withheld)}),
        ),
        "release.json": ("the release it left under", codes.as_json(codes.release(release))),
        "README.txt": ("what this is", README.read_bytes()),
        "check.py": ("the check", Path(check.__file__).read_bytes()),
    }
    for part in parts:
        what = INFORMATION[Information(part.information)]
        files[f"data/{part.information}.json"] = (what, codes.as_json(_data(part)))
        files |= {name: (f"{what}: a whole text", words.encode())
                  for name, words in part.texts.items()}  # fmt: skip
    about = {
        "format": check.FORMATS[2],
        "about": f"{case.code}, released part",
        "says": f"{HEADING}, {exact(now)}. Nothing beyond the release is in it.",
        "case": case.code,
        "made_at": now.isoformat(),
        "release": str(release.pk),
        "parts": [{"information": one.information, "rows": one.count} for one in parts],
        "withheld": _reasons(withheld),
    }
    return bundle.zipped(about, files)


def paper_of(
    case: Case,
    release: Release,
    parts: Sequence[Part],
    withheld: Sequence[Withheld],
    now: datetime,
) -> Paper:
    kind = RECIPIENTS[RecipientKind(release.recipient_kind)]
    name = str(release.recipient_name) if release.recipient_name else ""
    return Paper(
        code=case.code,
        reference=case.code,
        heading=HEADING,
        mark="Under a written release",
        is_draft=False,
        caution="",
        legend=LEGEND,
        about=(
            Row("Our reference", case.code),
            Row("For", f"{kind}: {name}" if name else kind),
            Row("As of", exact(now)),
        ),
        sections=(*_sections(parts), _stays(withheld)),
        closing_title="What this rests on",
        closing=(
            Row("Release", f"Signed on {day(release.signed_on)}; holds until"
                f" {exact(release.expires_at)}"),
            Row("Covers", "; ".join(INFORMATION[Information(one)] for one in release.information)),
            Row("Check", "manifest.json holds the SHA-256 of each file; check.py compares them"),
        ),
    )  # fmt: skip


def _sections(parts: Sequence[Part]) -> list[Section]:
    found: list[Section] = []
    for place, part in enumerate(parts):
        letter = chr(ord("A") + place)
        first, *rest = part.tables
        found.append(_section(letter, first, part))
        found += [_section("", table, None) for table in rest]
    return found


def _section(letter: str, table: Table, part: Part | None) -> Section:
    said = [] if table.rows else ["Nothing of this kind is recorded."]
    if part and part.texts:
        said.append(f"Whole texts are in {len(part.texts)} files beside this paper.")
    return Section(
        letter=letter,
        title=table.title,
        lines=tuple(
            Line(f"{letter}.{n}" if letter else "", one, "fact")
            for n, one in enumerate(said, start=1)
        ),
        columns=table.columns,
        widths=table.widths,
        rows=tuple(Line("", "; ".join(row), "fact", cells=row) for row in map(_read, table.rows)),
    )


def _read(row: Sequence[str]) -> tuple[str, ...]:
    """Give a row's moments and codes in words; the data beside the paper keep them as they are."""
    return tuple(map(_words, row))


def _words(cell: str) -> str:
    if isinstance(cell, Code):
        return cell.words
    return exact(datetime.fromisoformat(cell)) if MOMENT.fullmatch(cell) else cell


def _stays(withheld: Sequence[Withheld]) -> Section:
    rows = [(one.what, one.words) for one in withheld]
    return Section(
        letter="",
        title="What is withheld, and why",
        columns=("What", "Why"),
        widths=(3, 4),
        rows=tuple(Line("", "; ".join(row), "fact", cells=row) for row in rows),
    )


def _reasons(withheld: Sequence[Withheld]) -> list[dict[str, str]]:
    return [{"what": one.what, "why": one.why.value, "words": one.words} for one in withheld]


def _data(part: Part) -> dict[str, Any]:
    return {
        "information": part.information,
        "tables": [
            {"title": table.title, "columns": table.columns, "rows": table.rows}
            for table in part.tables
        ],
        "texts": sorted(part.texts),
        "withheld": _reasons(part.withheld),
    }
