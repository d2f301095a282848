"""A nudge after a write: sweep now rather than within the minute, if a worker hears it.

A courtesy and never more: the table remembers what is due, and beat and the timer sweep anyway.
"""

import logging
import threading

from celery import current_app
from django.db import transaction

SWEEP = "deadlines.tasks.sweep"  # by name: a service does not know the door that calls it
log = logging.getLogger(__name__)

_under_way = threading.Lock()


def after_commit() -> None:
    """Wake the sweep once this transaction is kept; a dead broker neither fails nor slows it."""
    transaction.on_commit(_send, robust=True)


def _send() -> None:
    """Hand over in the background; one nudge at a time, since one sweep serves all that waits."""
    if _under_way.acquire(blocking=False):
        threading.Thread(target=_publish, name="nudge", daemon=True).start()


def _publish() -> None:
    try:
        current_app.send_task(SWEEP, retry=False, expires=60)
    except Exception as trouble:
        log.warning("nudge not heard: code=%s", type(trouble).__name__)
    finally:
        _under_way.release()
