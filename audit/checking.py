"""A check of every chain that says how far it is and keeps what it found."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce, Now

from audit import chain
from audit.models import ChainHead, TrailCheck
from audit.seals import known

NAMED = 100  # broken chains that a check keeps by name; all are counted
SILENT = timedelta(minutes=2)  # without a sign of life: nobody walks, or nobody took it up
TOLD_EACH = 5  # batches between two signs of life
KEPT = 50  # checks


class Found(NamedTuple):
    entries: int
    chains: int
    broken: list[dict[str, Any]]
    broken_in_all: int


def latest() -> QuerySet[TrailCheck]:
    return TrailCheck.objects.order_by("-asked_at", "-pk")


def under_way(*, now: datetime) -> TrailCheck | None:
    """Give the check that waits for a worker, or walks and shows signs of life."""
    going = latest().filter(state__in=["waiting", "walking"])
    return next((one for one in going[:KEPT] if not is_silent(one, now)), None)


def is_silent(check: TrailCheck, now: datetime) -> bool:
    """Tell whether a check that should go on has not been heard of lately."""
    sign = check.seen_at or check.asked_at
    return check.state in {"waiting", "walking"} and now - sign > SILENT


def begin(*, asked_at: datetime, asked_by: str = "") -> TrailCheck:
    expected = ChainHead.objects.aggregate(all=Coalesce(Sum("seq"), 0))["all"]
    return TrailCheck.objects.create(asked_at=asked_at, asked_by=asked_by, expected=expected)


def take(check_id: int) -> TrailCheck | None:
    """Take up a check that waits; None where another worker has it, or it is over."""
    mine = TrailCheck.objects.filter(pk=check_id, state="waiting")
    if not mine.update(state="walking", began_at=Now(), seen_at=Now()):
        return None
    return TrailCheck.objects.get(pk=check_id)


def walk(check: TrailCheck) -> TrailCheck:
    """Recompute every chain, and keep how far it is and what came of it."""
    row = TrailCheck.objects.filter(pk=check.pk)

    def walked(entries: int) -> None:
        if entries // chain.BATCH % TOLD_EACH == 0:
            row.update(entries=entries, seen_at=Now())

    try:
        found = summed(chain.verify_all(walked, sealed=known.witness()))
    except Exception as trouble:
        row.update(state="failed", ended_at=Now(), trouble=type(trouble).__name__[:60])
        raise
    keep(check, found)
    return row.get()


def keep(check: TrailCheck, found: Found) -> None:
    """Keep what a walk found, and no more than the last checks."""
    TrailCheck.objects.filter(pk=check.pk).update(
        state="broken" if found.broken_in_all else "holds",
        seen_at=Now(),
        ended_at=Now(),
        **found._asdict(),
    )
    old = latest().values_list("pk", flat=True)[KEPT:]
    TrailCheck.objects.filter(pk__in=list(old)).delete()


def summed(verdicts: Iterable[chain.Verdict]) -> Found:
    """Count what a walk found; the chains that do not hold by name, the first of them."""
    entries = chains = broken_in_all = 0
    broken: list[dict[str, Any]] = []
    for one in verdicts:
        entries, chains = entries + one.entries, chains + 1
        if not one.holds:
            broken_in_all += 1
            if len(broken) < NAMED:
                broken.append({"chain": one.chain, "at": one.broken_at, "why": one.why})
    return Found(entries, chains, broken, broken_in_all)
