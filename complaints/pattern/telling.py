"""What a pattern tells, as it is kept: figures, and the directory's row as it was that day."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from complaints.rules.pattern import Figures
from removal.models import Platform

SCHEMA = 2  # 1 told each late request in a row of its own; the house gives none of those out
MARKED = (
    "name", "kind", "operator", "operator_country", "foreign_operator", "coverage",
    "coverage_reason", "report_url", "confidence", "source",
)  # fmt: skip


def told(platform: Platform, figures: Figures, *, fewest: int, now: datetime) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": now.isoformat(),
        "fewest_cases": fewest,
        "figures": _figures(figures),
        "directory": {
            **{name: getattr(platform, name) for name in MARKED},
            "compiled_on": _day(platform.compiled_on),
            "last_verified_on": _day(platform.last_verified_on),
        },
    }


def sha256(held: dict[str, Any]) -> str:
    text = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _figures(figures: Figures) -> dict[str, Any]:
    numbers = ("received", "late", "in_time", "never_down", "inferred")
    return {
        **{name: getattr(figures, name) for name in numbers},
        "periods": [one._asdict() for one in figures.periods],
        "bands": [{"words": words, "late": count} for words, count in figures.bands],
        "grounds": [{"code": code, "late": count} for code, count in figures.grounds],
        "named": list(figures.named),
        "rows": [one._asdict() for one in figures.rows],
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
