"""When to try again what failed; what keeps failing is told, and never stops the others."""

from datetime import timedelta


def again_after(attempts: int) -> timedelta:
    """Give how long to wait after so many failed tries: one minute, doubling, up to an hour."""
    return min(timedelta(minutes=2 ** min(6, max(0, attempts - 1))), timedelta(hours=1))
