"""What gunicorn asks before its first process may answer, and what it may not write down."""

import os
from typing import Any

from config.logs import NoSecrets

GATE = "RECLAIM_GATE"  # a pipe that nobody writes to; it ends when the supervisor opens the gate
accesslog = None  # addresses hold codes, and a calendar's holds a secret


def when_ready(server: Any) -> None:
    """Wait, with the application loaded and the port taken."""
    server.log.error_log.addFilter(NoSecrets())
    os.read(int(os.environ[GATE]), 1)
