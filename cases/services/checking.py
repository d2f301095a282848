"""A check of the whole trail, asked for by a person and walked by a worker."""

import logging
import threading
from datetime import datetime

from celery import current_app
from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import checking, trail
from audit.models import TrailCheck

WALK = "cases.tasks.check_trail"  # by name: a service does not know the door that calls it
PATIENCE = 3.0  # seconds that a page waits for the broker
log = logging.getLogger(__name__)


@transaction.atomic
def ask_check(*, by: User, now: datetime) -> TrailCheck:
    """Ask for a check; one that is under way serves whoever asks next."""
    require(by.role, Deed.SEE_ACTIVITY)
    going = checking.under_way(now=now)
    if going is not None:
        return going
    check = checking.begin(asked_at=now, asked_by=str(by.pk))
    trail.record(by=by, action="cases.asked_trail_check", subject=check)
    transaction.on_commit(lambda: _hand_over(check.pk), robust=True)
    return check


def run_check(*, check_id: int) -> TrailCheck | None:
    """Walk every chain for a check that waits; a second worker does nothing."""
    check = checking.take(check_id)
    if check is None:
        return None
    done = checking.walk(check)
    with transaction.atomic():
        trail.record(
            by=None,
            action="cases.checked_trail",
            subject=done,
            result="every chain holds" if done.state == "holds" else "a chain does not hold",
            entries=done.entries,
            chains=done.chains,
            broken=done.broken_in_all,
        )
    return done


def _hand_over(check_id: int) -> None:
    """Give it to a worker; where the broker does not answer soon, the check says so."""
    said: list[str] = []
    teller = threading.Thread(target=_tell, args=(check_id, said), name="check", daemon=True)
    teller.start()
    teller.join(PATIENCE)
    code = said[0] if said else "TimeoutError"
    if code:
        log.warning("check not handed over: code=%s", code)
        waiting = TrailCheck.objects.filter(pk=check_id, state="waiting")
        waiting.update(state="unheard", trouble=code)


def _tell(check_id: int, said: list[str]) -> None:
    """Publish in a thread of its own: a broker that holds its lines is silent without end."""
    try:
        current_app.send_task(WALK, args=[check_id], retry=False)
        said.append("")
    except Exception as trouble:
        said.append(type(trouble).__name__[:60])
