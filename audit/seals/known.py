"""The seals that this installation was told of, for whoever checks the trail here."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from audit.seals.book import Book, NotWhole, read
from audit.seals.shelf import files_of
from audit.witness import UNSEALED, Witness


def places() -> list[Path]:
    """Give where seals are kept, as far as it was said (RECLAIM_SEALS)."""
    return [Path(one) for one in settings.RECLAIM_SEALS]


def book(*, places: Sequence[Path], keys: Sequence[str]) -> Book:
    """Read the seals of these places; a sentence in `fault` says where they do not hold."""
    files = [file for place in places for file in files_of(place)]
    found = read(files, keys=keys)
    if not files:
        found.fault = f"there is no seal at {', '.join(str(place) for place in places)}"
    return found


def witness() -> Witness:
    """Give what was sealed, or nothing where no seal is known; NotWhole where seals do not hold."""
    if not places() or not settings.RECLAIM_SEAL_PUBLIC_KEYS:
        return UNSEALED
    found = book(places=places(), keys=settings.RECLAIM_SEAL_PUBLIC_KEYS)
    if found.fault:
        raise NotWhole(found.fault)
    return found
