"""Which clocks under the Act ran on requests to one platform, for a pattern to count."""

from collections.abc import Iterator

from complaints.pattern.counted import Clocked
from complaints.rules.pattern import Ran
from deadlines.models import Clock
from deadlines.rules.hours import ClosedAs
from deadlines.rules.ladder import THE_ACT
from removal.rules.words import ReceiptBasis, Status

NOT_COUNTED = (ClosedAs.WITHDRAWN.value, ClosedAs.UNCLOCKED.value)


def clocks_to(platform: str) -> Iterator[Clocked]:
    """Give each clock of the Act on a request to this platform; withdrawn ones are left out."""
    ours = Clock.objects.filter(request__platform=platform, statute__code=THE_ACT)
    counted = ours.exclude(closed_as__in=NOT_COUNTED).exclude(
        request__status=Status.WITHDRAWN.value
    )
    for row in counted.values_list(
        "request_id", "case_id", "starts_at", "due_at", "achieved_at", "basis"
    ).order_by("starts_at", "request_id"):
        request_id, case_id, starts_at, due_at, achieved_at, basis = row
        inferred = basis == ReceiptBasis.INFERRED
        ran = Ran(str(case_id), starts_at, due_at, achieved_at, inferred)
        yield Clocked(request_id, ran)
