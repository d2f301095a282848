"""The survivor's own sheet: everything held about them, and what is withheld and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cases import paper
from cases.models import Case
from keeping.held import Section
from keeping.rules.held import WITHHELD

Told = dict[str, Any]


def of(case: Case, made: Sequence[Section], *, now: datetime) -> Told:
    """Give the sheet as plain facts, the same for paper and for a computer."""
    return {
        "title": "What we hold about you",
        "case": case.code,
        "made_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sections": [
            {
                "title": one.title,
                "facts": [{"title": fact.title, "says": fact.value} for fact in one.facts],
            }
            for one in made
        ],
        "withheld": [one._asdict() for one in WITHHELD],
        "your_choices": [
            "You may ask us to correct anything here. The correction stands beside what was"
            " written, or replaces it.",
            "You may ask us to erase all of it, or a part such as your story. Two people see to"
            " it, and you get a certificate.",
            "Requests and complaints that went out cannot be called back from whoever got them.",
        ],
    }


def as_pdf(told: Told) -> bytes:
    """Give the sheet as a tagged PDF (PDF/UA-1)."""
    words = {
        "title": told["title"],
        "language": "en",
        "is_large": False,
        "about": [told["case"], f"Made {told['made_at'][:10]}. Keep it where nobody else looks."],
        "opening": ["This is all that we hold about you, in the words in which it is kept."],
        "sections": [
            *(_section(one["title"], _points(one)) for one in told["sections"]),
            _section("What this does not tell, and why",
                     [f"{one['what']}: {one['why']}" for one in told["withheld"]]),
            _section("What you may ask for", told["your_choices"]),
        ],
    }  # fmt: skip
    return paper.as_pdf("sheet.typ", words)


def _points(section: dict[str, Any]) -> list[str]:
    return [f"{fact['title']}: {fact['says']}" for fact in section["facts"]]


def _section(heading: str, points: list[str]) -> dict[str, Any]:
    return {"heading": heading, "sentences": [], "points": points, "write_in": []}
