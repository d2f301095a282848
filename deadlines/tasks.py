"""What beat and a nudge wake; each takes no argument, so the broker carries nobody's facts."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from deadlines.services import digests, drafting
from deadlines.services import reconcile as reconciling
from deadlines.services import relay as relaying
from deadlines.services import sweep as sweeping

RECKONED = timedelta(days=35)  # each hour; all of it by `manage.py reconcile`
SECONDS = 45  # then the next round goes on, well before a time limit would end the task
TEXTS_FOR = 8  # of them: texts are slow, and what is due next must find a worker free


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Enter what is due; beat runs this several times a minute, and so may anyone else."""
    sweeping.run(seconds=SECONDS, texts_for=TEXTS_FOR)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def compose() -> None:
    """Compose the texts that still wait, beside a sweep that has its hands full."""
    drafting.compose(seconds=TEXTS_FOR)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def relay() -> None:
    """Send the letters that are owed."""
    relaying.send_owed()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def reconcile() -> None:
    """Compare what the rules owe with what the ledger holds, and keep what was found."""
    reconciling.check(since=timezone.now() - RECKONED, seconds=SECONDS)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def digest() -> None:
    """Send the morning's letters to those whose morning it is."""
    digests.run()
