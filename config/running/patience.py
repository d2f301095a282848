"""How long a process waits for the database: a page ends where a person would have gone away."""

from typing import Any


def limit(connection: dict[str, Any], *, seconds: int) -> None:
    """Set the limits of a connection; 0 is for commands and rounds, which end by other means.

    Behind a pooler that hands one connection to many, set them on the database's role instead.
    """
    given = connection.setdefault("OPTIONS", {})
    given.setdefault("connect_timeout", 5)
    if seconds > 0:
        limits = {
            "statement_timeout": 1000 * seconds,
            "lock_timeout": 1000 * seconds,
            "idle_in_transaction_session_timeout": 4000 * seconds,
        }
        given["options"] = " ".join(f"-c {name}={to}" for name, to in limits.items())
