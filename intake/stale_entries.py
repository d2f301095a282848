"""Which entries of the directory a step leads to warn, said before they are used."""

from datetime import datetime

from cases.models import Case
from intake.models import IntakePlace
from removal import stale
from removal.models import Platform

# Steps that end on a platform's own form, and those that end on a search engine's.
AT_PLATFORMS = {"request-48h", "platform-report"}
AT_SEARCH = {"search-removal"}
MOST = 5


def of_step(service: str, case: Case, *, now: datetime) -> list[stale.Staleness]:
    """Give the entries that warn, of the platforms told of or of every search engine."""
    if service in AT_PLATFORMS:
        told = IntakePlace.objects.filter(case=case, platform__isnull=False).values("platform")
        rows = Platform.objects.filter(pk__in=told)
    elif service in AT_SEARCH:
        rows = Platform.objects.filter(kind="search")
    else:
        return []
    known = stale.of_all(list(rows.select_related("verified_by").order_by("name")), now=now)
    return [one for one in known.values() if one.warns][:MOST]
