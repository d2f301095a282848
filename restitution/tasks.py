"""What beat wakes on remedies; it takes no argument, so the broker carries nobody's facts."""

from celery import shared_task

from restitution.services import reminding


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def remind() -> None:
    """Enter the reminders that were reached; the tasks remember which there were."""
    reminding.remind()
