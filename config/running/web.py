"""gunicorn in production: `gunicorn config.wsgi --config=python:config.running.web`.

HUP starts new processes on the code and the packages that are there then, and lets the old ones
finish what they answer; TERM ends in the same way. No request is lost by either: whoever asks while
the new ones load waits at the door for those seconds, or is sent to the next host by the proxy.
"""

import logging
import os
from typing import Any

from config.embedded import state
from config.logs import logging_settings
from config.running import sharing

# A page that waits longer than this has lost its reader; settings read it, so it is set first.
os.environ.setdefault("RECLAIM_STATEMENT_SECONDS", "15")
sharing.share(state.home() / "metrics")
(state.home() / "static").mkdir(mode=0o700, exist_ok=True)
logging.captureWarnings(capture=True)

bind = os.environ.get("RECLAIM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("RECLAIM_WEB_PROCESSES", "2"))
threads = int(os.environ.get("RECLAIM_WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = False  # so that HUP takes up new code
# Also how long a line may take to say its first word: at 0 a busy machine would hang up on it.
keepalive = 5
graceful_timeout = 30
timeout = 60
max_requests, max_requests_jitter = 5000, 500
backlog = 256
limit_request_line = 4094
limit_request_fields = 60
control_socket_disable = True
accesslog = None  # addresses hold codes, and a calendar's holds a secret; see config.running
logconfig_dict = logging_settings(
    shape=os.environ.get("RECLAIM_LOG", "plain"), level=os.environ.get("RECLAIM_LOG_LEVEL", "INFO")
)


def child_exit(server: Any, worker: Any) -> None:
    from config.running import counters  # not before the folder is said

    counters.ended(worker.pid)
