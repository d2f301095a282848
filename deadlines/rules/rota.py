"""What a turn on the rota may be."""

from datetime import datetime, timedelta

from audit.rules import NotAllowed

LONGEST = timedelta(hours=14 * 24 + 1)


def require_turn(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Refuse a turn that is none, is over, or is longer than two weeks."""
    if ends_at <= starts_at:
        raise NotAllowed("The turn ends before it starts.", code="turn_span", field="ends_at")
    if ends_at <= now:
        raise NotAllowed("Those hours are over already.", code="turn_past", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise NotAllowed("A turn is two weeks at most.", code="turn_long", field="ends_at")
