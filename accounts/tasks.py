"""What beat wakes on accounts; it takes no argument, so the broker carries nobody's facts."""

from celery import shared_task
from django.utils import timezone

from accounts.services import mailing


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def send_letters() -> None:
    """Send the links and notices that are owed."""
    mailing.send_letters(now=timezone.now())
