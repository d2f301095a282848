"""What gunicorn asks before its first process may answer: whether the tables are there."""

import os
from typing import Any

GATE = "RECLAIM_GATE"  # a pipe that nobody writes to; it ends when the supervisor opens the gate


def when_ready(server: Any) -> None:
    """Wait, with the application loaded and the port taken."""
    os.read(int(os.environ[GATE]), 1)
