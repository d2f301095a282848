"""When to try again what failed; a row that keeps failing is told, and never stops the others."""

from datetime import timedelta

STUCK_AFTER = 5  # failed tries to draft: health speaks up, the trying goes on


def draft_again_after(attempts: int) -> timedelta:
    """Give how long to wait before drafting again: one minute, doubling, up to an hour."""
    return min(timedelta(minutes=2 ** max(0, attempts - 1)), timedelta(hours=1))
