"""One moment after another, as far as two people's watches can tell."""

from datetime import datetime, timedelta

from audit.rules import NotAllowed

# Forms ask for minutes and platforms' clocks differ from ours by about as much.
WATCHES_DIFFER = timedelta(minutes=1)


def require_not_before(
    later: datetime, earlier: datetime, *, sentence: str, code: str, field: str
) -> None:
    """Refuse a moment that cannot come before the other; equal is in order."""
    if later < earlier - WATCHES_DIFFER:
        raise NotAllowed(sentence, code=code, field=field)
