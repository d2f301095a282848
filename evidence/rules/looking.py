"""When a person last looked at a listing; the server never does (ADR 0003)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from evidence.rules.items import Fact, FactKind

# A person looked; a platform's own word is no look.
LOOKS = frozenset({FactKind.SEEN_UP, FactKind.PARTIAL, FactKind.SEEN_GONE, FactKind.BACK})

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def looks(facts: Iterable[Fact]) -> list[datetime]:
    """Give the moments at which somebody looked, the first first."""
    return sorted(fact.at for fact in facts if fact.kind in LOOKS)


def ago(at: datetime, now: datetime) -> str:
    """Give `just now`, `18 min ago`, `3 h ago` or `2 d ago`: whole ones that have passed."""
    span = now - at
    if span < MINUTE:
        return "just now"
    if span < HOUR:
        return f"{span // MINUTE} min ago"
    return f"{span // HOUR} h ago" if span < 2 * DAY else f"{span // DAY} d ago"
