"""How long a process waits for the database: a page ends where a person would have gone away."""

from typing import Any

# A host that is cut off, or a database whose host is: found out in a quarter of a minute and not,
# as the kernel would have it, in two hours. Nothing of this matters to a socket on one machine.
GONE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}


def limit(connection: dict[str, Any], *, seconds: int) -> None:
    """Set the limits of a connection; 0 is for commands and rounds, which end by other means.

    Behind a pooler that hands one connection to many, set them on the database's role instead.
    """
    given = connection.setdefault("OPTIONS", {})
    for name, to in GONE.items():
        given.setdefault(name, to)
    if seconds > 0:
        limits = {
            "statement_timeout": 1000 * seconds,
            "lock_timeout": 1000 * seconds,
            "idle_in_transaction_session_timeout": 4000 * seconds,
        }
        given["options"] = " ".join(f"-c {name}={to}" for name, to in limits.items())
