"""What beat wakes on cases; it takes no argument, so the broker carries nobody's facts."""

from celery import shared_task

from cases import services


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def run_handovers() -> None:
    """Do, or stop, the hand-overs whose moment has come; the table remembers them."""
    services.run_handovers()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def escalate_covers() -> None:
    """Tell of cover that nobody took by its hour; the table remembers what was told."""
    services.escalate_covers()
