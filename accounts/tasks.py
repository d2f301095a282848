"""What beat wakes on accounts; it takes no argument, so the broker carries nobody's facts."""

from celery import shared_task
from django.utils import timezone

from accounts.services import forgotten, mailing


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def send_letters() -> None:
    """Make the links that were asked for, and send the links and notices that are owed."""
    forgotten.make_asked_links(now=timezone.now())
    mailing.send_letters(now=timezone.now())
