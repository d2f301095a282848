"""When a request's duty was done: the first moment at which every listing was gone."""

from collections.abc import Iterable
from datetime import datetime

from audit.rules import NotAllowed
from evidence.rules.items import Fact, FactKind, standing


def all_gone_at(listings: Iterable[Iterable[Fact]], *, since: datetime) -> datetime | None:
    """Give when the last listing was removed, the first time that all were gone together.

    What was known before the request was sent is not of its doing; what comes back later does
    not undo what was achieved (law.md 10.7).
    """
    told = [[fact for fact in facts if fact.at >= since] for facts in listings]
    for moment in sorted({fact.at for facts in told for fact in facts}):
        stood = [standing(fact for fact in facts if fact.at <= moment) for facts in told]
        removed = [one.removed_at for one in stood if one.removed_at is not None]
        if len(removed) == len(told):
            return max(removed)
    return None


def require_possible(kind: str, *, at: datetime, before: Iterable[Fact]) -> None:
    """Refuse a fact that contradicts where the listing stood at that moment."""
    stood = standing(fact for fact in before if fact.at <= at)
    if kind == FactKind.BACK and not stood.is_gone:
        raise NotAllowed(
            "Nobody had seen it gone by then, so it cannot be back. Record that it is still up.",
            code="was_not_gone",
            field="kind",
        )
    if kind == FactKind.SEEN_UP and stood.is_gone:
        raise NotAllowed(
            "It was seen gone before. If it is up again, record that it is back; if it was never "
            "gone, take the earlier fact back.",
            code="was_gone",
            field="kind",
        )
