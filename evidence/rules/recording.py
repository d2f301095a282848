"""What a record of an item needs, and what it must never hold (law.md 1.4 and 6)."""

import re
from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

from audit.rules import NotAllowed
from cases.rules.moves import require_known
from evidence.rules import hosts
from evidence.rules.spoken import IDENTIFIABLE

_SHA256 = re.compile(r"[0-9a-f]{64}")


def require_locator(*, url: str, handle: str, platform_item_id: str) -> None:
    """Ask for one thing that finds the item on its platform (47 U.S.C. 223a(a)(1)(B)(ii))."""
    if not (url or handle or platform_item_id):
        raise NotAllowed(
            "Give at least one of these: the address, the account's handle, the platform's own id.",
            code="no_locator",
            field="url",
        )


def host_named(url: str) -> str:
    """Give the host that an address names, or say why it names none."""
    if not url:
        return ""
    try:
        return hosts.host_of(url)
    except hosts.NotAnAddress as wrong:
        raise NotAllowed(str(wrong), code="not_an_address", field="url") from wrong


@cache
def _zones() -> frozenset[str]:
    """Read the names once: it is a walk over the system's files."""
    return frozenset(available_timezones())


def require_zone(name: str) -> None:
    if name not in _zones():
        raise NotAllowed(
            "Choose a time zone from the list.", code="unknown_zone", field="source_zone"
        )


def identifiable(ways: Iterable[str]) -> list[str]:
    """Give the ways in which the person can be recognised, each once, in the order of the list."""
    given = set(ways)
    for way in sorted(given):
        require_known(way, IDENTIFIABLE, field="identifiable_by")
    return [way.value for way in IDENTIFIABLE if way in given]


def digest(text: str, *, minor: bool) -> str:
    """Give a screenshot's SHA-256 in one spelling; none is kept where a minor may be shown."""
    plain = text.strip().lower()
    if not plain:
        return ""
    if minor:
        raise NotAllowed(
            "No fingerprint of any file is kept while someone may be under 18."
            " Never make a screenshot of such an item.",
            code="no_fingerprint_of_a_minor",
            field="screenshot_sha256",
        )
    if not _SHA256.fullmatch(plain):
        raise NotAllowed(
            "A SHA-256 is 64 digits and letters from a to f.",
            code="not_a_sha256",
            field="screenshot_sha256",
        )
    return plain
