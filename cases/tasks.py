"""What beat wakes on cases, and a check of the trail; the broker carries nobody's facts."""

from celery import shared_task

from cases import services
from cases.services import filling


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def run_handovers() -> None:
    """Do, or stop, the hand-overs whose moment has come; the table remembers them."""
    services.run_handovers()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def escalate_covers() -> None:
    """Tell of cover that nobody took by its hour; the table remembers what was told."""
    services.escalate_covers()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def fill_name_starts() -> None:
    """Have names found by their beginning that were kept before they could be."""
    while filling.fill_name_starts(limit=500):
        pass


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def check_trail(check_id: int) -> None:
    """Walk every chain of the trail; the row says how far it is."""
    services.run_check(check_id=check_id)
