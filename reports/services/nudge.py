"""A nudge after a long list is asked for: make it now rather than at beat's next round.

A courtesy and never more: the table remembers what waits, and beat goes round anyway.
"""

import logging
import threading

from celery import current_app
from django.db import transaction

MAKE = "reports.tasks.make_exports"  # by name: a service does not know the door that calls it
log = logging.getLogger(__name__)


def after_commit() -> None:
    """Wake the maker once this transaction is kept; a dead broker neither fails nor slows it."""
    transaction.on_commit(_send, robust=True)


def _send() -> None:
    threading.Thread(target=_publish, name="nudge", daemon=True).start()


def _publish() -> None:
    try:
        current_app.send_task(MAKE, retry=False, expires=60)
    except Exception as trouble:
        log.warning("nudge not heard: code=%s", type(trouble).__name__)
