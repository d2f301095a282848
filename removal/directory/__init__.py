"""The directory that ships with Reclaim, as its file says it."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("platforms.toml")
DAYS = ("compiled_on", "last_verified_on")


def rows(file: Path = FILE) -> Iterator[dict[str, Any]]:
    """Give each platform's row, its days as days; an empty day is none."""
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["platform"]:
        days = {name: _day(row[name]) for name in DAYS if name in row}
        yield row | days


class Tag(NamedTuple):
    name: str
    description: str


@cache
def tags() -> dict[str, Tag]:
    """Give what each mark means that a person may set on a row; no row ships with one."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8")).get("tag", [])
    return {tag["slug"]: Tag(tag["name"], tag["description"]) for tag in told}


def _day(written: str | date) -> date | None:
    if isinstance(written, date):
        return written
    return date.fromisoformat(written) if written else None
