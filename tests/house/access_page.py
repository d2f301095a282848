"""docs/reference/access.md: what each person was answered, written by `make access`."""

import os
import re
from typing import Any

from django.urls import get_resolver

from tests.house.access import ANYONE
from tests.house.addresses import addresses
from tests.house.relations import RELATIONS
from tests.house.source import ROOT

PAGE = ROOT / "docs/reference/access.md"
WRITES = bool(os.environ.get("RECLAIM_WRITE_ACCESS"))
OBSERVED: dict[str, dict[str, dict[str, str]]] = {}
Cells = dict[tuple[str, str], str]

# fmt: off
TITLES = {
    "deadlines": "Today, clocks, reminders and the weekend", "cases": "Cases",
    "intake": "Intake and plan", "evidence": "Evidence and fingerprints",
    "removal": "Requests and the directory", "complaints": "Complaints",
    "restitution": "Restitution", "handouts": "Sheets", "reports": "Reports and exports",
    "keeping": "Retention and purge", "accounts": "Account and sessions", "api": "API",
}
# fmt: on
HEAD = """# Who reaches what

Every address of the house, with each of its methods, for each role and relation to one case. This
page is not written by hand: a test asks each address as each person, holds the answer against the
table in `tests/house/access.py`, and holds this page against the answer. `make access` writes it
anew.

| word | means |
|---|---|
| yes | answered; or an empty form asked again (400, 409, 422), which is no refusal of the person |
| 404 | not there, or not theirs: status, body and headers are the same for both |
| 403 | there, and not for this role |
| - | this method is not known there to anyone of this role |

Nobody reaches anything below **without signing in**, with a password and **no second factor**, in
a session that was **idle** too long, or with an account that was **closed**: pages lead to the
sign-in, the API answers 401. No address takes `PUT`, `PATCH`, `DELETE` or `TRACE`.

Open to everyone, since nothing of a case is there, or since they keep a door of their own:
{anyone}.
"""


def note(who: str, found: dict[str, dict[str, str]]) -> None:
    """Keep what one person was answered; whoever asked for the page gets it after the last."""
    OBSERVED[who] = found
    if WRITES and len(OBSERVED) == len(RELATIONS):
        PAGE.write_text(_page())


def observed(who: str) -> Cells:
    return {(n, m): word for n, words in OBSERVED[who].items() for m, word in words.items()}


def column(who: str) -> Cells:
    """Give one person's column of the page."""
    place = [one.who for one in RELATIONS].index(who)
    rows = re.findall(r"^\| (GET|POST) \| `(\S+)` \| `\S+` \|(.*)\|$", PAGE.read_text(), re.M)
    return {(name, method.lower()): cells.split("|")[place].strip() for method, name, cells in rows}


def _page() -> str:
    groups: dict[str, list[str]] = {}
    for name in sorted({name for found in OBSERVED.values() for name in found}):
        space = name.split(":")[0]
        groups.setdefault(space if space in TITLES else "accounts", []).append(name)
    parts = [HEAD.format(anyone=", ".join(f"`{name}`" for name in sorted(ANYONE)))]
    parts += [_section(TITLES[space], groups[space]) for space in TITLES if space in groups]
    return "\n".join(parts)


def _section(title: str, names: list[str]) -> str:
    said = " | ".join(one.said for one in RELATIONS)
    head = [f"## {title}\n", f"| method | name | address | {said} |", "|---" * 12 + "|"]
    return "\n".join(head + [row for name in names for row in _rows(name)]) + "\n"


def _rows(name: str) -> list[str]:
    methods = [m for m in ("get", "post") if any(m in found[name] for found in OBSERVED.values())]
    return [
        f"| {method.upper()} | `{name}` | `{_spoken(name)}` | "
        + " | ".join(OBSERVED[one.who][name].get(method, "-") for one in RELATIONS)
        + " |"
        for method in methods
    ]


def _spoken(name: str) -> str:
    """Give the address as a person would write it: /cases/<code>/."""
    bare = re.sub(
        r"\(\?P<(\w+)>(?:\[[^\]]*\](?:\{\d+\})?\+?|[^()])*\)", r"<\1>", addresses()[name][0]
    )
    return "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", bare).replace("^", "").replace("$", "")


def api_commands() -> set[tuple[str, str]]:
    """Give each path of the API with each method that its view takes, from the URLconf."""
    found: set[tuple[str, str]] = set()
    for name in addresses():
        if name.startswith("api:") and name not in ANYONE:
            path = re.sub(r"<(\w+)>", r"{\1}", _spoken(name))
            found |= {(path, method) for method in _methods(name)}
    return found


def _methods(name: str) -> set[str]:
    view: Any = _views()[name]
    if hasattr(view, "actions"):
        return set(view.actions) - {"head"}
    return {m for m in view.cls.http_method_names if hasattr(view.cls, m)} - {"options", "head"}


def _views() -> dict[str, Any]:
    found: dict[str, Any] = {}

    def walk(patterns: Any) -> None:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif pattern.name and hasattr(pattern.callback, "cls"):
                found.setdefault(f"api:{pattern.name}", pattern.callback)

    walk(get_resolver().url_patterns)
    return found
