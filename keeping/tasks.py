"""What beat wakes: purges that two people agreed to, warnings, and holds to be looked at again."""

from celery import shared_task

from keeping.services import doing, holds, purging, retention


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def run_purges() -> None:
    """Do what was confirmed, finish what was begun, and ask for a second person."""
    try:
        doing.run_purges()
    finally:
        purging.ask_second_persons()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def warn() -> None:
    """Owe the task that asks what becomes of a case."""
    retention.warn()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def remind_of_holds() -> None:
    """Owe the task to look at a legal hold again, on the day that was set for it."""
    holds.remind_of_holds()
