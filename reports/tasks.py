"""What beat and a nudge wake; each takes no argument, so the broker carries nobody's facts."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from reports.services import exporting, keeping, making

A_YEAR = timedelta(days=400)  # all of it by `manage.py reconcile_figures`


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def make_exports() -> None:
    """Make the lists that wait; the table remembers them."""
    making.make_waiting()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def end_exports() -> None:
    """Remove the files whose time is over."""
    exporting.end_exports(now=timezone.now())


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def keep_figures() -> None:
    """Count anew the months whose clocks changed; the table remembers which."""
    keeping.keep()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def check_figures() -> None:
    """Compare the last year of the roll-up with a fresh count, and keep what was found."""
    keeping.check(since=timezone.now().date() - A_YEAR)
