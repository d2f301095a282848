"""When a letter is tried again, and when it is given up and shown to an administrator."""

from datetime import timedelta

MAIL_DEAD_AFTER = 11  # failed tries: two hours at least, about four at most


def mail_again_after(attempts: int, *, jitter: float) -> timedelta:
    """Give how long to wait after so many failed tries to mail; `jitter` 0 to 1 spreads a crowd."""
    seconds: float = min(30 * 2 ** max(0, attempts - 1), 3600)
    return timedelta(seconds=seconds * (0.5 + jitter / 2))
