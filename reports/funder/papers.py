"""A locked report on paper and as a workbook: what is shown, and nothing that is not."""

from typing import Any

from django.utils.timezone import localtime

from cases import paper as setting
from reports import workbook
from reports.disclosure import hidden_words
from reports.funder.telling import NOTES
from reports.models import Snapshot
from reports.rules.filing import REASONS, Reason

PDF = "application/pdf"
SEVERAL = "One person may stand in several lines; they add up to more than the people."


def in_form(snapshot: Snapshot, form: str, *, name: str) -> tuple[bytes, str]:
    """Give the report's bytes and what kind they are; the same report gives the same PDF."""
    if form == "pdf":
        return setting.as_pdf("funder.typ", _words(snapshot, name)), PDF
    return _book(snapshot, name), workbook.CONTENT_TYPE


def about(snapshot: Snapshot, name: str) -> list[tuple[str, str]]:
    """Give what a reader outside needs to know of the report, term by term."""
    corrects = snapshot.corrects
    rows = [
        ("For", name),
        ("Quarter", f"{snapshot.of.words}: {snapshot.of.months}"),
        ("Report", snapshot.code),
        ("Locked", f"{localtime(snapshot.locked_at):%d %b %Y, %H:%M %Z}"),
    ]
    if corrects is not None:
        rows.append(("Corrects", f"{corrects.code}: {REASONS[Reason(snapshot.reason)]}"))
    return [
        *rows,
        ("Definitions", f"Version {snapshot.definitions}"),
        ("Hidden", f"{_why_hidden(snapshot)}. The two look alike, on purpose."),
        ("How it is counted", " ".join(NOTES)),
        ("SHA-256 of what is shown", snapshot.shown_sha256),
    ]


def _why_hidden(snapshot: Snapshot) -> str:
    why = hidden_words(snapshot.threshold).partition(": ")[2]
    return why[0].upper() + why[1:]


def _words(snapshot: Snapshot, name: str) -> dict[str, Any]:
    return {
        "title": f"Report to {name}",
        "subtitle": f"{snapshot.of.words}: {snapshot.of.months}",
        "code": snapshot.code,
        "about": [{"term": term, "words": words} for term, words in about(snapshot, name)],
        "several": SEVERAL,
        "tables": [
            {
                "title": table["title"],
                "means": table["means"],
                "several": table["several"],
                "rows": [
                    {"words": row["words"], "shown": "Hidden" if row["count"] is None
                     else row["shown"], "is_total": row["key"] == table["total"]}
                    for row in table["rows"]
                ],
            }
            for table in snapshot.outside["tables"]
        ],
    }  # fmt: skip


def _book(snapshot: Snapshot, name: str) -> bytes:
    made = workbook.Book()
    made.sheet("About", ("Term", "Words"), about(snapshot, name), widths=(28, 60))
    for table in snapshot.outside["tables"]:
        rows: list[tuple[object, object]] = [
            (row["words"], row["shown"] if row["count"] is None else row["count"])
            for row in table["rows"]
        ]
        notes = [(), (table["means"],), *([(SEVERAL,)] if table["several"] else [])]
        made.sheet(table["title"], ("", "People"), [*rows, *notes], widths=(44, 24))
    return made.closed()
