"""Reading the places that were told of, from a list or from lines of text."""

import re
from collections.abc import Mapping

from audit.rules import NotAllowed
from evidence.rules import hosts
from intake.rules.told import Place
from intake.rules.words import PlaceKind
from sealing.imagery import refuse_imagery

MOST_PLACES = 50
MOST_CHARACTERS = {"at": 2000, "site": 200, "note": 500}
HOW_TO_WRITE = (
    "Write one place a line: an address as it is, an app or a chat by its name, or"
    " “account: @name on example.com”, “search: the search engine's name”."
)

_NAMED = re.compile(r"(?P<kind>address|account|app|search)\s*:\s*(?P<rest>.+)", re.IGNORECASE)
_ADDRESS_LIKE = re.compile(r"[./:]")
_ON_A_SITE = re.compile(r"(?P<at>\S+)\s+(?:on|at)\s+(?P<site>.+)", re.IGNORECASE)


class NotAPlace(ValueError):
    """The text tells no place; the message says why in a sentence fit for a person."""


def places_in(given: object) -> tuple[Place, ...]:
    """Give the places of a list of mappings, or of a text with one a line."""
    if isinstance(given, str):
        rows: list[object] = [line for line in re.split(r"\r?\n|\s\|\s", given) if line.strip()]
    elif isinstance(given, list | tuple):
        rows = [row for row in given if row not in ("", None)]
    else:
        raise NotAPlace(HOW_TO_WRITE)
    if len(rows) > MOST_PLACES:
        raise NotAPlace(f"Give at most {MOST_PLACES} places here; more can be recorded later.")
    return tuple(dict.fromkeys(_numbered(number, row) for number, row in enumerate(rows, 1)))


def _numbered(number: int, row: object) -> Place:
    try:
        return _place(_of_text(row) if isinstance(row, str) else row)
    except NotAPlace as no:
        raise NotAPlace(f"Place {number}: {no}") from no


def _of_text(line: str) -> dict[str, str]:
    named = _NAMED.fullmatch(line.strip())
    if named:
        kind, rest = named["kind"].lower(), named["rest"].strip()
        on = _ON_A_SITE.fullmatch(rest) if kind == PlaceKind.ACCOUNT else None
        return {"kind": kind, "at": on["at"], "site": on["site"]} if on else {
            "kind": kind, "at": rest,
        }  # fmt: skip
    kind = _meant(line.strip())
    on = _ON_A_SITE.fullmatch(line.strip()) if kind is PlaceKind.ACCOUNT else None
    if on:
        return {"kind": kind.value, "at": on["at"], "site": on["site"]}
    return {"kind": kind.value, "at": line}


def _meant(line: str) -> PlaceKind:
    """Tell what a bare line is: said on the phone, "the football group" is an app or a chat."""
    if line.startswith("@"):
        return PlaceKind.ACCOUNT
    return PlaceKind.ADDRESS if _ADDRESS_LIKE.search(line) else PlaceKind.APP


def _place(row: object) -> Place:
    if not isinstance(row, Mapping):
        raise NotAPlace(HOW_TO_WRITE)
    odd = sorted(str(name) for name in row if name not in Place._fields)
    if odd:
        raise NotAPlace(f"There is no “{odd[0][:40]}” of a place. It has a kind, at, site, note.")
    kind = _kind(row.get("kind"))
    parts = {name: _part(name, row.get(name)) for name in MOST_CHARACTERS}
    if not parts["at"]:
        raise NotAPlace("Say which address, account, app or search it is.")
    if kind is PlaceKind.ADDRESS:
        _require_address(parts["at"])
    return Place(kind, **parts)


def _kind(said: object) -> PlaceKind:
    try:
        return PlaceKind(str(said or "").strip().lower())
    except ValueError:
        known = ", ".join(PlaceKind)
        raise NotAPlace(f"Say what kind of place it is: {known}.") from None


def _part(name: str, said: object) -> str:
    if said is not None and not isinstance(said, str):
        raise NotAPlace(f"“{name}” is text.")
    text = " ".join((said or "").split())
    if len(text) > MOST_CHARACTERS[name]:
        raise NotAPlace(f"“{name}” takes at most {MOST_CHARACTERS[name]} characters.")
    try:
        refuse_imagery(text)
    except NotAllowed as no:
        raise NotAPlace(no.sentence) from no
    return text


def _require_address(text: str) -> None:
    try:
        hosts.host_of(text)
    except hosts.NotAnAddress as wrong:
        raise NotAPlace(str(wrong)) from wrong
