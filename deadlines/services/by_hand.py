"""A round that a person asks for."""

from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.services import run_handovers
from deadlines.models import Heartbeat
from deadlines.services import relay, sweep


class Ran(NamedTuple):
    swept: sweep.Swept
    relayed: relay.Relayed


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
