"""The requests that a pattern counts: whoever keeps the clocks says which ran."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from complaints.models import ComplaintDraft, Pattern
from complaints.rules.apart import Standing
from complaints.rules.figures import Counted, figures
from complaints.rules.pattern import Ran
from complaints.rules.words import Status


class Clocked(NamedTuple):
    """One request to a platform with its time under the Act, as its clock says."""

    request_id: UUID
    ran: Ran


_clocks: list[Callable[[str], Iterable[Clocked]]] = []


def register(clocks_to: Callable[[str], Iterable[Clocked]]) -> None:
    """Let the package that keeps clocks say which ran on requests to a platform."""
    _clocks.append(clocks_to)


def requests_to(platform: str) -> list[Ran]:
    """Give every counted request to a platform, with the grounds of its complaint."""
    clocked = [one for clocks_to in _clocks for one in clocks_to(platform)]
    drafts = ComplaintDraft.objects.filter(request__in=[one.request_id for one in clocked])
    stands = drafts.exclude(status=Status.SUPERSEDED.value)
    grounds = dict(stands.values_list("request_id", "grounds"))
    return [
        one.ran._replace(
            grounds=tuple(grounds.get(one.request_id, ())), request=str(one.request_id)
        )
        for one in clocked
    ]


def told_of(platform: str, *, now: datetime) -> Counted:
    """Give what may be told of a platform now, beside every pattern of it that was kept."""
    kept = Pattern.objects.filter(platform=platform).order_by("number")
    earlier = [_standing(behind) for behind in kept.values_list("behind", flat=True) if behind]
    return figures(
        requests_to(platform), fewest=settings.PATTERN_FEWEST_CASES, now=now, earlier=earlier
    )


def _standing(behind: dict[str, list[str]]) -> Standing:
    return {request: (case, group) for request, (case, group) in behind.items()}
