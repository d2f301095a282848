"""What beat and a nudge wake; each takes no argument, so the broker carries nobody's facts."""

from celery import shared_task

from deadlines.services import reconcile as reconciling
from deadlines.services import relay as relaying
from deadlines.services import sweep as sweeping

SECONDS = 45  # then the next round goes on, well before a time limit would end the task


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Enter what is due; beat runs this several times a minute, and so may anyone else."""
    sweeping.run(seconds=SECONDS)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def relay() -> None:
    """Send the letters that are owed."""
    relaying.send_owed()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def reconcile() -> None:
    """Compare what the rules owe with what the ledger holds, and keep what was found."""
    reconciling.check()
