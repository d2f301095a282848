"""One run of a rotation at a time: begun, going on where it was, ended."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from sealing.models import Rotation


def open_run(*, kind: str, to_key: str, total: int, now: datetime) -> Rotation:
    """Give the run that is under way, or begin one; a run towards another key is over."""
    Rotation.objects.filter(kind=kind, ended_at=None).exclude(to_key=to_key).update(ended_at=now)
    try:
        with transaction.atomic():
            return Rotation.objects.create(
                kind=kind, to_key=to_key, total=total, began_at=now, seen_at=now
            )
    except IntegrityError:  # it was killed, or another process is at it: both go on together
        run = Rotation.objects.get(kind=kind, ended_at=None)
    if not run.total:  # begun by whoever put the key there
        Rotation.objects.filter(pk=run.pk).update(total=total)
        run.total = total
    return run


def step(run: Rotation, *, done: int, now: datetime, places: dict[str, str] | None = None) -> None:
    """Count what was done, in the transaction that did it."""
    facts = {"done": F("done") + done, "seen_at": now}
    if places is not None:
        run.places = {**run.places, **places}
        facts["places"] = run.places
    Rotation.objects.filter(pk=run.pk).update(**facts)


def end(run: Rotation, *, now: datetime) -> bool:
    """End a run; False when another process ended it first."""
    return bool(Rotation.objects.filter(pk=run.pk, ended_at=None).update(ended_at=now, seen_at=now))


def latest(kind: str) -> Rotation | None:
    return Rotation.objects.filter(kind=kind).order_by("-began_at", "-pk").first()


def under_way(kind: str) -> Rotation | None:
    return Rotation.objects.filter(kind=kind, ended_at=None).first()
