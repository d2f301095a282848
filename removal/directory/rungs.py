"""Who stands behind a site, as the shipped file says it: what each can and cannot do."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("chokepoints.toml")


class Kind(NamedTuple):
    """One kind of chokepoint; `basis` is never a statutory one: policy, unclear or excluded."""

    kind: str
    name: str
    can: str
    cannot: str
    needs: str
    basis: str
    why: str
    mark: str
    checked_on: date
    source: str
    directory_kinds: tuple[str, ...]
    find: str


@cache
def kinds() -> dict[str, Kind]:
    """Give each kind by its name, in the order in which they are proposed."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["rung"]
    found = [Kind(**{**row, "directory_kinds": tuple(row["directory_kinds"])}) for row in told]
    return {one.kind: one for one in found}
