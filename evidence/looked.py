"""When somebody last looked at a listing, as pages and complaints ask it."""

from datetime import datetime

from evidence.models import Item
from evidence.rules.items import Fact
from evidence.rules.looking import ago, looks


def at(item: Item) -> list[datetime]:
    """Give every look that stands, the first first; load the item's facts."""
    return looks(Fact(one.kind, one.at) for one in item.facts.all() if one.retracted_at is None)


def last_look(item: Item) -> datetime | None:
    known = at(item)
    return known[-1] if known else None


def words(looked_at: datetime | None, now: datetime) -> str:
    """Give `last looked 3 h ago`, or that nobody has."""
    return f"last looked {ago(looked_at, now)}" if looked_at else "nobody has looked yet"
