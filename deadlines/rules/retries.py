"""When to try again what failed; a row that keeps failing is told, and never stops the others."""

from datetime import timedelta

STUCK_AFTER = 5  # failed tries to draft: health speaks up, the trying goes on
MAIL_DEAD_AFTER = 8  # failed tries to mail: about two hours


def draft_again_after(attempts: int) -> timedelta:
    """Give how long to wait before drafting again: one minute, doubling, up to an hour."""
    return min(timedelta(minutes=2 ** max(0, attempts - 1)), timedelta(hours=1))


def mail_again_after(attempts: int, *, jitter: float) -> timedelta:
    """Give how long to wait after so many failed tries to mail; `jitter` 0 to 1 spreads a crowd."""
    seconds: float = min(30 * 2 ** max(0, attempts - 1), 3600)
    return timedelta(seconds=seconds * (0.5 + jitter / 2))
