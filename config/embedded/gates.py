"""What gunicorn asks before its first process may answer, and what it may not write down."""

import os
from typing import Any

from config.embedded import state
from config.embedded.serving import GATE
from config.logs import logging_settings
from config.running import sharing

os.environ.setdefault("RECLAIM_STATEMENT_SECONDS", "15")  # as config.running.web says
sharing.share(state.home() / "metrics")
logconfig_dict = logging_settings(shape=os.environ.get("RECLAIM_LOG", "plain"), level="WARNING")

accesslog = None  # addresses hold codes, and a calendar's holds a secret


def when_ready(server: Any) -> None:
    """Wait, with the application loaded and the port taken."""
    os.read(int(os.environ[GATE]), 1)
