"""A nudge after a letter is owed: send it now rather than within the minute, if a worker hears."""

import logging
import threading

from celery import current_app
from django.db import transaction

LETTERS = "accounts.tasks.send_letters"  # by name: a service does not know the door that calls it
log = logging.getLogger(__name__)
_under_way = threading.Lock()


def after_commit() -> None:
    """Wake the sender once this transaction is kept; a dead broker neither fails nor slows it."""
    transaction.on_commit(_send, robust=True)


def _send() -> None:
    if _under_way.acquire(blocking=False):
        threading.Thread(target=_publish, name="letters", daemon=True).start()


def _publish() -> None:
    try:
        current_app.send_task(LETTERS, retry=False, expires=60)
    except Exception as trouble:
        log.warning("nudge not heard: code=%s", type(trouble).__name__)
    finally:
        _under_way.release()
