"""What beat wakes: purges that two people agreed to, and the warning before a time is over."""

from celery import shared_task

from keeping.services import doing, retention


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def run_purges() -> None:
    """Do what was confirmed, and finish what was begun; the table remembers both."""
    doing.run_purges()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def warn() -> None:
    """Owe the task that asks what becomes of a case."""
    retention.warn()
