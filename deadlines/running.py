"""What the clocks say when a case is about to be closed."""

from cases.models import Case
from deadlines.models import Clock


def clocks_on(case: Case) -> list[str]:
    """Give each running clock by its request's code, the first to end first."""
    running = Clock.objects.filter(case=case).running().select_related("request__case")
    return [f"the clock of {clock.request.code}" for clock in running.order_by("due_at", "pk")]
