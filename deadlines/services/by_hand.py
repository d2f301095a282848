"""A round that a person asks for."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.services import run_handovers
from deadlines.models import Heartbeat
from deadlines.services import reconcile, relay, sweep
from deadlines.services.heartbeats import database_time
from rows.reading import house


class Ran(NamedTuple):
    swept: sweep.Swept
    relayed: relay.Relayed


RECKONED = timedelta(days=35)
SECONDS = 10


@house("run the rounds by hand")
def reconcile_now(*, by: User) -> reconcile.Checked:
    """Reconcile as much as a reader waits for, and enter who asked."""
    require(by.role, Deed.SEE_SYSTEM)
    with transaction.atomic():
        checked = reconcile.check(since=database_time() - RECKONED, seconds=SECONDS)
        trail.record(
            by=by,
            action="deadlines.reconciled_by_hand",
            subject=Heartbeat(pk="reconcile"),
            differences=checked.in_all,
        )
    return checked


@house("run the rounds by hand")
def run_now(*, by: User) -> Ran:
    """Sweep, relay and hand over now, and enter who asked; each piece commits by itself."""
    require(by.role, Deed.SEE_SYSTEM)
    ran = Ran(sweep.run(seconds=10), relay.send_owed(limit=20))
    run_handovers()
    with transaction.atomic():
        trail.record(
            by=by,
            action="deadlines.ran_by_hand",
            subject=Heartbeat(pk="sweep"),
            sent=ran.swept.sent,
            mailed=ran.relayed.sent,
        )
    return ran
