"""Countries by their two letters, from the zone database: one well-kept list less of our own."""

from functools import cache
from importlib.resources import files

FIRST = "US"  # most of the agency's survivors


@cache
def names() -> dict[str, str]:
    """Give two letters to a name, by name, the usual one first (ISO 3166-1)."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    known = sorted(((code, name) for code, name in rows), key=lambda row: row[1])
    return dict(sorted(known, key=lambda row: row[0] != FIRST))
